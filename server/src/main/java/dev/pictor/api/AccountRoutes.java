package dev.pictor.api;

import static dev.pictor.platform.http.Route.route;
import static io.javalin.http.HandlerType.DELETE;
import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.POST;

import dev.pictor.identity.Caller;
import dev.pictor.identity.Erasures;
import dev.pictor.identity.Identity;
import dev.pictor.identity.Principal;
import dev.pictor.identity.Session;
import dev.pictor.identity.SessionCookie;
import dev.pictor.platform.Problem;
import dev.pictor.platform.http.Access;
import dev.pictor.platform.http.Reply;
import dev.pictor.platform.http.RequestBody;
import dev.pictor.platform.http.Route;
import dev.pictor.platform.http.Scope;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What people do with their own account when they are signed in.
public final class AccountRoutes {
  private static final String GROUP = "Pictor: account";

  private final Identity identity;
  private final SessionCookie cookie;

  public AccountRoutes(Identity identity, SessionCookie cookie) {
    this.identity = identity;
    this.cookie = cookie;
  }

  /// The password that shows once more who is there; left out where the account has none.
  record Proof(@Nullable String password) {
    @Override
    public String toString() {
      return "Proof[***]";
    }
  }

  /// The old password and the new one.
  record NewPassword(@Nullable String currentPassword, @Nullable String newPassword) {
    @Override
    public String toString() {
      return "NewPassword[***]";
    }
  }

  /// A new address, and the password.
  record NewEmail(@Nullable String email, @Nullable String password) {
    @Override
    public String toString() {
      return "NewEmail[***]";
    }
  }

  /// One's own account.
  ///
  /// @param role `user` or `admin`
  /// @param disabledAt null, as nobody sees an account that is closed
  /// @param hasPassword false for whoever signs in at another service only
  record OwnAccount(
      String id,
      @Nullable String email,
      @Nullable String username,
      @Nullable String fullName,
      @Nullable LocalDate dob,
      String role,
      boolean emailConfirmed,
      @Nullable Instant disabledAt,
      Instant createdAt,
      boolean hasPassword) {
    static OwnAccount of(UserView user, boolean hasPassword) {
      return new OwnAccount(
          user.id(),
          user.email(),
          user.username(),
          user.fullName(),
          user.dob(),
          user.role(),
          user.emailConfirmed(),
          user.disabledAt(),
          user.createdAt(),
          hasPassword);
    }
  }

  /// The session that replaces the one that has ended.
  ///
  /// @param expiresIn seconds
  record NewSession(String accessToken, String tokenType, long expiresIn) {
    @Override
    public String toString() {
      return "NewSession[***]";
    }
  }

  public List<Route> routes() {
    return List.of(
        route(GET, "/api/v1/account", Access.USER)
            .in(GROUP)
            .says("Your account")
            .answers(200, "The account", OwnAccount.of(UserView.EXAMPLE, true))
            .by(this::show),
        route(POST, "/api/v1/account/sign-out-everywhere", Access.USER)
            .scope(Scope.ACCOUNT)
            .in(GROUP)
            .says("End all your sessions, this one too; API keys stay until they are revoked")
            .answers(204, "Signed out")
            .by(this::signOutEverywhere),
        route(POST, "/api/v1/account/password", Access.USER)
            .scope(Scope.ACCOUNT)
            .in(GROUP)
            .says("Change your password; all sessions end, and this answer has a new one")
            .takes(new NewPassword("correct horse battery", "a better horse battery"))
            .fails(Problem.Kind.BAD_CREDENTIALS, Problem.Kind.FRESH_SIGN_IN_NEEDED)
            .answers(200, "A new session", new NewSession("eyJ…", "bearer", 86_400))
            .by(this::changePassword),
        route(POST, "/api/v1/account/email", Access.USER)
            .scope(Scope.ACCOUNT)
            .in(GROUP)
            .says("Change your e-mail address; it changes once the link sent to it is followed")
            .takes(new NewEmail("ada@example.org", "correct horse battery"))
            .fails(Problem.Kind.BAD_CREDENTIALS, Problem.Kind.FRESH_SIGN_IN_NEEDED)
            .fails(Problem.Kind.EMAIL_TAKEN)
            .answers(202, "A mail is on its way", Said.MAIL_SENT)
            .by(this::changeEmail),
        route(POST, "/api/v1/account/confirm-email", Access.USER)
            .scope(Scope.ACCOUNT)
            .in(GROUP)
            .says("Send the link that confirms your e-mail address again")
            .answers(202, "A mail is on its way", Said.MAIL_SENT)
            .by(request -> {
              identity.accounts().confirmAgain(Caller.of(request));
              Reply.json(request, 202, Said.MAIL_SENT);
            }),
        route(DELETE, "/api/v1/account", Access.USER)
            .scope(Scope.ACCOUNT)
            .in(GROUP)
            .says("Delete your account and everything of yours, and say what was deleted")
            .takes(new Proof("correct horse battery"))
            .fails(Problem.Kind.BAD_CREDENTIALS, Problem.Kind.FRESH_SIGN_IN_NEEDED)
            .answers(
                200,
                "What was done",
                new Erasures.Report(
                    Map.of("users", 1L, "jobs", 12L, "objects", 30L, "keys", 2L), Map.of()))
            .by(this::delete));
  }

  private void show(Context request) {
    Principal caller = Caller.of(request);
    Reply.json(
        request,
        OwnAccount.of(
            UserView.of(identity.users().get(caller.userId())),
            identity.accounts().hasPassword(caller)));
  }

  private void signOutEverywhere(Context request) {
    identity.sessions().endAll(Caller.of(request).userId());
    cookie.clear(request);
    request.status(204);
  }

  private void changePassword(Context request) {
    NewPassword form = RequestBody.json(request, NewPassword.class);
    Principal caller = Caller.of(request);
    Session session =
        identity
            .accounts()
            .changePassword(caller, form.currentPassword(), form.newPassword(), request.ip());
    if (caller.credential() == Principal.Credential.COOKIE) {
      cookie.set(request, session);
    }
    Reply.json(request, new NewSession(session.token(), "bearer", cookie.secondsLeft(session)));
  }

  private void changeEmail(Context request) {
    NewEmail form = RequestBody.json(request, NewEmail.class);
    identity
        .accounts()
        .changeEmail(Caller.of(request), form.email(), form.password(), request.ip());
    Reply.json(request, 202, Said.MAIL_SENT);
  }

  private void delete(Context request) {
    Proof proof = RequestBody.json(request, Proof.class);
    Principal caller = Caller.of(request);
    identity.accounts().prove(caller, proof.password(), request.ip());
    Erasures.Report report = identity.erasures().erase(caller.userId(), false);
    cookie.clear(request);
    Reply.json(request, report);
  }
}
