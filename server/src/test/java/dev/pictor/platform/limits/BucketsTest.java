package dev.pictor.platform.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.testkit.SettableClock;
import dev.pictor.testkit.TestRedis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What a bucket promises wherever it is kept: in the process, in a real Redis, and in one behind
/// Upstash's REST API. Two nodes are two clients of the same store.
class BucketsTest {
  private static final Limit THIRTY = Limit.perMinute(30);

  /// So long that a busy machine loses no answer: one that is lost may have been counted.
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final SettableClock CLOCK = SettableClock.at2026();

  private static TestRedis redis;
  private static UpstashSimulator upstash;

  private final String bucket = "test:" + UUID.randomUUID();
  private final List<Buckets> opened = new ArrayList<>();

  /// Where buckets are kept.
  enum Where {
    PROCESS,
    REDIS,
    UPSTASH
  }

  @BeforeAll
  static void start() throws Exception {
    redis = TestRedis.start();
    upstash = new UpstashSimulator(redis);
  }

  @AfterAll
  static void stop() {
    upstash.close();
    redis.close();
  }

  @AfterEach
  void close() {
    opened.forEach(Buckets::close);
  }

  private Buckets open(Where where) {
    Buckets made =
        switch (where) {
          case PROCESS -> new LocalBuckets(CLOCK);
          case REDIS -> new RedisBuckets(redis.url(), PATIENCE, CLOCK);
          case UPSTASH ->
              new UpstashBuckets(upstash.address(), UpstashSimulator.TOKEN, PATIENCE, CLOCK);
        };
    opened.add(made);
    return made;
  }

  private static Verdict take(Buckets buckets, String bucket, Limit limit) {
    try {
      return buckets.take(bucket, limit);
    } catch (StoreLost e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theThirtiethIsLetThroughAndTheThirtyFirstIsNot(Where where) {
    Buckets buckets = open(where);
    for (int left = 29; left >= 0; left--) {
      Verdict verdict = take(buckets, bucket, THIRTY);
      assertThat(verdict.allowed()).isTrue();
      assertThat(verdict.remaining()).isEqualTo(left);
      assertThat(verdict.limit()).isEqualTo(30);
      assertThat(verdict.reset()).isEqualTo(Duration.ofSeconds(2L * (30 - left)));
    }
    Verdict refused = take(buckets, bucket, THIRTY);
    assertThat(refused.allowed()).isFalse();
    assertThat(refused.remaining()).isZero();
    assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(2));
    assertThat(refused.reset()).isEqualTo(Duration.ofMinutes(1));
  }

  @ParameterizedTest
  @EnumSource
  void theNextOneComesExactlyWhenItWasPromised(Where where) {
    Buckets buckets = open(where);
    takeAll(buckets);
    CLOCK.advance(Duration.ofMillis(1999));
    assertThat(take(buckets, bucket, THIRTY).retryAfter()).isEqualTo(Duration.ofMillis(1));
    CLOCK.advance(Duration.ofMillis(1));
    assertThat(take(buckets, bucket, THIRTY).allowed()).isTrue();
    assertThat(take(buckets, bucket, THIRTY).allowed()).isFalse();
  }

  /// Not two full minutes' worth within two seconds, as counting by the clock's minute would allow.
  @ParameterizedTest
  @EnumSource
  void overTheEdgeOfAMinuteNoMoreAreLetThrough(Where where) {
    Buckets buckets = open(where);
    CLOCK.set(CLOCK.instant().truncatedTo(java.time.temporal.ChronoUnit.MINUTES).plusSeconds(59));
    takeAll(buckets);
    CLOCK.advance(Duration.ofSeconds(1));
    assertThat(take(buckets, bucket, THIRTY).allowed()).isFalse();
    CLOCK.advance(Duration.ofSeconds(59));
    int through = 0;
    while (take(buckets, bucket, THIRTY).allowed()) {
      through++;
    }
    assertThat(through).isEqualTo(30);
  }

  @ParameterizedTest
  @EnumSource
  void aLongRestFillsTheBucketAndNoMore(Where where) {
    Buckets buckets = open(where);
    takeAll(buckets);
    CLOCK.advance(Duration.ofDays(3));
    takeAll(buckets);
  }

  @ParameterizedTest
  @EnumSource
  void bucketsDoNotKnowEachOther(Where where) {
    Buckets buckets = open(where);
    takeAll(buckets);
    assertThat(take(buckets, bucket + " another", THIRTY).remaining()).isEqualTo(29);
  }

  @ParameterizedTest
  @EnumSource
  void ofAThousandAtOnceThirtyAreLetThrough(Where where) throws Exception {
    Buckets buckets = open(where);
    assertThat(throughAtOnce(1000, _ -> buckets)).isEqualTo(30);
  }

  @ParameterizedTest
  @EnumSource(names = {"REDIS", "UPSTASH"})
  void twoNodesShareABucket(Where where) throws Exception {
    Buckets here = open(where);
    Buckets there = open(where);
    assertThat(throughAtOnce(200, i -> i % 2 == 0 ? here : there)).isEqualTo(30);
  }

  /// A node whose clock is an hour ahead must neither empty the bucket of the others nor fill it
  /// twice.
  @ParameterizedTest
  @EnumSource(names = {"REDIS", "UPSTASH"})
  void aClockThatIsAheadLocksNobodyOut(Where where) {
    Buckets buckets = open(where);
    takeAll(buckets);
    CLOCK.advance(Duration.ofHours(1));
    takeAll(buckets);
    CLOCK.advance(Duration.ofHours(-1));
    assertThat(take(buckets, bucket, THIRTY).allowed()).isFalse();
    CLOCK.advance(Duration.ofSeconds(2));
    assertThat(take(buckets, bucket, THIRTY).allowed()).isTrue();
    CLOCK.advance(Duration.ofSeconds(-20));
    assertThat(take(buckets, bucket, THIRTY).allowed()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(names = {"REDIS", "UPSTASH"})
  void aSmallerLimitCountsFromNowOn(Where where) {
    Buckets buckets = open(where);
    take(buckets, bucket, Limit.perMinute(1000));
    assertThat(take(buckets, bucket, Limit.perMinute(2)).remaining()).isEqualTo(1);
  }

  private void takeAll(Buckets buckets) {
    for (int i = 0; i < 30; i++) {
      assertThat(take(buckets, bucket, THIRTY).allowed()).as("number %d", i + 1).isTrue();
    }
    assertThat(take(buckets, bucket, THIRTY).allowed()).isFalse();
  }

  private long throughAtOnce(int callers, IntFunction<Buckets> node) throws Exception {
    var calls = new ArrayList<Callable<Boolean>>();
    for (int i = 0; i < callers; i++) {
      Buckets chosen = node.apply(i);
      calls.add(() -> take(chosen, bucket, THIRTY).allowed());
    }
    long through = 0;
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (Future<Boolean> each : threads.invokeAll(calls)) {
        through += each.get() ? 1 : 0;
      }
    }
    return through;
  }
}
