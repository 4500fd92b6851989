package dev.pictor.compat.sketch;

import static dev.pictor.platform.http.Route.route;
import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.POST;

import dev.pictor.billing.Billing;
import dev.pictor.identity.Caller;
import dev.pictor.identity.Identity;
import dev.pictor.identity.Login;
import dev.pictor.identity.Registration;
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

/// Registering, signing in and out, and who one is.
final class AuthRoutes {
  private static final String GROUP = "Sketch: accounts";

  private final Identity identity;
  private final SessionCookie cookie;
  private final Billing billing;

  AuthRoutes(Identity identity, SessionCookie cookie, Billing billing) {
    this.identity = identity;
    this.cookie = cookie;
    this.billing = billing;
  }

  /// A name and a password; the name may be in either field.
  record Credentials(@Nullable String email, @Nullable String username, @Nullable String password) {
    @Override
    public String toString() {
      return "Credentials[email=" + email + ", username=" + username + ", password=***]";
    }
  }

  List<Route> routes() {
    return List.of(
        route(POST, "/api/auth/register", Access.PUBLIC)
            .in(GROUP)
            .says("Sign up with an e-mail address, a username, or both")
            .takes(
                new Registration("ada@example.com", "ada", "correct horse battery", "Ada Lovelace"))
            .answers(409, "The address or the username is taken")
            .answers(201, "The user", UserView.EXAMPLE)
            .by(this::register),
        route(POST, "/api/auth/login", Access.PUBLIC)
            .in(GROUP)
            .says("Sign in; sets the HttpOnly cookie access_token")
            .takes(new Credentials("ada@example.com", null, "correct horse battery"))
            .fails(Problem.Kind.BAD_CREDENTIALS)
            .answers(200, "The user", UserView.EXAMPLE)
            .sends("Set-Cookie", "The session, HttpOnly")
            .by(this::login),
        route(POST, "/api/auth/logout", Access.USER)
            .in(GROUP)
            .says("Sign out; this token is refused from now on")
            .answers(204, "Signed out")
            .by(this::logout),
        route(GET, "/api/auth/me", Access.USER)
            .in(GROUP)
            .says("Who is signed in")
            .answers(200, "The user", UserView.EXAMPLE)
            .by(this::me));
  }

  private void register(Context request) {
    Registration form = RequestBody.json(request, Registration.class);
    var user = UserView.of(identity.users().register(form), billing);
    Reply.json(request, 201, user);
  }

  private void login(Context request) {
    Credentials given = RequestBody.json(request, Credentials.class);
    String name = given.email() == null ? given.username() : given.email();
    Session session = identity.sessions().login(new Login(name, given.password(), request.ip()));
    cookie.set(request, session);
    Reply.json(request, UserView.of(session.user(), billing));
  }

  private void logout(Context request) {
    identity.sessions().logout(Caller.of(request));
    cookie.clear(request);
    request.status(204);
  }

  private void me(Context request) {
    Reply.json(request, UserView.of(identity.users().get(Caller.of(request).userId()), billing));
  }
}
