package dev.pictor.billing.superwall;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SvixSecretTest {
  /// The example of Svix's own libraries.
  private static final SvixSecret SECRET =
      SvixSecret.read("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").orElseThrow();

  private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
  private static final String TIME = "1614265330";
  private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);
  private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

  @Test
  void itSignsAsSvixDoes() {
    assertThat(SECRET.sign(ID, TIME, BODY)).isEqualTo(SIGNATURE);
  }

  @Test
  void oneGoodSignatureAmongOthersIsEnough() {
    assertThat(SECRET.hasSigned("v1,AAAA v2,BBBB " + SIGNATURE, ID, TIME, BODY)).isTrue();
    assertThat(SECRET.hasSigned("v1,AAAA v2,BBBB", ID, TIME, BODY)).isFalse();
    assertThat(SECRET.hasSigned("", ID, TIME, BODY)).isFalse();
  }

  @Test
  void everyPartIsSigned() {
    assertThat(SECRET.hasSigned(SIGNATURE, ID + "x", TIME, BODY)).isFalse();
    assertThat(SECRET.hasSigned(SIGNATURE, ID, "1614265331", BODY)).isFalse();
    assertThat(SECRET.hasSigned(SIGNATURE, ID, TIME, new byte[] {'{', '}'})).isFalse();
  }

  @Test
  void whatIsNoSecretIsNone() {
    assertThat(SvixSecret.read("your-superwall-secret")).isEmpty();
    assertThat(SvixSecret.read("whsec_")).isEmpty();
    assertThat(SvixSecret.read("whsec_c2hvcnQ=")).isEmpty();
    assertThat(SvixSecret.read("whsec_%%%")).isEmpty();
    assertThat(SECRET.toString()).doesNotContain("MfKQ");
  }
}
