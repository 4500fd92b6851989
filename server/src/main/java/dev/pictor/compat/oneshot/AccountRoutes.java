package dev.pictor.compat.oneshot;

import static dev.pictor.platform.http.Route.route;
import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.POST;

import dev.pictor.billing.Billing;
import dev.pictor.billing.Credits;
import dev.pictor.billing.Standing;
import dev.pictor.identity.Caller;
import dev.pictor.identity.Identity;
import dev.pictor.identity.Login;
import dev.pictor.identity.Principal;
import dev.pictor.identity.Registration;
import dev.pictor.identity.Session;
import dev.pictor.identity.SessionCookie;
import dev.pictor.identity.User;
import dev.pictor.platform.Problem;
import dev.pictor.platform.http.Access;
import dev.pictor.platform.http.Reply;
import dev.pictor.platform.http.RequestBody;
import dev.pictor.platform.http.Route;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Signing up and in with an e-mail address, and what one has.
final class AccountRoutes {
  private static final String GROUP = "OneShot: accounts";
  private static final UserView EXAMPLE =
      new UserView(
          "0199f0c2-7c1a-7000-8000-3f5e1c2d4b6a",
          "ada@example.com",
          "ada",
          "user",
          10,
          "free",
          false,
          Instant.parse("2026-11-22T10:00:00Z"));

  private final Identity identity;
  private final SessionCookie cookie;
  private final Billing billing;

  AccountRoutes(Identity identity, SessionCookie cookie, Billing billing) {
    this.identity = identity;
    this.cookie = cookie;
    this.billing = billing;
  }

  /// Who wants to sign up.
  ///
  /// @param credits what the wallet is to have, for admins who make accounts for others; from
  ///   anybody else it means nothing
  record SignUp(
      @Nullable String email,
      @Nullable String username,
      @Nullable String password,
      @Nullable String fullName,
      @Nullable Long credits) {
    @Override
    public String toString() {
      return "SignUp[email=" + email + ", password=***]";
    }
  }

  /// A name and a password; the name may be in either field.
  record Credentials(@Nullable String email, @Nullable String username, @Nullable String password) {
    @Override
    public String toString() {
      return "Credentials[email=" + email + ", username=" + username + ", password=***]";
    }
  }

  /// A user in this contract's words.
  ///
  /// @param credits -1 where credits are switched off
  /// @param plan `free`, `pro` or `premium`
  record UserView(
      String id,
      @Nullable String email,
      @Nullable String username,
      String role,
      long credits,
      String plan,
      boolean emailConfirmed,
      Instant createdAt) {}

  /// A token, and whose it is.
  ///
  /// @param expiresIn seconds
  record Token(String accessToken, String tokenType, long expiresIn, UserView user) {}

  List<Route> routes() {
    var token = new Token("eyJhbGciOiJIUzI1NiJ9…", "bearer", 86_400, EXAMPLE);
    return List.of(
        route(POST, "/api/v1/auth/register", Access.PUBLIC)
            .in(GROUP)
            .says("Sign up; credits in the body count only when an admin sends them")
            .takes(new SignUp("ada@example.com", null, "correct horse battery", null, null))
            .answers(201, "The user", EXAMPLE)
            .answers(409, "The address or the username is taken")
            .answers(422, "Fields are not valid; all of them are named")
            .by(this::register),
        route(POST, "/api/v1/auth/login", Access.PUBLIC)
            .in(GROUP)
            .says("Sign in for a bearer token; the session cookie is set too")
            .takes(new Credentials("ada@example.com", null, "correct horse battery"))
            .answers(200, "The token", token)
            .answers(401, "The name or the password is wrong")
            .by(this::login),
        route(GET, "/api/v1/auth/me", Access.USER)
            .in(GROUP)
            .says("Who is signed in, with credits and plan")
            .answers(200, "The user", EXAMPLE)
            .by(request ->
                Reply.json(request, view(identity.users().get(Caller.of(request).userId())))));
  }

  private void register(Context request) {
    SignUp form = RequestBody.json(request, SignUp.class);
    Optional<Principal> admin = Caller.find(request).filter(Principal::isAdmin);
    Long credits = admin.isPresent() ? form.credits() : null;
    if (credits != null && (credits < 0 || credits > Credits.MOST_AT_ONCE)) {
      throw Problem.invalid("credits", "is within 0 to " + Credits.MOST_AT_ONCE + ".");
    }
    User user =
        identity
            .users()
            .register(
                new Registration(form.email(), form.username(), form.password(), form.fullName()));
    if (credits != null) {
      setCredits(user, credits, admin.get());
    }
    Reply.json(request, 201, view(user));
  }

  private void setCredits(User user, long wanted, Principal admin) {
    long has = billing.standing(user.id()).credits();
    if (has >= 0 && wanted != has) {
      billing
          .credits()
          .move(
              user.id(),
              new Credits.ByHand(
                  Credits.Reason.CORRECTION,
                  wanted - has,
                  "The account was made with these credits.",
                  admin.userId()));
    }
  }

  private void login(Context request) {
    Credentials given = RequestBody.json(request, Credentials.class);
    String name = given.email() == null ? given.username() : given.email();
    Session session = identity.sessions().login(new Login(name, given.password(), request.ip()));
    cookie.set(request, session);
    Reply.json(
        request,
        new Token(session.token(), "bearer", cookie.secondsLeft(session), view(session.user())));
  }

  private UserView view(User user) {
    Standing standing = billing.standing(user.id());
    return new UserView(
        user.id().toString(),
        user.email(),
        user.username(),
        user.role().word(),
        standing.credits(),
        standing.plan().word(),
        user.isEmailConfirmed(),
        user.createdAt());
  }
}
