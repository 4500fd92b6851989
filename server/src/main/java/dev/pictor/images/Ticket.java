package dev.pictor.images;

import dev.pictor.identity.Principal;
import dev.pictor.identity.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The permission to submit one job, by which the job is followed afterwards.
///
/// @param id a UUID
/// @param holder the API key it was made with; null when that was a session
/// @param expiresAt when it can no longer be used for a job
/// @param jobId the job it was used for; null until then
public record Ticket(
    String id,
    UserId owner,
    @Nullable String holder,
    Instant createdAt,
    Instant expiresAt,
    @Nullable String jobId) {
  public boolean isUsed() {
    return jobId != null;
  }

  /// Whether somebody may use it and ask for it: its user, but not with another API key than the
  /// one it was made with.
  public boolean isOf(Principal caller) {
    String given = holderOf(caller);
    return owner.equals(caller.userId())
        && (holder == null || given == null || holder.equals(given));
  }

  /// The API key of a caller; null for a session.
  static @Nullable String holderOf(Principal caller) {
    return switch (caller.credential()) {
      case BEARER, COOKIE -> null;
      case API_KEY, STATIC_KEY -> caller.tokenId();
    };
  }
}
