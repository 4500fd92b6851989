package dev.pictor.providers.remote;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/// Lets orders through to one provider: so many at a time and at a [Pace], none while it asked for
/// a pause, and few while it is broken. The breaker opens when half of the last twenty orders found
/// it down, for half a minute, and closes when two in a row went through again.
final class Gate {
  private static final int WINDOW = 20;
  private static final int LEAST = 5;
  private static final int TRIALS = 2;
  private static final Duration USUAL_PAUSE = Duration.ofSeconds(1);

  private final Semaphore places;
  private final int size;
  private final CircuitBreaker breaker;
  private final Pace pace;
  private final InstantSource clock;
  private final AtomicReference<Instant> closedUntil = new AtomicReference<>(Instant.EPOCH);

  /// @param size orders at a time
  /// @param rest how long the breaker stays open
  Gate(String name, int size, Duration rest, Pace pace, InstantSource clock) {
    this.size = size;
    this.pace = pace;
    this.places = new Semaphore(size, true);
    this.clock = clock;
    this.breaker =
        CircuitBreaker.of(
            name,
            CircuitBreakerConfig.custom()
                .slidingWindowSize(WINDOW)
                .minimumNumberOfCalls(LEAST)
                .failureRateThreshold(50)
                .waitDurationInOpenState(rest)
                .permittedNumberOfCallsInHalfOpenState(TRIALS)
                .build());
  }

  /// What came of a try to enter.
  enum Entry {
    /// An order may go through; who made it must [#leave].
    ENTERED,
    /// All places are taken.
    FULL,
    /// It has got as many orders as it may for now.
    PACED,
    /// It asked not to be bothered for a while.
    PAUSING,
    /// The breaker is open.
    BROKEN
  }

  Entry tryEnter() {
    if (clock.instant().isBefore(closedUntil.get())) {
      return Entry.PAUSING;
    }
    if (!places.tryAcquire()) {
      return Entry.FULL;
    }
    if (!breaker.tryAcquirePermission()) {
      places.release();
      return Entry.BROKEN;
    }
    // Last, as what was counted cannot be given back.
    if (!pace.take()) {
      breaker.releasePermission();
      places.release();
      return Entry.PACED;
    }
    return Entry.ENTERED;
  }

  /// Whether orders go through, at once or when a place is free: it does not pause, and the breaker
  /// is not open.
  boolean isOpen() {
    return circuit() < 2 && !clock.instant().isBefore(closedUntil.get());
  }

  /// Takes a place whatever the state: for an order that is there already.
  void enter() throws InterruptedException {
    places.acquire();
  }

  void leave() {
    places.release();
  }

  /// What the provider said to an order that [#tryEnter] let through; once for each.
  void heard(Reply reply) {
    switch (reply) {
      case Reply.Accepted _, Reply.Running _, Reply.Done _, Reply.Refused _, Reply.Moderated _ ->
          breaker.onSuccess(0, TimeUnit.NANOSECONDS);
      case Reply.Busy(var wait) -> {
        breaker.releasePermission();
        Instant until = clock.instant().plus(wait == null ? USUAL_PAUSE : wait);
        closedUntil.accumulateAndGet(until, (a, b) -> a.isAfter(b) ? a : b);
      }
      case Reply.Down(var reason) -> broken(reason);
      case Reply.UnknownOutcome(var reason) -> broken(reason);
      case Reply.Failed(var reason, _) -> broken(reason);
    }
  }

  private void broken(String reason) {
    breaker.onError(0, TimeUnit.NANOSECONDS, new ProviderDown(reason));
  }

  /// Nothing was heard: the thread was interrupted.
  void heardNothing() {
    breaker.releasePermission();
  }

  int size() {
    return size;
  }

  int busy() {
    return size - places.availablePermits();
  }

  /// 0 closed (all is well), 1 half-open, 2 open.
  int circuit() {
    return switch (breaker.getState()) {
      case CLOSED, DISABLED, METRICS_ONLY -> 0;
      case HALF_OPEN -> 1;
      case OPEN, FORCED_OPEN -> 2;
    };
  }

  /// What the breaker counts.
  private static final class ProviderDown extends Exception {
    private static final long serialVersionUID = 1L;

    ProviderDown(String reason) {
      super(reason, null, false, false);
    }
  }
}
