package dev.pictor.platform.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.pictor.platform.Problem;
import dev.pictor.platform.settings.Environment;
import dev.pictor.platform.telemetry.Metrics;
import dev.pictor.testkit.TestRedis;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/// What happens when the store of the limits is away, hangs or talks nonsense.
class LimiterTest {
  private static final Limit TWO = Limit.perMinute(2);
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final String bucket = UUID.randomUUID().toString();
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final Metrics metrics = new Metrics();
  private TestRedis redis;

  @BeforeEach
  void start() {
    redis = TestRedis.start();
    lines.start();
    log().addAppender(lines);
  }

  @AfterEach
  void stop() {
    log().detachAppender(lines);
    metrics.close();
    redis.close();
  }

  private static Logger log() {
    return (Logger) LoggerFactory.getLogger(Limiter.class);
  }

  private Limiter open(Map<String, String> variables) {
    return Limiter.open(
        LimitSettings.from(new Environment(variables)), metrics, InstantSource.system());
  }

  private Limiter onRedis(String onLoss) {
    return open(Map.of("REDIS_URL", redis.url(), "RATE_LIMIT_ON_STORE_LOSS", onLoss));
  }

  @Test
  void aLostStoreLetsThroughUncountedAndSaysSoOnce() {
    try (var limiter = onRedis("open")) {
      until(() -> !limiter.take(bucket, TWO).isUnlimited());
      lines.list.clear();
      redis.stop();
      until(() -> limiter.take(bucket, TWO).isUnlimited());
      for (int i = 0; i < 50; i++) {
        assertThat(limiter.take(bucket, TWO).allowed()).isTrue();
      }
      assertThat(lines.list).hasSizeLessThanOrEqualTo(1);
      assertThat(metrics.scrape()).containsPattern("pictor_limits_uncounted_total (5[1-9]|6\\d)");
    }
  }

  @Test
  void aLostStoreRefusesWhenTheOperatorWantsThat() {
    try (var limiter = onRedis("closed")) {
      redis.stop();
      assertThatThrownBy(() -> limiter.take(bucket, TWO))
          .isInstanceOfSatisfying(
              Problem.class,
              problem -> {
                assertThat(problem.kind()).isEqualTo(Problem.Kind.UNAVAILABLE);
                assertThat(problem.retryAfter()).isPositive();
              });
    }
  }

  @Test
  void whatMustBeCountedIsRefusedAlsoWhenOthersGoThrough() {
    try (var limiter = onRedis("open")) {
      redis.stop();
      assertThat(limiter.take(bucket, TWO).allowed()).isTrue();
      assertThatThrownBy(() -> limiter.takeStrictly(bucket, TWO)).isInstanceOf(Problem.class);
    }
  }

  @Test
  void aStoreThatIsBackCountsAgain() {
    try (var limiter = onRedis("open")) {
      until(() -> !limiter.take(bucket, TWO).isUnlimited());
      redis.stop();
      until(() -> limiter.take(bucket, TWO).isUnlimited());
      redis.startAgain();
      until(() -> !limiter.take(bucket, TWO).isUnlimited());
      until(() -> !limiter.take(bucket, TWO).allowed());
    }
  }

  /// The service starts without its Redis, and uses it when it comes.
  @Test
  void aStoreThatComesLaterIsUsed() {
    redis.stop();
    try (var limiter = onRedis("open")) {
      assertThat(limiter.take(bucket, TWO).isUnlimited()).isTrue();
      redis.startAgain();
      until(() -> !limiter.take(bucket, TWO).isUnlimited());
    }
  }

  /// Six seconds of silence; a hundred requests meanwhile wait for it once or twice in all. If each
  /// did, they would take 5 s.
  @Test
  void aStoreThatHangsIsWaitedForByOneRequestASecond() {
    try (var limiter = onRedis("open")) {
      until(() -> !limiter.take(bucket, TWO).isUnlimited());
      redis.hang(6_000);
      long begun = System.nanoTime();
      for (int i = 0; i < 100; i++) {
        assertThat(limiter.take(bucket + i, TWO).allowed()).isTrue();
      }
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(1));
    }
  }

  @Test
  void upstashIsLostWhenItRefusesHangsOrTalksNonsense() throws Exception {
    try (var upstash = new UpstashSimulator(redis);
        var buckets =
            new UpstashBuckets(
                upstash.address(), UpstashSimulator.TOKEN, PATIENCE, InstantSource.system());
        var stranger =
            new UpstashBuckets(
                upstash.address(), "another token", PATIENCE, InstantSource.system())) {
      assertThat(buckets.take(bucket, TWO).remaining()).isEqualTo(1);
      for (var fault : UpstashSimulator.Fault.values()) {
        upstash.order(fault);
        if (fault != UpstashSimulator.Fault.NONE) {
          assertThatThrownBy(() -> buckets.take(bucket, TWO)).isInstanceOf(StoreLost.class);
        }
      }
      upstash.order(UpstashSimulator.Fault.NONE);
      assertThatThrownBy(() -> stranger.take(bucket, TWO))
          .isInstanceOf(StoreLost.class)
          .hasMessageContaining("401")
          .hasMessageNotContaining("another token");
    }
  }

  @Test
  void noneAndUnlimitedNeedNoStore() {
    redis.stop();
    try (var limiter = onRedis("closed")) {
      assertThat(limiter.take(bucket, Limit.perMinute(-1)).allowed()).isTrue();
      assertThat(limiter.take(bucket, Limit.perMinute(0)).allowed()).isFalse();
    }
  }

  @Test
  void badAddressesAreToldAtTheStart() {
    for (var bad :
        java.util.List.of(
            Map.of("REDIS_URL", "http://example.org"),
            Map.of("UPSTASH_REDIS_REST_URL", "https://name.upstash.io"),
            Map.of("UPSTASH_REDIS_REST_URL", "name", "UPSTASH_REDIS_REST_TOKEN", "t"))) {
      var environment = new Environment(bad);
      var settings = LimitSettings.from(environment);
      assertThatThrownBy(environment::check).isInstanceOf(Environment.BadSettings.class);
      assertThat(settings.toString()).doesNotContain("upstash.io");
    }
  }

  private static void until(BooleanSupplier reached) {
    long giveUp = System.nanoTime() + Duration.ofSeconds(15).toNanos();
    while (!reached.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited in vain").isLessThan(giveUp);
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
