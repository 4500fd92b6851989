package dev.pictor.api;

import static dev.pictor.platform.http.Route.route;
import static io.javalin.http.HandlerType.POST;

import dev.pictor.identity.Accounts;
import dev.pictor.platform.Problem;
import dev.pictor.platform.http.Access;
import dev.pictor.platform.http.Reply;
import dev.pictor.platform.http.RequestBody;
import dev.pictor.platform.http.Route;
import io.javalin.http.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is behind the pages of the Studio that links in mails lead to. Opening a link changes
/// nothing, as mail programs open links to look at them; the button on the page does.
public final class MailLinkRoutes {
  private static final String GROUP = "Pictor: account";

  private final Accounts accounts;

  public MailLinkRoutes(Accounts accounts) {
    this.accounts = accounts;
  }

  /// Whose password was forgotten.
  record Forgotten(@Nullable String email) {}

  /// The token of a link and a new password.
  record Reset(@Nullable String token, @Nullable String password) {
    @Override
    public String toString() {
      return "Reset[***]";
    }
  }

  /// The token of a link.
  record Token(@Nullable String token) {
    @Override
    public String toString() {
      return "Token[***]";
    }
  }

  public List<Route> routes() {
    String token = "mJ4c0Vt5y2oWq8eRk1nXzB7dF3hL6pSa9uGiTjKwEyQ";
    return List.of(
        route(POST, "/api/v1/auth/forgot-password", Access.PUBLIC)
            .in(GROUP)
            .says("Have a link for a new password sent; the answer is the same for every address")
            .takes(new Forgotten("ada@example.com"))
            .answers(202, "Always", Said.MAIL_PERHAPS)
            .by(this::forgot),
        route(POST, "/api/v1/auth/reset-password", Access.PUBLIC)
            .in(GROUP)
            .says("Set a new password by the token of a link; all sessions end")
            .takes(new Reset(token, "a better horse battery"))
            .fails(Problem.Kind.INVALID_TOKEN)
            .answers(200, "Set", new Said("The password is set; sign in with it."))
            .by(this::reset),
        route(POST, "/api/v1/auth/confirm-email", Access.PUBLIC)
            .in(GROUP)
            .says("Confirm an e-mail address by the token of a link")
            .takes(new Token(token))
            .fails(Problem.Kind.INVALID_TOKEN)
            .answers(200, "Confirmed", new Said("Email confirmed"))
            .by(this::confirm));
  }

  private void forgot(Context request) {
    accounts.forgotPassword(RequestBody.json(request, Forgotten.class).email(), request.ip());
    Reply.json(request, 202, Said.MAIL_PERHAPS);
  }

  private void reset(Context request) {
    Reset form = RequestBody.json(request, Reset.class);
    accounts.resetPassword(form.token(), form.password());
    Reply.json(request, new Said("The password is set; sign in with it."));
  }

  private void confirm(Context request) {
    accounts.confirm(RequestBody.json(request, Token.class).token());
    Reply.json(request, new Said("Email confirmed"));
  }
}
