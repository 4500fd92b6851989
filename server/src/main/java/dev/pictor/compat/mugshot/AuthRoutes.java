package dev.pictor.compat.mugshot;

import static dev.pictor.platform.http.Route.route;
import static io.javalin.http.HandlerType.POST;

import dev.pictor.identity.Identity;
import dev.pictor.identity.Login;
import dev.pictor.identity.Registration;
import dev.pictor.identity.Session;
import dev.pictor.identity.User;
import dev.pictor.identity.UserProfiles;
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

  private final Identity identity;
  private final UserProfiles profiles;

  AuthRoutes(Identity identity, UserProfiles profiles) {
    this.identity = identity;
    this.profiles = profiles;
  }

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

  private void signUp(Context request) {
    SignUp form = RequestBody.json(request, SignUp.class);
    if (form.password() != null && !form.password().equals(form.confirmPassword())) {
      throw Problem.invalid("confirm_password", "is not the same as password.");
    }
    if (form.email() == null || form.email().isBlank()) {
      throw Problem.invalid("email", "is missing.");
    }
    User user =
        identity
            .users()
            .register(
                new Registration(
                    form.email(), form.username(), form.password(), form.fullName(), form.dob()));
    profiles.change(user.id(), new UserProfiles.Change(null, null, form.dob()));
    Reply.json(request, 201, new SignedUp(user.id().toString(), "confirm_email"));
  }

  private void signIn(Context request) {
    SignIn given = RequestBody.json(request, SignIn.class);
    Session session =
        identity.sessions().login(new Login(given.email(), given.password(), request.ip()));
    Reply.json(request, new SignedIn(session.token(), "bearer", PersonView.of(session.user())));
  }
}
