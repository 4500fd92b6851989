package dev.pictor.identity;

import dev.pictor.platform.Problem;
import dev.pictor.platform.http.Guard;
import dev.pictor.platform.http.RequestLog;
import dev.pictor.platform.http.Route;
import dev.pictor.platform.http.Scope;
import dev.pictor.platform.limits.Verdict;
import io.javalin.http.Context;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Finds out who calls, counts the request, and lets through whoever may call the route. What is
/// not said to be open is closed: the switch over {@link Route#access} has no default.
public final class RequestGuard implements Guard {
  /// The cookie of a browser's session.
  public static final String COOKIE = "access_token";

  /// The header of an API key, as Pictoora's clients send it.
  public static final String API_KEY = "X-API-Key";

  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

  private final Sessions sessions;
  private final RateLimits limits;
  private final Set<String> allowedOrigins;

  /// @param allowedOrigins other origins whose pages may use a user's cookie
  public RequestGuard(Sessions sessions, RateLimits limits, Set<String> allowedOrigins) {
    this.sessions = sessions;
    this.limits = limits;
    this.allowedOrigins = Set.copyOf(allowedOrigins);
  }

  @Override
  public void admit(Context request, Route route) {
    switch (route.access()) {
      case OPEN, SIGNED -> {}
      case PUBLIC -> admitAnybody(request);
      case USER -> refuseUnlessGoodFor(route.scope(), admitUser(request));
      case ADMIN -> {
        Principal caller = admitUser(request);
        if (caller.role() != Role.ADMIN) {
          throw Problem.of(Problem.Kind.FORBIDDEN, "Only an admin may do this.");
        }
        refuseUnlessGoodFor(route.scope(), caller);
      }
    }
  }

  private static void refuseUnlessGoodFor(Scope scope, Principal caller) {
    if (!caller.may(scope)) {
      throw Problem.of(
          Problem.Kind.INSUFFICIENT_SCOPE,
          "This key is not good for that; it takes one with the scope " + scope.word() + ".");
    }
  }

  /// Who a request comes from: a bearer token counts before a key, and both before a cookie. A page
  /// on another site cannot use the cookie, not even to open a WebSocket.
  public Optional<Principal> find(Context request) {
    Optional<Principal> found = bearer(request).or(() -> key(request)).or(() -> cookie(request));
    found.ifPresent(principal -> {
      Caller.remember(request, principal);
      RequestLog.user(principal.userId().toString());
    });
    return found;
  }

  /// A credential that outlives its request, such as that of a stream.
  ///
  /// @param caller as of now
  /// @param again who it stands for at any later moment; nobody once it has ended
  public record Lasting(Principal caller, Supplier<Optional<Principal>> again) {}

  /// Who a credential stands for, now and later, in the order of [#find].
  ///
  /// @param authorization the header, or null
  /// @param key the header [#API_KEY], or null
  /// @param cookie the cookie [#COOKIE], or null; whoever passes it has seen that a page of ours
  ///   sent it where that matters
  public Optional<Lasting> lasting(
      @Nullable String authorization, @Nullable String key, @Nullable String cookie) {
    String bearer = bearer(authorization);
    return lasting(bearer, Principal.Credential.BEARER)
        .or(() -> lasting(key == null ? null : key.strip(), Principal.Credential.API_KEY))
        .or(() -> lasting(cookie, Principal.Credential.COOKIE));
  }

  private Optional<Lasting> lasting(@Nullable String text, Principal.Credential credential) {
    return text == null
        ? Optional.empty()
        : sessions
            .find(text, credential)
            .map(found -> new Lasting(found, () -> sessions.find(text, credential)));
  }

  private static @Nullable String bearer(@Nullable String header) {
    return header != null && header.regionMatches(true, 0, "Bearer ", 0, 7)
        ? header.substring(7).strip()
        : null;
  }

  /// Whether the browser says that a request comes from a page of ours; programs say nothing and
  /// carry no cookie that is not theirs.
  public boolean isOurPage(
      @Nullable String origin, @Nullable String fetchSite, @Nullable String host) {
    if (origin != null && allowedOrigins.contains(origin)) {
      return true;
    }
    if (fetchSite != null) {
      return fetchSite.equals("same-origin") || fetchSite.equals("none");
    }
    return origin == null || isOrigin(origin, host);
  }

  private boolean isOurPage(Context request) {
    return isOurPage(request.header("Origin"), request.header("Sec-Fetch-Site"), request.host());
  }

  /// Signing in changes the browser's cookie, so a page on another site may not do that either.
  private void admitAnybody(Context request) {
    count(request, find(request));
    // No page can send these to another site, unless the operator allowed its origin.
    if (request.header("Authorization") == null && request.header(API_KEY) == null) {
      refuseOtherSites(request);
    }
  }

  private void refuseOtherSites(Context request) {
    if (!SAFE.contains(request.method().name()) && !isOurPage(request)) {
      throw Problem.of(
          Problem.Kind.CROSS_SITE,
          "A page on another site sent this; use a bearer token, or have the operator add the"
              + " origin to ALLOWED_ORIGINS.");
    }
  }

  private Principal admitUser(Context request) {
    Optional<Principal> found = find(request);
    count(request, found);
    Principal principal =
        found.orElseThrow(() ->
            Problem.of(
                Problem.Kind.UNAUTHENTICATED,
                "Sign in first, or send a bearer token that is valid."));
    if (principal.credential() == Principal.Credential.COOKIE) {
      refuseOtherSites(request);
    }
    return principal;
  }

  private Optional<Principal> bearer(Context request) {
    String token = bearer(request.header("Authorization"));
    return token == null ? Optional.empty() : sessions.find(token, Principal.Credential.BEARER);
  }

  private Optional<Principal> key(Context request) {
    String key = request.header(API_KEY);
    return key == null
        ? Optional.empty()
        : sessions.find(key.strip(), Principal.Credential.API_KEY);
  }

  private Optional<Principal> cookie(Context request) {
    String token = request.cookie(COOKIE);
    return token == null ? Optional.empty() : sessions.find(token, Principal.Credential.COOKIE);
  }

  private static boolean isOrigin(String origin, @Nullable String host) {
    try {
      return host != null && host.equalsIgnoreCase(URI.create(origin).getAuthority());
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  /// A key's own limit lies within that of its user, so that many keys are not many users.
  private Verdict takeFor(Principal caller) {
    Integer own = caller.ownLimit();
    if (own != null) {
      Verdict forKey = limits.takeForKey(caller.tokenId(), own);
      Verdict forUser = forKey.allowed() ? limits.takeForUser(caller.userId()) : forKey;
      return forUser.allowed() ? forKey : forUser;
    }
    return limits.takeForUser(caller.userId());
  }

  private void count(Context request, Optional<Principal> principal) {
    Verdict verdict =
        principal.map(this::takeFor).orElseGet(() -> limits.takeForAddress(request.ip()));
    if (!verdict.isUnlimited()) {
      request.header("RateLimit-Limit", "" + verdict.limit());
      request.header("RateLimit-Policy", "\"minute\";q=" + verdict.limit() + ";w=60");
      request.header("RateLimit-Remaining", "" + verdict.remaining());
      request.header(
          "RateLimit-Reset", "" + Math.max(1, verdict.reset().plusMillis(999).toSeconds()));
    }
    if (!verdict.allowed()) {
      throw Problem.later(
          Problem.Kind.RATE_LIMITED,
          "That is more than " + verdict.limit() + " requests a minute; wait a little.",
          verdict.retryAfter());
    }
  }
}
