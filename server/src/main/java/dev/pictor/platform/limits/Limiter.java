package dev.pictor.platform.limits;

import dev.pictor.platform.Problem;
import dev.pictor.platform.telemetry.Metrics;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Counts what happens against limits, in one bucket for each name.
public final class Limiter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Limiter.class);
  private static final Duration WAIT = Duration.ofSeconds(2);
  private static final long LINE_NANOS = Duration.ofMinutes(1).toNanos();

  private final Buckets buckets;
  private final LimitSettings.OnLoss onLoss;
  private final Runnable counter;
  private final Breaker breaker = new Breaker();
  private final AtomicLong nextLine = new AtomicLong(System.nanoTime());

  private Limiter(Buckets buckets, LimitSettings.OnLoss onLoss, Runnable counter) {
    this.buckets = buckets;
    this.onLoss = onLoss;
    this.counter = counter;
  }

  /// Counts in this process alone.
  public static Limiter local(InstantSource clock) {
    return new Limiter(new LocalBuckets(clock), LimitSettings.OnLoss.CLOSED, () -> {});
  }

  /// Counts where the settings say.
  ///
  /// @param metrics get `pictor.limits.uncounted`, one for each decision without the store
  public static Limiter open(LimitSettings settings, Metrics metrics, InstantSource clock) {
    return new Limiter(
        buckets(settings, clock),
        settings.onLoss(),
        () -> metrics.count("pictor.limits.uncounted", Tags.empty()));
  }

  private static Buckets buckets(LimitSettings settings, InstantSource clock) {
    if (!settings.redisUrl().isBlank()) {
      return new RedisBuckets(settings.redisUrl(), RedisBuckets.PATIENCE, clock);
    }
    return settings.upstashUrl().isBlank()
        ? new LocalBuckets(clock)
        : new UpstashBuckets(
            settings.upstash(), settings.upstashToken(), UpstashBuckets.PATIENCE, clock);
  }

  /// Takes one out of the bucket. While the store is lost it is as the operator wants it: through
  /// and uncounted, or refused.
  ///
  /// @param bucket what is counted together, such as `address:192.0.2.1`
  /// @throws Problem UNAVAILABLE when the store is lost and that is to close
  public Verdict take(String bucket, Limit limit) {
    return take(bucket, limit, onLoss);
  }

  /// The same for what must not happen uncounted, such as whatever moves money: a lost store always
  /// refuses.
  public Verdict takeStrictly(String bucket, Limit limit) {
    return take(bucket, limit, LimitSettings.OnLoss.CLOSED);
  }

  private Verdict take(String bucket, Limit limit, LimitSettings.OnLoss wanted) {
    if (limit.most() < 0) {
      return Verdict.UNLIMITED;
    }
    if (limit.most() == 0) {
      return new Verdict(false, 0, 0, limit.window(), limit.window());
    }
    if (!breaker.letsThrough()) {
      return withoutStore(wanted);
    }
    try {
      Verdict verdict = buckets.take(bucket, limit);
      breaker.succeeded();
      return verdict;
    } catch (StoreLost e) {
      breaker.failed();
      tell(e);
      return withoutStore(wanted);
    }
  }

  private Verdict withoutStore(LimitSettings.OnLoss wanted) {
    counter.run();
    return switch (wanted) {
      case OPEN -> Verdict.UNLIMITED;
      case CLOSED ->
          throw Problem.later(
              Problem.Kind.UNAVAILABLE, "Requests cannot be counted now; try again soon.", WAIT);
    };
  }

  private void tell(StoreLost loss) {
    long due = nextLine.get();
    long now = System.nanoTime();
    if (now - due >= 0 && nextLine.compareAndSet(due, now + LINE_NANOS)) {
      LOG.atWarn()
          .addKeyValue("on_loss", onLoss)
          .log("the store of the rate limits is lost: {}", loss.getMessage());
    }
  }

  @Override
  public void close() {
    buckets.close();
  }
}
