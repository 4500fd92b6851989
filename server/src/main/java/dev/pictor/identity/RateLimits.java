package dev.pictor.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Requests a minute, by token buckets: a full bucket allows a burst of the whole limit, and fills
/// evenly. Each node counts for itself.
public final class RateLimits {
  private static final Duration WINDOW = Duration.ofMinutes(1);

  /// A bucket is some 200 bytes: 20 MB at worst, however many addresses call.
  private static final int MOST_BUCKETS = 100_000;

  private final IdentitySettings.Limits limits;
  private final TimeMeter time;
  private final Cache<String, Bucket> addresses;
  private final Cache<UserId, Bucket> users;
  private final Cache<String, Bucket> keys;

  public RateLimits(IdentitySettings.Limits limits, InstantSource clock) {
    this.limits = limits;
    this.time = new ClockMeter(clock);
    this.addresses = buckets();
    this.users = buckets();
    this.keys = buckets();
  }

  /// Takes one request of a caller without a credential.
  ///
  /// @param address the caller's IP address; an IPv6 address stands for its /64
  public Verdict takeForAddress(String address) {
    return take(addresses, AddressBlock.of(address), limits.perAddress());
  }

  /// Takes one request of a user, whatever surface it came by.
  public Verdict takeForUser(UserId user) {
    return take(users, user, limits.perUser());
  }

  /// Takes one request of a key that has a limit of its own; its user's is taken too.
  public Verdict takeForKey(String keyId, int perMinute) {
    return take(keys, keyId + " " + perMinute, perMinute);
  }

  private <K> Verdict take(Cache<K, Bucket> buckets, K key, int limit) {
    if (limit < 0) {
      return new Verdict(true, -1, -1, Duration.ZERO, Duration.ZERO);
    }
    if (limit == 0) {
      return new Verdict(false, 0, 0, WINDOW, WINDOW);
    }
    Bucket bucket = buckets.get(key, _ -> newBucket(limit));
    ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
    return new Verdict(
        probe.isConsumed(),
        limit,
        probe.getRemainingTokens(),
        Duration.ofNanos(probe.getNanosToWaitForReset()),
        Duration.ofNanos(probe.getNanosToWaitForRefill()));
  }

  private Bucket newBucket(int limit) {
    return Bucket.builder()
        .addLimit(bandwidth -> bandwidth.capacity(limit).refillGreedy(limit, WINDOW))
        .withCustomTimePrecision(time)
        .build();
  }

  /// After two minutes without a request a bucket is full, so dropping it changes nothing.
  private static <K> Cache<K, Bucket> buckets() {
    return Caffeine.newBuilder()
        .maximumSize(MOST_BUCKETS)
        .expireAfterAccess(WINDOW.multipliedBy(2))
        .build();
  }

  /// Whether a request may go on, and what its answer's headers say.
  ///
  /// @param limit requests a minute; -1 when there is no limit, and then no headers either
  /// @param remaining requests that would be let through now
  /// @param reset until the bucket is full again
  /// @param retryAfter until the next request is let through; zero when this one was
  public record Verdict(
      boolean allowed, long limit, long remaining, Duration reset, Duration retryAfter) {
    public boolean isUnlimited() {
      return limit < 0;
    }
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
