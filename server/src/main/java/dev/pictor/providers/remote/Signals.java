package dev.pictor.providers.remote;

import dev.pictor.providers.Callbacks;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// Wakes who waits for a job's order at a provider, when the provider has called or pushed. On this
/// node only: another one finds out when it asks next.
final class Signals {
  private final Map<UUID, Set<Semaphore>> waiting = new ConcurrentHashMap<>();

  /// Somebody who waits; close it in the end.
  final class Waiter implements AutoCloseable {
    private final UUID job;
    private final Semaphore bell = new Semaphore(0);

    private Waiter(UUID job) {
      this.job = job;
    }

    /// Until something has changed since the last call, or the time is over.
    void await(Duration longest) throws InterruptedException {
      if (bell.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS)) {
        bell.drainPermits();
      }
    }

    @Override
    public void close() {
      waiting.computeIfPresent(
          job,
          (_, bells) -> {
            bells.remove(bell);
            return bells.isEmpty() ? null : bells;
          });
    }
  }

  /// A job's variants wait side by side; all of them are woken.
  Waiter waiter(UUID job) {
    var waiter = new Waiter(job);
    waiting.compute(
        job,
        (_, bells) -> {
          Set<Semaphore> all = bells == null ? ConcurrentHashMap.newKeySet() : bells;
          all.add(waiter.bell);
          return all;
        });
    return waiter;
  }

  void ring(UUID job) {
    waiting.getOrDefault(job, Set.of()).forEach(Semaphore::release);
  }

  /// What a provider's calls do.
  Callbacks callbacks(RemoteApi api) {
    return new Callbacks() {
      @Override
      public String provider() {
        return api.name();
      }

      @Override
      public boolean isGenuine(Function<String, String> header, byte[] body)
          throws InterruptedException {
        return api.isGenuine(header, body);
      }

      @Override
      public void changed(UUID job, int attempt) {
        ring(job);
      }
    };
  }
}
