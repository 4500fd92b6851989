package dev.pictor.engine.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pictor.engine.codec.BadPicture.Reason;
import dev.pictor.engine.codec.PixelBudget.Lease;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PixelBudgetTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final long MEGABYTE = 1 << 20;

  @Test
  void aLeaseGivesItsMemoryBackOnce() throws Exception {
    PixelBudget budget = new PixelBudget(10 * MEGABYTE, 5, LONG);
    Lease lease = budget.take(6 * MEGABYTE);
    assertThat(budget.freeBytes()).isEqualTo(4 * MEGABYTE);
    lease.close();
    lease.close();
    assertThat(budget.freeBytes()).isEqualTo(10 * MEGABYTE);
  }

  @Test
  void aPictureThatCannotEverFitIsRefusedAtOnce() {
    PixelBudget budget = new PixelBudget(10 * MEGABYTE, 5, LONG);
    assertThatThrownBy(() -> budget.take(11 * MEGABYTE))
        .hasMessageContainingAll("11,534,336", "10,485,760", "smaller")
        .isInstanceOfSatisfying(
            BadPicture.class, e -> assertThat(e.reason()).isEqualTo(Reason.TOO_MUCH_MEMORY));
  }

  @Test
  void whoWaitsTooLongIsRefused() throws Exception {
    PixelBudget budget = new PixelBudget(MEGABYTE, 5, Duration.ofMillis(20));
    try (Lease _ = budget.take(MEGABYTE)) {
      assertThatThrownBy(() -> budget.take(1)).isInstanceOf(PixelsBusy.class);
    }
    budget.take(MEGABYTE).close();
  }

  @Test
  void whoComesWhenTooManyWaitIsRefusedAtOnce() throws Exception {
    PixelBudget budget = new PixelBudget(MEGABYTE, 0, LONG);
    try (Lease _ = budget.take(MEGABYTE)) {
      assertThatThrownBy(() -> budget.take(1))
          .isInstanceOf(PixelsBusy.class)
          .hasMessageContaining("wait");
    }
  }

  @Test
  void anInterruptEndsTheWait() throws Exception {
    PixelBudget budget = new PixelBudget(MEGABYTE, 5, LONG);
    try (Lease _ = budget.take(MEGABYTE)) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> budget.take(1)).isInstanceOf(InterruptedException.class);
    }
    assertThat(budget.freeBytes()).isEqualTo(MEGABYTE);
  }

  /// The small picture would fit beside the first one, but the large one was there before it.
  @Test
  void smallPicturesDoNotOvertakeALargeOne() throws Exception {
    PixelBudget budget = new PixelBudget(10 * MEGABYTE, 5, LONG);
    List<String> order = new CopyOnWriteArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Lease first = budget.take(6 * MEGABYTE);
      Future<?> large = threads.submit(taking(budget, 10 * MEGABYTE, "large", order));
      while (budget.waiting() < 1) {
        Thread.onSpinWait();
      }
      Future<?> small = threads.submit(taking(budget, MEGABYTE, "small", order));
      while (budget.waiting() < 2) {
        Thread.onSpinWait();
      }
      first.close();
      large.get();
      small.get();
    }
    assertThat(order).containsExactly("large", "small");
  }

  private static Callable<Void> taking(
      PixelBudget budget, long bytes, String name, List<String> order) {
    return () -> {
      try (Lease _ = budget.take(bytes)) {
        order.add(name);
      }
      return null;
    };
  }

  /// I2 in small: whatever the crowd, leases never add up to more than the budget.
  @Test
  void aCrowdNeverHoldsMoreThanTheBudget() throws Exception {
    PixelBudget budget = new PixelBudget(100 * MEGABYTE, 1000, LONG);
    AtomicLong held = new AtomicLong();
    AtomicLong most = new AtomicLong();
    CountDownLatch start = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Void>> all = new ArrayList<>();
      for (int i = 0; i < 500; i++) {
        long bytes = (1 + i % 60) * MEGABYTE;
        Callable<Void> one =
            () -> {
              start.await();
              try (Lease _ = budget.take(bytes)) {
                most.accumulateAndGet(held.addAndGet(bytes), Math::max);
                Thread.sleep(1);
                held.addAndGet(-bytes);
              }
              return null;
            };
        all.add(threads.submit(one));
      }
      start.countDown();
      for (Future<Void> each : all) {
        each.get();
      }
    }
    assertThat(most.get()).isBetween(60 * MEGABYTE, 100 * MEGABYTE);
    assertThat(budget.freeBytes()).isEqualTo(100 * MEGABYTE);
  }
}
