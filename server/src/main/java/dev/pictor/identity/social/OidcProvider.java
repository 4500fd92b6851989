package dev.pictor.identity.social;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import dev.pictor.platform.Problem;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// One OpenID Connect provider (OpenID Connect Core 1.0, code flow with PKCE). What it offers is
/// read from its discovery document and kept for an hour; the algorithm of its ID tokens is ours to
/// choose and never the token's.
public final class OidcProvider {
  private static final int CONNECT_MILLIS = 5_000;
  private static final int READ_MILLIS = 10_000;
  private static final int MOST_BYTES = 256 * 1024;
  private static final Duration KEPT = Duration.ofHours(1);

  private final Settings settings;
  private final InstantSource clock;
  private final AtomicReference<@Nullable Discovered> discovered = new AtomicReference<>();

  /// One provider as the operator describes it.
  ///
  /// @param id in our addresses
  /// @param name for people
  /// @param clientSecret blank for a client without one
  /// @param algorithm of ID tokens, such as RS256
  public record Settings(
      String id,
      String name,
      String issuer,
      String clientId,
      String clientSecret,
      List<String> scopes,
      String algorithm) {
    public Settings {
      scopes = List.copyOf(scopes);
    }

    @Override
    public String toString() {
      return "Settings[" + id + ", " + issuer + "]";
    }
  }

  /// What only this visit knows.
  ///
  /// @param callback where the provider sends the browser back to
  public record Visit(String state, String nonce, String verifier, URI callback) {}

  private record Discovered(
      OIDCProviderMetadata metadata, IDTokenValidator validator, Instant at) {}

  public OidcProvider(Settings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
  }

  public String id() {
    return settings.id();
  }

  public String name() {
    return settings.name();
  }

  public String issuer() {
    return settings.issuer();
  }

  /// Where somebody is sent to sign in.
  ///
  /// @throws Problem UNAVAILABLE when the provider does not answer
  public URI authorization(Visit visit) {
    var scope = new Scope(settings.scopes().toArray(String[]::new));
    return new AuthenticationRequest.Builder(
            ResponseType.CODE, scope, new ClientID(settings.clientId()), visit.callback())
        .endpointURI(known().metadata().getAuthorizationEndpointURI())
        .state(new State(visit.state()))
        .nonce(new Nonce(visit.nonce()))
        .codeChallenge(new CodeVerifier(visit.verifier()), CodeChallengeMethod.S256)
        .build()
        .toURI();
  }

  /// Who a code stands for.
  ///
  /// @param from the parameter `iss` of the answer (RFC 9207); null when it has none
  /// @throws Problem SIGN_IN_REFUSED when code or ID token do not stand up to a look; UNAVAILABLE
  ///   when the provider does not answer
  public ExternalIdentity identify(String code, @Nullable String from, Visit visit) {
    Discovered provider = known();
    boolean saysFrom = provider.metadata().supportsAuthorizationResponseIssuerParam();
    if (from == null ? saysFrom : !from.equals(settings.issuer())) {
      throw refused("the answer came from another provider");
    }
    JWT idToken = exchange(provider, code, visit);
    try {
      IDTokenClaimsSet claims = provider.validator().validate(idToken, new Nonce(visit.nonce()));
      checkAuthorizedParty(claims);
      return identity(claims);
    } catch (BadJOSEException | JOSEException e) {
      throw Problem.because(
          Problem.Kind.SIGN_IN_REFUSED,
          settings.name() + " gave an ID token that is not valid. Begin to sign in again.",
          e);
    }
  }

  /// Core 1.0, section 3.1.3.7, numbers 4 and 5, which the library leaves to its users.
  private void checkAuthorizedParty(IDTokenClaimsSet claims) {
    var party = claims.getAuthorizedParty();
    boolean isOurs = party != null && party.getValue().equals(settings.clientId());
    if (!isOurs && (party != null || claims.getAudience().size() > 1)) {
      throw refused("its token was made for another service");
    }
  }

