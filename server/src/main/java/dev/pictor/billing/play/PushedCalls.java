package dev.pictor.billing.play;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.pictor.platform.Problem;
import java.net.MalformedURLException;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Checks the OpenID Connect token with which Pub/Sub pushes: Google's signature, issuer, audience,
/// the service account and its confirmation, and the times. Thread-safe.
final class PushedCalls {
  private static final Set<String> ISSUERS =
      Set.of("https://accounts.google.com", "accounts.google.com");
  private static final Duration SKEW = Duration.ofMinutes(1);
  private static final int CONNECT_MILLIS = 5_000;
  private static final int READ_MILLIS = 5_000;
  private static final int MOST_BYTES = 64 * 1024;

  private final PlaySettings.Push settings;
  private final InstantSource clock;
  private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

  PushedCalls(PlaySettings.Push settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
    try {
      // Its cache keeps keys for five minutes and asks anew for an unknown one, not too often.
      var keys =
          JWKSourceBuilder.create(
                  settings.keys().toURL(),
                  new DefaultResourceRetriever(CONNECT_MILLIS, READ_MILLIS, MOST_BYTES))
              .build();
      processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, keys));
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException("PLAY_PUSH_KEYS_URL is no address", e);
    }
    processor.setJWTClaimsSetVerifier((claims, _) -> check(claims));
  }

  /// @param authorization the header; null when there is none
  /// @throws Problem UNAUTHENTICATED without a token; BAD_SIGNATURE for one that is not good;
  ///   UNAVAILABLE when Google's keys cannot be read
  void check(@Nullable String authorization) {
    if (authorization == null || !authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
      throw Problem.of(
          Problem.Kind.UNAUTHENTICATED,
          "Pub/Sub has to send a token: enable authentication for the push subscription.");
    }
    try {
      processor.process(authorization.substring(7).strip(), null);
    } catch (KeySourceException e) {
      throw Problem.because(Problem.Kind.UNAVAILABLE, "Google's keys cannot be read now.", e);
    } catch (BadJOSEException | JOSEException | ParseException e) {
      throw Problem.because(
          Problem.Kind.BAD_SIGNATURE,
          "The token is not one of Google for this subscription: see PLAY_PUSH_AUDIENCE and"
              + " PLAY_PUSH_EMAIL.",
          e);
    }
  }

  private void check(JWTClaimsSet claims) throws BadJWTException {
    Instant now = clock.instant();
    if (!ISSUERS.contains(Objects.requireNonNullElse(claims.getIssuer(), ""))) {
      throw new BadJWTException("issuer");
    }
    if (!claims.getAudience().equals(List.of(settings.audience()))) {
      throw new BadJWTException("audience");
    }
    if (!settings.email().equals(claims.getClaim("email"))
        || !Boolean.TRUE.equals(claims.getClaim("email_verified"))) {
      throw new BadJWTException("email");
    }
    Date until = claims.getExpirationTime();
    if (until == null || !until.toInstant().plus(SKEW).isAfter(now)) {
      throw new BadJWTException("expired");
    }
    Date since = claims.getIssueTime();
    if (since == null || since.toInstant().minus(SKEW).isAfter(now)) {
      throw new BadJWTException("not yet");
    }
  }
}
