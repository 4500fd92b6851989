package dev.pictor.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.pictor.platform.secrets.KeyRing;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Makes and reads JSON Web Tokens after the rules of RFC 8725: one algorithm, fixed by us and not
/// by the token; issuer and audience checked; the key chosen by its id among ours.
final class Tokens {
  static final String ISSUER = "pictor";
  static final String AUDIENCE = "pictor";

  private static final String EPOCH = "epoch";

  /// Ours have some 400 characters; nothing longer is worth a look.
  private static final int MOST_CHARACTERS = 2_048;

  private final JwtAlgorithm algorithm;
  private final Duration lifetime;
  private final InstantSource clock;
  private final JWSHeader header;
  private final MACSigner signer;
  private final Map<String, JWSVerifier> verifiers = new HashMap<>();

  Tokens(KeyRing keys, JwtAlgorithm algorithm, Duration lifetime, InstantSource clock) {
    this.algorithm = algorithm;
    this.lifetime = lifetime;
    this.clock = clock;
    this.header =
        new JWSHeader.Builder(algorithm.header())
            .type(JOSEObjectType.JWT)
            .keyID(keys.currentId())
            .build();
    try {
      this.signer = new MACSigner(longEnough(keys.current()));
      for (var key : keys.all().entrySet()) {
        verifiers.put(key.getKey(), new MACVerifier(longEnough(key.getValue())));
      }
    } catch (JOSEException e) {
      throw new IllegalStateException("every key is long enough by now", e);
    }
  }

  /// What a valid token says.
  ///
  /// @param epoch the user's when the token was made; it counts while the user has the same
  record Claims(UserId userId, String tokenId, Instant expiresAt, int epoch) {}

  /// A token and when it ends.
  record Issued(String token, Instant expiresAt) {}

  Issued issue(UserId user, String tokenId, int epoch) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Instant end = now.plus(lifetime);
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(ISSUER)
            .audience(AUDIENCE)
            .subject(user.toString())
            .jwtID(tokenId)
            .claim(EPOCH, epoch)
            .issueTime(Date.from(now))
            .expirationTime(Date.from(end))
            .build();
    try {
      var token = new SignedJWT(header, claims);
      token.sign(signer);
      return new Issued(token.serialize(), end);
    } catch (JOSEException e) {
      throw new IllegalStateException("HMAC is part of every JDK", e);
    }
  }

  /// @return empty when the token is not ours, not whole or has ended; the caller is not told which
  Optional<Claims> read(String text) {
    if (text.length() > MOST_CHARACTERS) {
      return Optional.empty();
    }
    try {
      SignedJWT token = SignedJWT.parse(text); // Refuses alg "none", which is no signed token.
      return isSignedByUs(token) ? claimsOf(token.getJWTClaimsSet()) : Optional.empty();
    } catch (ParseException | JOSEException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private boolean isSignedByUs(SignedJWT token) throws JOSEException {
    String keyId = token.getHeader().getKeyID();
    JWSVerifier verifier = keyId == null ? null : verifiers.get(keyId);
    return algorithm.header().equals(token.getHeader().getAlgorithm())
        && verifier != null
        && token.verify(verifier);
  }

  private Optional<Claims> claimsOf(@Nullable JWTClaimsSet claims) throws ParseException {
    if (claims == null
        || !ISSUER.equals(claims.getIssuer())
        || !claims.getAudience().contains(AUDIENCE)
        || claims.getSubject() == null
        || claims.getJWTID() == null
        || claims.getExpirationTime() == null
        || !clock.instant().isBefore(claims.getExpirationTime().toInstant())) {
      return Optional.empty();
    }
    return Optional.of(
        new Claims(
            new UserId(UUID.fromString(claims.getSubject())),
            claims.getJWTID(),
            claims.getExpirationTime().toInstant(),
            epochOf(claims)));
  }

  /// Tokens of the versions before this claim are from the first epoch.
  private static int epochOf(JWTClaimsSet claims) throws ParseException {
    Integer epoch = claims.getIntegerClaim(EPOCH);
    return epoch == null ? 0 : epoch;
  }

  /// HMAC fills short keys up with zeros itself (RFC 2104, section 2), so this changes no
  /// signature; the library wants to see the length. Short keys exist in development only.
  private byte[] longEnough(byte[] key) {
    return key.length >= algorithm.keyBytes() ? key : Arrays.copyOf(key, algorithm.keyBytes());
  }
}
