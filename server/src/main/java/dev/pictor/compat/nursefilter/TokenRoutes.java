package dev.pictor.compat.nursefilter;

import static dev.pictor.platform.http.Route.route;
import static io.javalin.http.HandlerType.POST;

import dev.pictor.identity.Identity;
import dev.pictor.identity.Login;
import dev.pictor.identity.Session;
import dev.pictor.identity.SessionCookie;
import dev.pictor.platform.Problem;
import dev.pictor.platform.http.Access;
import dev.pictor.platform.http.Reply;
import dev.pictor.platform.http.RequestBody;
import dev.pictor.platform.http.Route;
import io.javalin.http.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Signing in with a name and a password as OAuth 2 has it (RFC 6749, section 4.3): a form in, a
/// bearer token out.
final class TokenRoutes {
  private final Identity identity;
  private final SessionCookie cookie;

  TokenRoutes(Identity identity, SessionCookie cookie) {
    this.identity = identity;
    this.cookie = cookie;
  }

  /// What a client sends; all but the first two may be left out.
  ///
  /// @param username a username or an e-mail address
  /// @param grantType `password`
  record Grant(
      @Nullable String username,
      @Nullable String password,
      @Nullable String grantType,
      @Nullable String scope,
      @Nullable String clientId,
      @Nullable String clientSecret) {
    @Override
    public String toString() {
      return "Grant[username=" + username + ", password=***]";
    }
  }

  /// A token.
  ///
  /// @param expiresIn seconds
  record Token(String accessToken, String tokenType, long expiresIn) {}

  List<Route> routes() {
    var example = new Grant("ada", "correct horse battery", "password", "", null, null);
    return List.of(
        route(POST, "/api/auth/token", Access.PUBLIC)
            .in("NurseFilter: accounts")
            .says("Sign in for a bearer token: a form, or JSON with the same fields")
            .takes(example)
            .takesUrlencoded(example)
            .answers(200, "The token", new Token("eyJhbGciOiJIUzI1NiJ9…", "bearer", 86_400))
            .answers(401, "The name or the password is wrong; WWW-Authenticate says Bearer")
            .answers(415, "Neither a form nor JSON")
            .answers(422, "A field is missing")
            .by(this::token));
  }

  private void token(Context request) {
    Grant grant = RequestBody.fields(request, Grant.class);
    String type = grant.grantType();
    if (type != null && !type.isBlank() && !type.equals("password")) {
      throw Problem.invalid("grant_type", "is password.");
    }
    var login = new Login(grant.username(), grant.password(), request.ip(), "username");
    Session session = identity.sessions().login(login);
    Reply.json(request, new Token(session.token(), "bearer", cookie.secondsLeft(session)));
  }
}
