package dev.pictor.billing.play;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.JWTBearerGrant;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import dev.pictor.platform.partner.HttpAnswer;
import dev.pictor.platform.partner.PartnerHttp;
import dev.pictor.platform.partner.PartnerHttp.Call;
import dev.pictor.platform.partner.PartnerHttp.Exchange;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Access tokens of the service account, by the grant of RFC 7523 as Google has it. One is kept
/// until shortly before its end, and many callers wait for the same new one.
final class PlayTokens {
  private static final Logger LOG = LoggerFactory.getLogger(PlayTokens.class);
  private static final String SCOPE = "https://www.googleapis.com/auth/androidpublisher";
  private static final Duration LIFE = Duration.ofHours(1);
  private static final Duration EARLY = Duration.ofMinutes(2);

  private final ServiceAccount account;
  private final PartnerHttp http;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Token kept;

  private record Token(String value, Instant until) {}

  PlayTokens(ServiceAccount account, PartnerHttp http, InstantSource clock) {
    this.account = account;
    this.http = http;
    this.clock = clock;
  }

  /// @throws dev.pictor.platform.Problem UNAVAILABLE when Google gives none
  String token() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      Token known = kept;
      if (known == null || !clock.instant().isBefore(known.until())) {
        known = fetch();
        kept = known;
      }
      return known.value();
    } finally {
      lock.unlock();
    }
  }

  /// Google does not take it any more.
  void forget(String token) {
    lock.lock();
    try {
      if (kept != null && kept.value().equals(token)) {
        kept = null;
      }
    } finally {
      lock.unlock();
    }
  }

  private Token fetch() throws InterruptedException {
    Instant now = clock.instant();
    String form = URLUtils.serializeParameters(new JWTBearerGrant(assertion(now)).toParameters());
    var call =
        new Call(
            "POST",
            account.tokens(),
            List.of("Content-Type", "application/x-www-form-urlencoded"),
            BodyPublishers.ofString(form));
    if (!(http.send(call) instanceof Exchange.Answered(HttpAnswer answer))) {
      throw PlayApi.away();
    }
    String token = answer.json().path("access_token").asText();
    if (!answer.isSuccess() || token.isEmpty()) {
      LOG.atError()
          .addKeyValue("status", answer.status())
          .addKeyValue("error", answer.json().path("error").asText())
          .log("Google gives the service account no token; purchases wait until its key is right");
      throw PlayApi.away();
    }
    long seconds = answer.json().path("expires_in").asLong(LIFE.toSeconds());
    return new Token(token, now.plusSeconds(seconds).minus(EARLY));
  }

  private SignedJWT assertion(Instant now) {
    var header =
        new JWSHeader.Builder(JWSAlgorithm.RS256)
            .keyID(account.keyId())
            .type(JOSEObjectType.JWT)
            .build();
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(account.email())
            .audience(account.tokens().toString())
            .claim("scope", SCOPE)
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(LIFE)))
            .build();
    var jwt = new SignedJWT(header, claims);
    try {
      jwt.sign(new RSASSASigner(account.key()));
      return jwt;
    } catch (JOSEException e) {
      throw new IllegalStateException("the service account's key does not sign", e);
    }
  }
}
