package dev.pictor.identity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Who is calling, and how that was shown. Everything but the token's own facts comes from the user
/// as they are now, not from the token.
///
/// @param tokenId what logging out revokes
/// @param expiresAt when the credential ends by itself
public record Principal(
    UserId userId,
    @Nullable String email,
    Role role,
    Credential credential,
    String tokenId,
    Instant expiresAt) {

  public boolean isAdmin() {
    return role == Role.ADMIN;
  }

  /// How a caller showed who they are.
  public enum Credential {
    /// `Authorization: Bearer …`, or a WebSocket's `token` parameter.
    BEARER,
    /// The session cookie, which browsers send by themselves: requests that change state need a
    /// defence against other sites.
    COOKIE
  }
}
