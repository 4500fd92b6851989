package dev.pictor.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.platform.limits.Limiter;
import dev.pictor.platform.limits.Verdict;
import dev.pictor.testkit.SettableClock;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RateLimitsTest {
  private static final String HOME = "192.0.2.1";
  private static final UserId ADA =
      new UserId(UUID.fromString("01940000-0000-7000-8000-00000000ada0"));

  private final SettableClock clock = SettableClock.at2026();
  private final RateLimits limits =
      new RateLimits(new IdentitySettings.Limits(30, 600), Limiter.local(clock));

  @Test
  void theThirtiethRequestOfAnAddressPassesAndTheNextDoesNot() {
    for (int left = 29; left >= 0; left--) {
      Verdict verdict = limits.takeForAddress(HOME);
      assertThat(verdict.allowed()).isTrue();
      assertThat(verdict.limit()).isEqualTo(30);
      assertThat(verdict.remaining()).isEqualTo(left);
    }
    Verdict refused = limits.takeForAddress(HOME);
    assertThat(refused.allowed()).isFalse();
    assertThat(refused.remaining()).isZero();
    assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(2));
    assertThat(refused.reset()).isEqualTo(Duration.ofMinutes(1));
    assertThat(limits.takeForAddress("192.0.2.2").allowed()).isTrue();
  }

  @Test
  void anEmptyBucketFillsEvenly() {
    for (int i = 0; i < 30; i++) {
      limits.takeForAddress(HOME);
    }
    clock.advance(Duration.ofMillis(1_999));
    assertThat(limits.takeForAddress(HOME).allowed()).isFalse();
    clock.advance(Duration.ofMillis(1));
    assertThat(limits.takeForAddress(HOME).allowed()).isTrue();
    assertThat(limits.takeForAddress(HOME).allowed()).isFalse();
    clock.advance(Duration.ofHours(1));
    assertThat(limits.takeForAddress(HOME).remaining()).isEqualTo(29);
  }

  @Test
  void aUserHasOneLimitWhateverTheAddress() {
    for (int i = 0; i < 600; i++) {
      assertThat(limits.takeForUser(ADA).allowed()).isTrue();
    }
    assertThat(limits.takeForUser(ADA).allowed()).isFalse();
    assertThat(limits.takeForAddress(HOME).allowed()).isTrue();
  }

  @Test
  void zeroAllowsNoneAndMinusOneAllowsAll() {
    var extremes = new RateLimits(new IdentitySettings.Limits(0, -1), Limiter.local(clock));
    assertThat(extremes.takeForAddress(HOME).allowed()).isFalse();
    assertThat(extremes.takeForAddress(HOME).retryAfter()).isPositive();
    for (int i = 0; i < 10_000; i++) {
      assertThat(extremes.takeForUser(ADA).allowed()).isTrue();
    }
    assertThat(extremes.takeForUser(ADA).isUnlimited()).isTrue();
  }

  @Test
  void theAddressesOfOneIpv6NetworkShareALimit() {
    for (int i = 0; i < 30; i++) {
      assertThat(limits.takeForAddress("2001:db8::" + Integer.toHexString(i)).allowed()).isTrue();
    }
    assertThat(limits.takeForAddress("2001:db8::ffff").allowed()).isFalse();
    assertThat(limits.takeForAddress("2001:db8:0:1::1").allowed()).isTrue();
  }
}
