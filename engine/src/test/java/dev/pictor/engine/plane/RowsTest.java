package dev.pictor.engine.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowsTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8})
  void everyRowIsDoneExactlyOnce(int threads) throws InterruptedException {
    AtomicIntegerArray times = new AtomicIntegerArray(1003);
    try (Rows rows = new Rows(threads)) {
      rows.each(1003, times::incrementAndGet);
    }
    for (int y = 0; y < times.length(); y++) {
      assertThat(times.get(y)).as("row %d", y).isOne();
    }
  }

  @Test
  void theLastBandEndsWithTheLastRow() throws InterruptedException {
    AtomicInteger rowsSeen = new AtomicInteger();
    AtomicInteger end = new AtomicInteger();
    try (Rows rows = new Rows(2)) {
      rows.bands(
          50,
          16,
          (from, to) -> {
            rowsSeen.addAndGet(to - from);
            end.accumulateAndGet(to, Math::max);
          });
    }
    assertThat(rowsSeen).hasValue(50);
    assertThat(end).hasValue(50);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void anInterruptStopsTheLoopLongBeforeItsEnd(int threads) {
    AtomicInteger done = new AtomicInteger();
    Thread caller = Thread.currentThread();
    try (Rows rows = new Rows(threads)) {
      assertThatThrownBy(() ->
              rows.bands(
                  1_000_000,
                  1,
                  (from, _) -> {
                    if (done.incrementAndGet() == 10) {
                      caller.interrupt();
                    }
                    Thread.onSpinWait();
                  }))
          .isInstanceOf(InterruptedException.class);
    }
    assertThat(done.get()).isLessThan(1_000_000);
    assertThat(Thread.interrupted()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void aRowThatFailsFailsTheLoop(int threads) {
    try (Rows rows = new Rows(threads)) {
      assertThatThrownBy(() ->
              rows.each(
                  100,
                  y -> {
                    if (y == 57) {
                      throw new IllegalArgumentException("row 57");
                    }
                  }))
          .hasStackTraceContaining("row 57");
    }
  }

  @Test
  void atLeastOneThreadIsNeeded() {
    assertThatThrownBy(() -> new Rows(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not 0");
  }
}
