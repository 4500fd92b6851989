package dev.pictor.providers.remote;

import dev.pictor.platform.Problem;
import dev.pictor.platform.limits.Limit;
import dev.pictor.platform.limits.Limiter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/// How fast one provider gets orders: so many in a minute, evenly but for a tenth of them at once,
/// so that no minute has more than a tenth too many. Counted where all limits are: across nodes in
/// Redis, else for each node.
final class Pace {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int BURSTS = 10;

  private final String bucket;
  private final Limit limit;
  private final Limiter limiter;
  private final InstantSource clock;
  private final AtomicReference<Instant> next = new AtomicReference<>(Instant.EPOCH);

  /// @param perMinute orders; 0 for as many as come
  Pace(String provider, int perMinute, Limiter limiter, InstantSource clock) {
    this.bucket = "provider:" + provider;
    this.limit = perMinute == 0 ? Limit.perMinute(-1) : limit(perMinute);
    this.limiter = limiter;
    this.clock = clock;
  }

  private static Limit limit(int perMinute) {
    int atOnce = Math.max(1, perMinute / BURSTS);
    long window = Math.ceilDiv(MINUTE.toMillis() * atOnce, perMinute);
    return new Limit(atOnce, Duration.ofMillis(window));
  }

  /// Whether one more order may go now; if so it is counted.
  boolean take() {
    Instant now = clock.instant();
    if (now.isBefore(next.get())) {
      return false;
    }
    try {
      var verdict = limiter.take(bucket, limit);
      if (!verdict.allowed()) {
        next.set(now.plus(verdict.retryAfter()));
      }
      return verdict.allowed();
    } catch (Problem e) {
      // The store of the counts is lost, and the operator wants nothing uncounted.
      next.set(now.plusSeconds(1));
      return false;
    }
  }
}
