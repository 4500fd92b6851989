package dev.pictor.identity;

import dev.pictor.platform.http.Scope;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who is calling, and how that was shown. Everything but the credential's own facts comes from the
/// user as they are now, not from the token.
///
/// @param tokenId what logging out revokes; an API key's id where one was used
/// @param expiresAt when the credential ends by itself
/// @param scopes what the credential is good for
/// @param ownLimit requests a minute of an API key, within those of its user; null for none
public record Principal(
    UserId userId,
    @Nullable String email,
    Role role,
    Credential credential,
    String tokenId,
    Instant expiresAt,
    Set<Scope> scopes,
    @Nullable Integer ownLimit) {
  public Principal {
    scopes = Set.copyOf(scopes);
  }

  /// A user who has signed in: everything is allowed that the role allows.
  static Principal ofSession(User user, Credential credential, Tokens.Claims claims) {
    return new Principal(
        user.id(),
        user.email(),
        user.role(),
        credential,
        claims.tokenId(),
        claims.expiresAt(),
        allowed(user.role(), EnumSet.allOf(Scope.class)),
        null);
  }

  /// Whether this caller may run the service: an admin, and not with a key that is not good for it.
  public boolean isAdmin() {
    return role == Role.ADMIN && may(Scope.ADMIN);
  }

  public boolean may(Scope scope) {
    return scopes.contains(scope);
  }

  /// Whether somebody has signed in, rather than sent a key.
  public boolean isSession() {
    return credential == Credential.BEARER || credential == Credential.COOKIE;
  }

  /// What is left of some scopes for a role.
  static Set<Scope> allowed(Role role, Set<Scope> scopes) {
    var left = EnumSet.noneOf(Scope.class);
    left.addAll(scopes);
    if (role != Role.ADMIN) {
      left.remove(Scope.ADMIN);
    }
    return Collections.unmodifiableSet(left);
  }

  /// How a caller showed who they are.
  public enum Credential {
    /// `Authorization: Bearer …`, or a WebSocket's `token` parameter.
    BEARER,
    /// The session cookie, which browsers send by themselves: requests that change state need a
    /// defence against other sites.
    COOKIE,
    /// A key that a user made: `X-API-Key`, or as a bearer token.
    API_KEY,
    /// The key of the environment, `API_KEY`, which stands for the service account.
    STATIC_KEY
  }
}
