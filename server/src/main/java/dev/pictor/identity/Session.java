package dev.pictor.identity;

import java.time.Instant;

/// What signing in gives: a token for a header or a cookie.
///
/// @param expiresAt when the token ends by itself; whole seconds
public record Session(String token, Instant expiresAt, User user) {
  @Override
  public String toString() {
    return "Session[token=***, expiresAt=" + expiresAt + ", user=" + user.id() + "]";
  }
}
