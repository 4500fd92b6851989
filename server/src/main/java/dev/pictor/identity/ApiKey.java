package dev.pictor.identity;

import dev.pictor.platform.http.Scope;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A key that a program uses instead of a session, without its secret, which nobody knows.
///
/// @param ownLimit requests a minute, within those of its user; null for none
/// @param expiresAt null when it does not end by itself
/// @param lastUsedAt correct to a minute; null when it was never used
/// @param revokedAt null while it counts
public record ApiKey(
    UUID id,
    UserId userId,
    String name,
    Set<Scope> scopes,
    @Nullable Integer ownLimit,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Nullable Instant lastUsedAt,
    @Nullable Instant revokedAt) {
  public ApiKey {
    scopes = Set.copyOf(scopes);
  }

  /// When a credential ends that does not end by itself: further off than any clock here.
  static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

  /// How its text begins, by which it can be found again.
  public String prefix() {
    return KeyText.prefixOf(id);
  }

  /// Whether it counts at this time.
  public boolean isActive(Instant now) {
    return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
  }

  /// What somebody asks for.
  ///
  /// @param scopes null for reading and writing
  /// @param expiresAt null when it shall not end by itself
  public record Wish(
      @Nullable String name,
      @Nullable Set<Scope> scopes,
      @Nullable Integer ownLimit,
      @Nullable Instant expiresAt) {}

  /// A new key with its text, which is shown this once.
  public record Made(ApiKey key, String text) {
    @Override
    public String toString() {
      return "Made[" + key.id() + "]";
    }
  }
}
