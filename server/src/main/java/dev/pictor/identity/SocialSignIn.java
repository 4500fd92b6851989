package dev.pictor.identity;

import dev.pictor.identity.social.ExternalIdentity;
import dev.pictor.identity.social.Instagram;
import dev.pictor.identity.social.OidcProvider;
import dev.pictor.platform.Duty;
import dev.pictor.platform.Problem;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Signing in with an account at another service: Instagram, and OpenID Connect providers that the
/// operator has named.
public final class SocialSignIn {
  /// For each call to another service.
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final SocialSettings settings;
  private final Instagram instagram;
  private final List<OidcProvider> providers;
  private final SignInStates states;
  private final SocialAccounts accounts;
  private final Sessions sessions;
  private final InstantSource clock;

  public SocialSignIn(SocialSettings settings, Jdbi jdbi, Sessions sessions, InstantSource clock) {
    this.settings = settings;
    this.instagram = new Instagram(settings.instagram(), settings.hosts(), PATIENCE);
    this.providers =
        settings.providers().stream().map(each -> new OidcProvider(each, clock)).toList();
    this.states = new SignInStates(jdbi, clock);
    this.accounts = new SocialAccounts(jdbi, clock);
    this.sessions = sessions;
    this.clock = clock;
  }

  /// Somebody is on the way to another service.
  ///
  /// @param location where the browser goes
  /// @param state what it will come back with
  /// @param browser what is to be put into a cookie of it, for as long as [#life]
  public record Begun(URI location, String state, String browser) {
    @Override
    public String toString() {
      return "Begun[***]";
    }
  }

  /// Somebody has come back.
  ///
  /// @param returnTo what was given when they left
  public record Done(Session session, String returnTo) {}

  /// A provider of OpenID Connect, for people to choose.
  public record Offer(String id, String name) {}

  /// What a browser brings back from a provider.
  ///
  /// @param state null when it brought none
  /// @param code null when the provider refused
  /// @param from the parameter `iss` (RFC 9207)
  /// @param error the provider's word when it refused
  /// @param browser the cookie; null when there is none
  public record Brought(
      @Nullable String state,
      @Nullable String code,
      @Nullable String from,
      @Nullable String error,
      @Nullable String browser) {
    @Override
    public String toString() {
      return "Brought[***]";
    }
  }

  /// How long somebody may be away.
  public Duration life() {
    return SignInStates.LIFE;
  }

  public List<Offer> providers() {
    return providers.stream().map(each -> new Offer(each.id(), each.name())).toList();
  }

  /// The Instagram account that users are asked to follow; blank for none.
  public String accountToFollow() {
    return settings.follow();
  }

  /// The time, in whole seconds.
  public Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  /// @throws Problem INSTAGRAM_NOT_CONFIGURED when the operator has not set it up
  public Begun beginInstagram() {
    requireInstagram();
    SignInStates.Begun begun = states.begin(Instagram.PROVIDER, "", null);
    return new Begun(instagram.authorization(begun.state()), begun.state(), begun.browser());
  }

  /// Signs somebody in by a code of Instagram's.
  ///
  /// @param redirectUri where the code came to; blank for the one of the settings
  /// @param brought a state is checked when there is one: programs of the original send none
  /// @throws Problem INSTAGRAM_NOT_CONFIGURED; SIGN_IN_REFUSED; PERSONAL_ACCOUNT; UNAVAILABLE
  public Session instagram(String redirectUri, Brought brought) {
    requireInstagram();
    String state = brought.state();
    if (state != null && !state.isBlank()) {
      SignInStates.Back _ =
          states.end(Instagram.PROVIDER, state, brought.browser()).orElseThrow(SocialSignIn::stale);
    }
    String code = brought.code();
    if (code == null || code.isBlank()) {
      throw Problem.invalid("code", "is missing; it is what Instagram sends back.");
    }
    return sessions.issue(accounts.resolve(instagram.identify(code.strip(), redirectUri), null));
  }

  private void requireInstagram() {
    if (!settings.hasInstagram()) {
      throw Problem.of(
          Problem.Kind.INSTAGRAM_NOT_CONFIGURED,
          "Signing in with Instagram is not set up on this server; its operator has to set"
              + " INSTAGRAM_CLIENT_ID.");
    }
  }

  /// Sends somebody to a provider.
  ///
  /// @param callback where the provider sends them back to
  /// @param returnTo answered when they are back; checked by the caller
  /// @param linkTo the user who is signed in and wants to sign in by this too; null to sign in
  /// @throws Problem NOT_FOUND when there is no such provider; UNAVAILABLE
  public Begun begin(String provider, URI callback, String returnTo, @Nullable UserId linkTo) {
    OidcProvider known = provider(provider);
    SignInStates.Begun begun = states.begin(known.issuer(), returnTo, linkTo);
    var visit = new OidcProvider.Visit(begun.state(), begun.nonce(), begun.verifier(), callback);
    return new Begun(known.authorization(visit), begun.state(), begun.browser());
  }

  /// Signs somebody in who has come back from a provider.
  ///
  /// @param callback the same as before
  /// @throws Problem SIGN_IN_REFUSED when anything is not as it should be; ACCOUNT_EXISTS;
  ///   NOT_FOUND; UNAVAILABLE
  public Done end(String provider, URI callback, Brought brought) {
    OidcProvider known = provider(provider);
    String state = brought.state();
    SignInStates.Back back =
        states
            .end(known.issuer(), state == null ? "" : state, brought.browser())
            .orElseThrow(SocialSignIn::stale);
    String code = brought.code();
    if (brought.error() != null || code == null || code.isBlank()) {
      throw Problem.of(
          Problem.Kind.SIGN_IN_REFUSED,
          known.name() + " did not sign you in. Begin again, or sign in another way.");
    }
    var visit =
        new OidcProvider.Visit(state == null ? "" : state, back.nonce(), back.verifier(), callback);
    ExternalIdentity who = known.identify(code, brought.from(), visit);
    return new Done(sessions.issue(accounts.resolve(who, back.linkTo())), back.returnTo());
  }

  private OidcProvider provider(String id) {
    return providers.stream()
        .filter(each -> each.id().equals(id))
        .findFirst()
        .orElseThrow(() -> Problem.notFound("provider; /api/v1/auth/oidc/providers has them"));
  }

  private static Problem stale() {
    return Problem.of(
        Problem.Kind.SIGN_IN_REFUSED,
        "This visit was begun in another browser, more than ten minutes ago, or was used already."
            + " Begin to sign in again.");
  }

  /// Run these on every node.
  public List<Duty> duties() {
    return List.of(new SignInStateCleaner(states));
  }
}