  private JWT exchange(Discovered provider, String code, Visit visit) {
    var grant =
        new AuthorizationCodeGrant(
            new AuthorizationCode(code), visit.callback(), new CodeVerifier(visit.verifier()));
    URI endpoint = provider.metadata().getTokenEndpointURI();
    ClientAuthentication client = authentication(provider.metadata());
    TokenRequest request =
        client == null
            ? new TokenRequest.Builder(endpoint, new ClientID(settings.clientId()), grant).build()
            : new TokenRequest.Builder(endpoint, client, grant).build();
    try {
      HTTPRequest http = request.toHTTPRequest();
      http.setConnectTimeout(CONNECT_MILLIS);
      http.setReadTimeout(READ_MILLIS);
      http.setFollowRedirects(false);
      HTTPResponse answer = http.send();
      if (answer.getStatusCode() >= 500) {
        throw ProviderCall.away(settings.name(), new IOException("" + answer.getStatusCode()));
      }
      var response = OIDCTokenResponseParser.parse(answer);
      if (response instanceof OIDCTokenResponse success
          && success.getOIDCTokens().getIDToken() != null) {
        return success.getOIDCTokens().getIDToken();
      }
      throw refused("the code is not good, or was used already");
    } catch (com.nimbusds.oauth2.sdk.ParseException e) {
      throw Problem.because(
          Problem.Kind.SIGN_IN_REFUSED,
          settings.name() + " gave an answer that cannot be read. Begin to sign in again.",
          e);
    } catch (IOException e) {
      throw ProviderCall.away(settings.name(), e);
    }
  }

  /// Basic is what every provider must understand unless it says otherwise.
  private @Nullable ClientAuthentication authentication(OIDCProviderMetadata metadata) {
    if (settings.clientSecret().isBlank()) {
      return null;
    }
    var id = new ClientID(settings.clientId());
    var secret = new Secret(settings.clientSecret());
    List<ClientAuthenticationMethod> offered = metadata.getTokenEndpointAuthMethods();
    boolean onlyPost =
        offered != null
            && !offered.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
            && offered.contains(ClientAuthenticationMethod.CLIENT_SECRET_POST);
    return onlyPost ? new ClientSecretPost(id, secret) : new ClientSecretBasic(id, secret);
  }

  private ExternalIdentity identity(IDTokenClaimsSet claims) {
    String email = claims.getStringClaim("email");
    return new ExternalIdentity(
        settings.issuer(),
        claims.getSubject().getValue(),
        email != null && isVerified(claims) ? email : null,
        claims.getStringClaim("preferred_username"),
        claims.getStringClaim("name"));
  }

  /// Some providers write the truth value as text.
  private static boolean isVerified(IDTokenClaimsSet claims) {
    Object said = claims.getClaim("email_verified");
    return said != null && said.toString().toLowerCase(Locale.ROOT).equals("true");
  }

  private Discovered known() {
    Discovered before = discovered.get();
    if (before != null && clock.instant().isBefore(before.at().plus(KEPT))) {
      return before;
    }
    try {
      // Compares the issuer in the document with ours.
      var metadata =
          OIDCProviderMetadata.resolve(new Issuer(settings.issuer()), CONNECT_MILLIS, READ_MILLIS);
      var keys = new DefaultResourceRetriever(CONNECT_MILLIS, READ_MILLIS, MOST_BYTES);
      var validator =
          new IDTokenValidator(
              new Issuer(settings.issuer()),
              new ClientID(settings.clientId()),
              JWSAlgorithm.parse(settings.algorithm()),
              metadata.getJWKSetURI().toURL(),
              keys);
      var now = new Discovered(metadata, validator, clock.instant());
      discovered.set(now);
      return now;
    } catch (GeneralException | IOException e) {
      throw ProviderCall.away(settings.name(), e);
    }
  }

  private Problem refused(String why) {
    return Problem.of(
        Problem.Kind.SIGN_IN_REFUSED,
        settings.name() + " did not say who you are: " + why + ". Begin to sign in again.");
  }
}
