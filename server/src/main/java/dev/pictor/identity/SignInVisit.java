package dev.pictor.identity;

import dev.pictor.platform.Problem;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The browser's side of signing in elsewhere: the cookie that ties a visit to the browser that
/// went, where it may return to, and the session's cookie at the end.
public final class SignInVisit {
  private static final String COOKIE = "sign_in_visit";
  private static final String PLACE = "/api";
  private static final int LONGEST_RETURN = 1_000;

  private final boolean secure;
  private final Set<String> allowedOrigins;
  private final SessionCookie session;

  /// @param secure whether cookies travel over https only
  /// @param allowedOrigins other origins whose pages may be returned to
  public SignInVisit(boolean secure, Set<String> allowedOrigins, SessionCookie session) {
    this.secure = secure;
    this.allowedOrigins = Set.copyOf(allowedOrigins);
    this.session = session;
  }

  /// Ties a visit to the browser.
  public void begin(Context request, SocialSignIn.Begun begun, Duration life) {
    request.cookie(cookie(COOKIE, begun.browser(), PLACE, Math.toIntExact(life.toSeconds())));
  }

  /// What the browser was given; null when it has nothing. It is taken away: a visit ends once.
  public @Nullable String end(Context request) {
    String browser = request.cookie(COOKIE);
    if (browser != null) {
      request.cookie(cookie(COOKIE, "", PLACE, 0));
    }
    return browser;
  }

  /// Signs the browser in.
  public void signIn(Context request, Session made) {
    session.set(request, made);
  }

  /// How long a session lasts, at least one second.
  public long secondsLeft(Session made) {
    return session.secondsLeft(made);
  }

  private Cookie cookie(String name, String value, String path, int seconds) {
    return new Cookie(name, value, path, seconds, secure, true, null, SameSite.LAX);
  }

  /// Where to go afterwards: a path of ours, or an address of an origin that the operator allows.
  /// Anything else would make this service send people wherever a link says.
  ///
  /// @param wanted null for the start page
  /// @throws Problem INVALID_REQUEST when it is anywhere else
  public String returnTo(@Nullable String wanted) {
    if (wanted == null || wanted.isEmpty()) {
      return "/";
    }
    if (wanted.length() <= LONGEST_RETURN && (isOurs(wanted) || isAllowed(wanted))) {
      return wanted;
    }
    throw Problem.invalid(
        "return_to",
        "is a path that begins with one slash, or an address of an origin in ALLOWED_ORIGINS.");
  }

  /// Browsers take a second slash, or a backslash for one, as the beginning of a host, and leave
  /// out tabs and line ends before they look.
  private static boolean isOurs(String wanted) {
    return wanted.startsWith("/") && !wanted.startsWith("//") && parsed(wanted).isPresent();
  }

  private boolean isAllowed(String wanted) {
    return parsed(wanted)
        .filter(uri -> uri.getRawUserInfo() == null)
        .filter(uri -> allowedOrigins.contains(uri.getScheme() + "://" + uri.getRawAuthority()))
        .isPresent();
  }

  /// Neither blanks, controls, backslashes nor other alphabets are in an address.
  private static Optional<URI> parsed(String wanted) {
    try {
      return wanted.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '\\')
          ? Optional.of(URI.create(wanted))
          : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
