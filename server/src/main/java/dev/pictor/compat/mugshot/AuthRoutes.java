package dev.pictor.compat.mugshot;

import static dev.pictor.platform.http.Route.route;
import static io.javalin.http.HandlerType.POST;

import dev.pictor.identity.Accounts;
import dev.pictor.identity.Identity;
import dev.pictor.identity.Login;
import dev.pictor.identity.Registration;
import dev.pictor.identity.Session;
import dev.pictor.identity.User;
import dev.pictor.platform.Problem;
import dev.pictor.platform.http.Access;
import dev.pictor.platform.http.Reply;
import dev.pictor.platform.http.RequestBody;
import dev.pictor.platform.http.Route;
import io.javalin.http.Context;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Signing up and in with an e-mail address.
final class AuthRoutes {
  private static final String GROUP = "MugShot: accounts";
  private static final Done CONFIRMED = new Done("Email confirmed");

  private final Identity identity;

  AuthRoutes(Identity identity) {
    this.identity = identity;
  }

  /// Whoever wants in.
  record Start(@Nullable String email) {}

  /// The token of a link.
  record Token(@Nullable String token) {
    @Override
    public String toString() {
      return "Token[***]";
    }
  }

  /// What was done.
  record Done(String message) {}

  /// What somebody writes when they sign up.
  record SignUp(
      @Nullable String email,
      @Nullable String password,
      @Nullable String confirmPassword,
      @Nullable String username,
      @Nullable String fullName,
      @Nullable LocalDate dob) {
    @Override
    public String toString() {
      return "SignUp[email=" + email + ", username=" + username + ", password=***]";
    }
  }

  /// @param next what to do now
  record SignedUp(String userId, String next) {}

  /// An address and a password.
  record SignIn(@Nullable String email, @Nullable String password) {
    @Override
    public String toString() {
      return "SignIn[email=" + email + ", password=***]";
    }
  }

  /// What signing in gives.
  record SignedIn(String accessToken, String tokenType, PersonView user) {
    @Override
    public String toString() {
      return "SignedIn[accessToken=***, user=" + user.id() + "]";
    }
  }

  List<Route> routes() {
    return List.of(
        route(POST, "/api/v1/auth/start", Access.PUBLIC)
            .in(GROUP)
            .says("How to go on with an address; may be asked rarely, since it tells of accounts")
            .takes(new Start("user@example.com"))
            .answers(
                200,
                "next is password, create_account or social_login",
                new Accounts.Next(true, "password"))
            .answers(422, "That is no e-mail address")
            .answers(429, "Asked too often from here")
            .by(this::start),
        route(POST, "/api/v1/auth/confirm", Access.PUBLIC)
            .in(GROUP)
            .says("Confirm the e-mail address by the token of the link that was sent")
            .takes(new Token("mJ4c0Vt5y2oWq8eRk1nXzB7dF3hL6pSa9uGiTjKwEyQ"))
            .fails(Problem.Kind.INVALID_TOKEN)
            .answers(200, "Confirmed", CONFIRMED)
            .by(this::confirm),
        route(POST, "/api/v1/auth/signup", Access.PUBLIC)
            .in(GROUP)
            .says("Sign up with an e-mail address")
            .takes(
                new SignUp(
                    "user@example.com",
                    "securepassword",
                    "securepassword",
                    "uniqueusername",
                    "User Name",
                    LocalDate.parse("1990-01-01")))
            .answers(201, "Who you are now", new SignedUp(PersonView.EXAMPLE.id(), "confirm_email"))
            .answers(409, "The address or the username is taken")
            .answers(422, "Fields are not valid; all of them are named")
            .by(this::signUp),
        route(POST, "/api/v1/auth/signin", Access.PUBLIC)
            .in(GROUP)
            .says("Sign in")
            .takes(new SignIn("user@example.com", "securepassword"))
            .answers(200, "A token", new SignedIn("eyJ…", "bearer", PersonView.EXAMPLE))
            .answers(401, "The address or the password is wrong")
            .answers(403, "The address has to be confirmed first")
            .by(this::signIn));
  }

  private void start(Context request) {
    Start given = RequestBody.json(request, Start.class);
    Reply.json(request, identity.accounts().start(given.email(), request.ip()));
  }

  private void confirm(Context request) {
    identity.accounts().confirm(RequestBody.json(request, Token.class).token());
    Reply.json(request, CONFIRMED);
  }

  private void signUp(Context request) {
    SignUp form = RequestBody.json(request, SignUp.class);
    if (form.password() != null && !form.password().equals(form.confirmPassword())) {
      throw Problem.invalid("confirm_password", "is not the same as password.");
    }
    User user =
        identity
            .accounts()
            .signUp(
                new Registration(
                    form.email(), form.username(), form.password(), form.fullName(), form.dob()));
    Reply.json(request, 201, new SignedUp(user.id().toString(), "confirm_email"));
  }

  private void signIn(Context request) {
    SignIn given = RequestBody.json(request, SignIn.class);
    Session session =
        identity.sessions().login(new Login(given.email(), given.password(), request.ip()));
    Reply.json(request, new SignedIn(session.token(), "bearer", PersonView.of(session.user())));
  }
}
