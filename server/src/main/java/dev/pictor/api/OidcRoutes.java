package dev.pictor.api;

import static dev.pictor.platform.http.Route.route;
import static io.javalin.http.HandlerType.GET;

import dev.pictor.identity.Caller;
import dev.pictor.identity.Principal;
import dev.pictor.identity.SignInVisit;
import dev.pictor.identity.SocialSignIn;
import dev.pictor.identity.UserId;
import dev.pictor.platform.Problem;
import dev.pictor.platform.http.Access;
import dev.pictor.platform.http.PublicAddress;
import dev.pictor.platform.http.Reply;
import dev.pictor.platform.http.Route;
import io.javalin.http.Context;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Signing in at an OpenID Connect provider. A browser goes from `start` to the provider and comes
/// back to `callback`.
public final class OidcRoutes {
  private static final String GROUP = "Accounts: signing in elsewhere";
  private static final String PATH = "/api/v1/auth/oidc/";

  private final SocialSignIn signIn;
  private final PublicAddress address;
  private final SignInVisit visit;

  public OidcRoutes(SocialSignIn signIn, PublicAddress address, SignInVisit visit) {
    this.signIn = signIn;
    this.address = address;
    this.visit = visit;
  }

  /// A provider to choose.
  ///
  /// @param startUrl where a browser begins
  record Provider(String id, String name, String startUrl) {}

  record Providers(List<Provider> providers) {}

  public List<Route> routes() {
    var example = new Provider("example", "Example", PATH + "example/start");
    return List.of(
        route(GET, PATH + "providers", Access.PUBLIC)
            .in(GROUP)
            .says("The providers at which one can sign in")
            .answers(
                200, "The providers; none where none is set up", new Providers(List.of(example)))
            .by(this::providers),
        route(GET, PATH + "{provider}/start", Access.PUBLIC)
            .in(GROUP)
            .says("Go to a provider to sign in; for browsers")
            .query("return_to", String.class, "Where to be at the end: a path, / when not given")
            .query(
                "link",
                Boolean.class,
                "true to sign in by that account too from now on, for users who are signed in")
            .answers(302, "To the provider, with a cookie for the way back")
            .sends("Location", "The provider's address")
            .fails(Problem.Kind.UNAUTHENTICATED, Problem.Kind.CROSS_SITE)
            .fails(Problem.Kind.UNAVAILABLE, Problem.Kind.INVALID_REQUEST)
            .by(this::start),
        route(GET, PATH + "{provider}/callback", Access.PUBLIC)
            .in(GROUP)
            .says("Come back from a provider; for browsers")
            .query("code", String.class, "The provider's code")
            .query("state", String.class, "What the provider was given")
            .query("iss", String.class, "The provider's issuer")
            .query("error", String.class, "Why the provider refused")
            .answers(302, "Signed in by the cookie, to where return_to said")
            .sends("Location", "Where return_to said")
            .fails(Problem.Kind.SIGN_IN_REFUSED, Problem.Kind.ACCOUNT_EXISTS)
            .fails(Problem.Kind.ACCOUNT_DISABLED, Problem.Kind.UNAVAILABLE)
            .by(this::end));
  }

  private void providers(Context request) {
    Reply.json(
        request,
        new Providers(
            signIn.providers().stream()
                .map(each ->
                    new Provider(
                        each.id(),
                        each.name(),
                        address.absolute(request, PATH + each.id() + "/start")))
                .toList()));
  }

  private void start(Context request) {
    String returnTo = visit.returnTo(request.queryParam("return_to"));
    String provider = request.pathParam("provider");
    SocialSignIn.Begun begun =
        signIn.begin(provider, callback(request, provider), returnTo, linkTo(request));
    visit.begin(request, begun, signIn.life());
    redirect(request, begun.location().toString());
  }

  /// Linking is asked for by a page of ours: a link on another site must not be able to.
  private static @Nullable UserId linkTo(Context request) {
    if (!"true".equals(request.queryParam("link"))) {
      return null;
    }
    String site = request.header("Sec-Fetch-Site");
    if (site != null && !site.equals("same-origin") && !site.equals("none")) {
      throw Problem.of(
          Problem.Kind.CROSS_SITE, "Linking begins on a page of this service, not another one's.");
    }
    Principal caller = Caller.of(request);
    if (!caller.isSession()) {
      throw Problem.of(Problem.Kind.UNAUTHENTICATED, "Sign in first; a key cannot link.");
    }
    return caller.userId();
  }

  private void end(Context request) {
    String provider = request.pathParam("provider");
    var brought =
        new SocialSignIn.Brought(
            request.queryParam("state"),
            request.queryParam("code"),
            request.queryParam("iss"),
            request.queryParam("error"),
            visit.end(request));
    SocialSignIn.Done done = signIn.end(provider, callback(request, provider), brought);
    visit.signIn(request, done.session());
    redirect(request, done.returnTo());
  }

  /// Only of providers that there are: a path may hold anything, an address may not.
  private URI callback(Context request, String provider) {
    if (signIn.providers().stream().noneMatch(each -> each.id().equals(provider))) {
      throw Problem.notFound("provider; /api/v1/auth/oidc/providers has them");
    }
    return URI.create(address.absolute(request, PATH + provider + "/callback"));
  }

  private static void redirect(Context request, String location) {
    request.header("Cache-Control", "no-store").header("Referrer-Policy", "no-referrer");
    request.status(302).header("Location", location);
  }
}
