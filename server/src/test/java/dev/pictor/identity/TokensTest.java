package dev.pictor.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.pictor.platform.secrets.KeyRing;
import dev.pictor.testkit.SettableClock;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A3: algorithm `none`, confusion of HMAC and RSA, expired, wrong audience, rotated key.
class TokensTest {
  private static final byte[] SECRET =
      "a secret of the tests, with as many as 64 bytes so that SHA-512 too will do"
          .getBytes(StandardCharsets.UTF_8);
  private static final byte[] OTHER =
      "another secret of the tests, with as many as 64 bytes for SHA-512 as well."
          .getBytes(StandardCharsets.UTF_8);
  private static final UserId ADA =
      new UserId(UUID.fromString("01940000-0000-7000-8000-00000000ada0"));

  private final SettableClock clock = SettableClock.at2026();
  private final KeyRing keys = KeyRing.of(SECRET, List.of());
  private final Tokens tokens = tokens(keys);

  private Tokens tokens(KeyRing ring) {
    return new Tokens(ring, JwtAlgorithm.HS256, Duration.ofDays(1), clock);
  }

  private JWTClaimsSet claims(Consumer<JWTClaimsSet.Builder> change) {
    Instant now = clock.instant();
    var builder =
        new JWTClaimsSet.Builder()
            .issuer("pictor")
            .audience("pictor")
            .subject(ADA.toString())
            .jwtID("t-1")
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plusSeconds(60)));
    change.accept(builder);
    return builder.build();
  }

  private JWSHeader.Builder header(JWSAlgorithm algorithm) {
    return new JWSHeader.Builder(algorithm).keyID(keys.currentId());
  }

  private static String sign(JWSHeader header, JWTClaimsSet claims, JWSSigner signer)
      throws JOSEException {
    var token = new SignedJWT(header, claims);
    token.sign(signer);
    return token.serialize();
  }

  private String ours(Consumer<JWTClaimsSet.Builder> change) throws JOSEException {
    return sign(header(JWSAlgorithm.HS256).build(), claims(change), new MACSigner(SECRET));
  }

  @ParameterizedTest
  @EnumSource
  void aTokenOfOursIsReadAsItWasWritten(JwtAlgorithm algorithm) {
    var each = new Tokens(keys, algorithm, Duration.ofMinutes(30), clock);
    Tokens.Issued issued = each.issue(ADA, "t-1", 3);
    assertThat(each.read(issued.token()))
        .contains(new Tokens.Claims(ADA, "t-1", clock.instant().plusSeconds(1800), 3));
    assertThat(issued.expiresAt()).isEqualTo(clock.instant().plusSeconds(1800));
  }

  /// The control of all refusals below: a token made the same way without a fault is taken.
  @Test
  void aTokenMadeByHandWithOurKeyIsTaken() throws JOSEException {
    assertThat(tokens.read(ours(_ -> {}))).isPresent();
  }

  @Test
  void aTokenWithoutASignatureIsRefused() throws JOSEException {
    assertThat(tokens.read(new PlainJWT(claims(_ -> {})).serialize())).isEmpty();
    String[] parts = ours(_ -> {}).split("\\.", -1);
    String none =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(
                ("{\"alg\":\"none\",\"kid\":\"" + keys.currentId() + "\"}")
                    .getBytes(StandardCharsets.UTF_8));
    assertThat(tokens.read(none + "." + parts[1] + ".")).isEmpty();
    assertThat(tokens.read(none + "." + parts[1] + "." + parts[2])).isEmpty();
    assertThat(tokens.read(parts[0] + "." + parts[1] + ".")).isEmpty();
  }

  @Test
  void aTokenOfAnotherFamilyIsRefusedWhateverItNames() throws Exception {
    var pair = KeyPairGenerator.getInstance("RSA").generateKeyPair();
    String rsa =
        sign(
            header(JWSAlgorithm.RS256).build(),
            claims(_ -> {}),
            new RSASSASigner(pair.getPrivate()));
    assertThat(tokens.read(rsa)).isEmpty();
    // The old trick: an RSA public key used as the secret of an HMAC.
    String confused =
        sign(
            header(JWSAlgorithm.HS256).build(),
            claims(_ -> {}),
            new MACSigner(pair.getPublic().getEncoded()));
    assertThat(tokens.read(confused)).isEmpty();
  }

  @Test
  void anotherStrengthOfOurOwnFamilyIsRefused() throws JOSEException {
    String stronger =
        sign(header(JWSAlgorithm.HS512).build(), claims(_ -> {}), new MACSigner(SECRET));
    assertThat(tokens.read(stronger)).isEmpty();
  }

  @Test
  void aTokenEndsAtItsSecond() {
    String token = tokens.issue(ADA, "t-1", 3).token();
    clock.advance(Duration.ofDays(1).minusMillis(1));
    assertThat(tokens.read(token)).isPresent();
    clock.advance(Duration.ofMillis(1));
    assertThat(tokens.read(token)).isEmpty();
  }

  @Test
  void aTokenForOthersOrByOthersIsRefused() throws JOSEException {
    assertThat(tokens.read(ours(claims -> claims.audience("elsewhere")))).isEmpty();
    assertThat(tokens.read(ours(claims -> claims.audience((String) null)))).isEmpty();
    assertThat(tokens.read(ours(claims -> claims.issuer("elsewhere")))).isEmpty();
    assertThat(tokens.read(ours(claims -> claims.issuer(null)))).isEmpty();
  }

  @Test
  void aTokenThatLacksWhatWeNeedIsRefused() throws JOSEException {
    assertThat(tokens.read(ours(claims -> claims.subject(null)))).isEmpty();
    assertThat(tokens.read(ours(claims -> claims.subject("ada")))).isEmpty();
    assertThat(tokens.read(ours(claims -> claims.jwtID(null)))).isEmpty();
    assertThat(tokens.read(ours(claims -> claims.expirationTime(null)))).isEmpty();
  }

  @Test
  void everySingleChangedCharacterIsNoticed() {
    String token = tokens.issue(ADA, "t-1", 3).token();
    for (int i = 0; i < token.length() - 1; i++) {
      char changed = token.charAt(i) == 'A' ? 'B' : 'A';
      assertThat(tokens.read(token.substring(0, i) + changed + token.substring(i + 1)))
          .as("changed at %d", i)
          .isEmpty();
    }
  }

  @Test
  void textThatIsNoTokenIsRefusedQuietly() {
    for (String text : List.of("", ".", "..", "a.b.c", "null", "🎨", "x".repeat(100_000))) {
      assertThat(tokens.read(text)).isEmpty();
    }
  }

  @Test
  void afterARotationOldTokensLastUntilTheirKeyIsDropped() {
    String old = tokens.issue(ADA, "t-1", 3).token();
    Tokens rotated = tokens(KeyRing.of(OTHER, List.of(SECRET)));
    assertThat(rotated.read(old)).isPresent();
    assertThat(rotated.read(rotated.issue(ADA, "t-2", 3).token())).isPresent();
    assertThat(tokens.read(rotated.issue(ADA, "t-2", 3).token())).isEmpty();
    assertThat(tokens(KeyRing.of(OTHER, List.of())).read(old)).isEmpty();
  }

  @Test
  void aTokenThatNamesNoKeyOrAnothersIsRefused() throws JOSEException {
    var signer = new MACSigner(SECRET);
    var header = new JWSHeader.Builder(JWSAlgorithm.HS256);
    assertThat(tokens.read(sign(header.build(), claims(_ -> {}), signer))).isEmpty();
    assertThat(tokens.read(sign(header.keyID("../../x").build(), claims(_ -> {}), signer)))
        .isEmpty();
  }

  @Test
  void aShortSecretOfDevelopmentWorksForEveryAlgorithm() {
    KeyRing weak = KeyRing.of("your-secret-key-here".getBytes(StandardCharsets.UTF_8), List.of());
    for (JwtAlgorithm algorithm : JwtAlgorithm.values()) {
      var each = new Tokens(weak, algorithm, Duration.ofMinutes(1), clock);
      assertThat(each.read(each.issue(ADA, "t-1", 3).token())).isPresent();
    }
  }
}
