package dev.pictor.compat.nursefilter;

import static dev.pictor.platform.http.Route.route;
import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.POST;

import dev.pictor.identity.Session;
import dev.pictor.identity.SignInVisit;
import dev.pictor.identity.SocialSignIn;
import dev.pictor.identity.User;
import dev.pictor.platform.Problem;
import dev.pictor.platform.http.Access;
import dev.pictor.platform.http.Reply;
import dev.pictor.platform.http.RequestBody;
import dev.pictor.platform.http.Route;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Signing in with Instagram, and whether somebody follows an account there.
public final class InstagramRoutes {
  private static final String GROUP = "NurseFilter: Instagram";
  private static final String PATH = "/api/auth/instagram-login";

  private final SocialSignIn signIn;
  private final SignInVisit visit;

  public InstagramRoutes(SocialSignIn signIn, SignInVisit visit) {
    this.signIn = signIn;
    this.visit = visit;
  }

  /// Where to go to sign in.
  ///
  /// @param state what comes back with the code
  /// @param expiresIn seconds
  record Begun(String authorizationUrl, String state, long expiresIn) {}

  /// What Instagram has sent back.
  ///
  /// @param redirectUri where it sent it to, when that is not the one of the settings
  /// @param state checked when given; programs of the original send none
  record Code(@Nullable String code, @Nullable String redirectUri, @Nullable String state) {
    @Override
    public String toString() {
      return "Code[***]";
    }
  }

  /// Who has signed in.
  record Who(
      String id,
      @Nullable String username,
      @Nullable String email,
      String role,
      Instant createdAt) {
    private static Who of(User user) {
      return new Who(
          user.id().toString(),
          user.username(),
          user.email(),
          user.role().word(),
          user.createdAt());
    }
  }

  /// @param expiresIn seconds
  record Token(String accessToken, String tokenType, long expiresIn, Who user) {
    @Override
    public String toString() {
      return "Token[***]";
    }
  }

  /// Whether somebody follows an account.
  ///
  /// @param following null where the platform does not tell, which is always
  /// @param account blank when none is asked for
  record Follow(
      @Nullable Boolean following, String account, Instant checkedAt, @Nullable String reason) {}

  public List<Route> routes() {
    var who = new Who("01928c3e-…", "ada.draws", null, "user", Instant.EPOCH);
    return List.of(
        route(GET, PATH, Access.PUBLIC)
            .in(GROUP)
            .says("Where to go to sign in with Instagram; sets a cookie for the way back")
            .answers(
                200,
                "The address, good for ten minutes",
                new Begun("https://www.instagram.com/oauth/authorize?…", "…", 600))
            .fails(Problem.Kind.INSTAGRAM_NOT_CONFIGURED)
            .by(this::begin),
        route(POST, PATH, Access.PUBLIC)
            .in(GROUP)
            .says("Sign in with the code that Instagram has sent back")
            .takes(new Code("AQD…", null, "…"))
            .answers(200, "The token", new Token("eyJhbGciOiJIUzI1NiJ9…", "bearer", 86_400, who))
            .fails(Problem.Kind.SIGN_IN_REFUSED, Problem.Kind.PERSONAL_ACCOUNT)
            .fails(Problem.Kind.INSTAGRAM_NOT_CONFIGURED, Problem.Kind.UNAVAILABLE)
            .fails(Problem.Kind.ACCOUNT_DISABLED, Problem.Kind.INVALID_REQUEST)
            .by(this::end),
        route(GET, "/api/auth/check-follow", Access.USER)
            .in(GROUP)
            .says(
                "Whether the user follows the operator's Instagram account, as far as one can know")
            .answers(
                200,
                "What is known",
                new Follow(null, "nursefilter", Instant.EPOCH, "Instagram does not tell …"))
            .by(this::follow));
  }

  private void begin(Context request) {
    SocialSignIn.Begun begun = signIn.beginInstagram();
    visit.begin(request, begun, signIn.life());
    Reply.json(
        request, new Begun(begun.location().toString(), begun.state(), signIn.life().toSeconds()));
  }

  private void end(Context request) {
    Code code = RequestBody.json(request, Code.class);
    boolean hasState = code.state() != null && !code.state().isBlank();
    var brought =
        new SocialSignIn.Brought(
            code.state(), code.code(), null, null, hasState ? visit.end(request) : null);
    Session session =
        signIn.instagram(Objects.requireNonNullElse(code.redirectUri(), "").strip(), brought);
    Reply.json(
        request,
        new Token(session.token(), "bearer", visit.secondsLeft(session), Who.of(session.user())));
  }

  /// Instagram's interfaces answer questions about an account's own pictures and figures. None of
  /// them has a list of followers, or says whether one account follows another.
  private void follow(Context request) {
    String account = signIn.accountToFollow();
    String reason =
        account.isBlank()
            ? "No account is asked for: INSTAGRAM_REQUIRED_FOLLOW is not set."
            : "Instagram does not tell other services who follows whom.";
    Reply.json(request, new Follow(null, account, signIn.now(), reason));
  }
}
