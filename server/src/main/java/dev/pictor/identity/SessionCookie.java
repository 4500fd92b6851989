package dev.pictor.identity;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.time.Duration;
import java.time.InstantSource;

/// The cookie of a browser's session: no script can read it, and no other site's form sends it.
public final class SessionCookie {
  private final boolean isSecure;
  private final InstantSource clock;

  /// @param isSecure whether it travels over https only
  public SessionCookie(boolean isSecure, InstantSource clock) {
    this.isSecure = isSecure;
    this.clock = clock;
  }

  /// How many seconds are left of a session, at least one.
  public long secondsLeft(Session session) {
    return Math.max(1, Duration.between(clock.instant(), session.expiresAt()).toSeconds());
  }

  public void set(Context request, Session session) {
    request.cookie(cookie(session.token(), Math.toIntExact(secondsLeft(session))));
  }

  public void clear(Context request) {
    request.cookie(cookie("", 0));
  }

  private Cookie cookie(String value, int seconds) {
    return new Cookie(RequestGuard.COOKIE, value, "/", seconds, isSecure, true, null, SameSite.LAX);
  }
}
