package dev.pictor.platform.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Buckets of this process alone.
final class LocalBuckets implements Buckets {
  /// A bucket is some 200 bytes: 60 MB at worst, however many addresses call.
  private static final int MOST_BUCKETS = 300_000;

  private final TimeMeter time;

  /// After twice its time without a request a bucket is full, so dropping it changes nothing.
  private final Cache<Name, Bucket> buckets =
      Caffeine.newBuilder()
          .maximumSize(MOST_BUCKETS)
          .expireAfter(
              Expiry.accessing((Name name, Bucket _) -> name.limit().window().multipliedBy(2)))
          .build();

  LocalBuckets(InstantSource clock) {
    this.time = new ClockMeter(clock);
  }

  private record Name(String bucket, Limit limit) {}

  @Override
  public Verdict take(String bucket, Limit limit) {
    Bucket found = buckets.get(new Name(bucket, limit), _ -> newBucket(limit));
    ConsumptionProbe probe = found.tryConsumeAndReturnRemaining(1);
    return new Verdict(
        probe.isConsumed(),
        limit.most(),
        probe.getRemainingTokens(),
        Duration.ofNanos(probe.getNanosToWaitForReset()),
        Duration.ofNanos(probe.getNanosToWaitForRefill()));
  }

  private Bucket newBucket(Limit limit) {
    return Bucket.builder()
        .addLimit(bandwidth ->
            bandwidth.capacity(limit.most()).refillGreedy(limit.most(), limit.window()))
        .withCustomTimePrecision(time)
        .build();
  }

  /// Bucket4j's view of our clock.
  private record ClockMeter(InstantSource clock) implements TimeMeter {
    @Override
    public long currentTimeNanos() {
      Instant now = clock.instant();
      return Math.addExact(Math.multiplyExact(now.getEpochSecond(), 1_000_000_000L), now.getNano());
    }

    @Override
    public boolean isWallClockBased() {
      return true;
    }
  }
}
