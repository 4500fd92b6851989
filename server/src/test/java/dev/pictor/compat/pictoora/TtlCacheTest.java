package dev.pictor.compat.pictoora;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.testkit.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TtlCacheTest {
  private final SettableClock clock = SettableClock.at2026();
  private final AtomicLong nanos = new AtomicLong();
  private final TtlCache<String> cache = new TtlCache<>(clock, nanos::get, TtlCache::textBytes);

  private void pass(Duration time) {
    clock.advance(time);
    nanos.addAndGet(time.toNanos());
  }

  @Test
  void whatWasPutIsThereForAnHour() {
    cache.put("a", "1");
    pass(Duration.ofMinutes(59));
    assertThat(cache.get("a")).contains("1");
    pass(Duration.ofMinutes(1));
    assertThat(cache.get("a")).isEmpty();
  }

  @Test
  void eachHasATimeOfItsOwnAndReadingDoesNotLengthenIt() {
    cache.put("short", "1", Duration.ofSeconds(1));
    cache.put("long", "2", Duration.ofHours(5));
    pass(Duration.ofMillis(900));
    assertThat(cache.get("short")).contains("1");
    pass(Duration.ofMillis(100));
    assertThat(cache.get("short")).isEmpty();
    pass(Duration.ofHours(4));
    assertThat(cache.get("long")).contains("2");
  }

  @Test
  void puttingAgainBeginsTheTimeAnew() {
    cache.put("a", "1", Duration.ofSeconds(10));
    pass(Duration.ofSeconds(9));
    cache.put("a", "2", Duration.ofSeconds(10));
    pass(Duration.ofSeconds(9));
    assertThat(cache.get("a")).contains("2");
  }

  @Test
  void itHoldsAThousandAndCountsWhatMadeRoom() {
    for (int i = 0; i < 1_500; i++) {
      cache.put("key " + i, "value");
    }
    TtlCache.Counts counts = cache.counts();
    assertThat(counts.size()).isEqualTo(1_000);
    assertThat(counts.evictions()).isEqualTo(500);
    assertThat(cache.entries()).hasSize(1_000);
  }

  @Test
  void hitsMissesAndExpiredOnesAreCounted() {
    cache.put("a", "1", Duration.ofSeconds(1));
    cache.get("a");
    cache.get("a");
    cache.get("b");
    pass(Duration.ofSeconds(2));
    TtlCache.Counts counts = cache.counts();
    assertThat(counts.hits()).isEqualTo(2);
    assertThat(counts.misses()).isEqualTo(1);
    assertThat(counts.evictions()).isEqualTo(1);
    assertThat(counts.size()).isZero();
  }

  @Test
  void theMemoryGrowsWithWhatIsInItAndShrinksWhenItGoes() {
    assertThat(cache.counts().bytes()).isZero();
    cache.put("a", "x".repeat(10_000));
    assertThat(cache.counts().bytes()).isBetween(10_000L, 10_500L);
    cache.remove("a");
    assertThat(cache.counts().bytes()).isZero();
  }

  @Test
  void anEntryTellsWhatIsLeftOfItsTime() {
    cache.put("a", "1", Duration.ofSeconds(60));
    pass(Duration.ofSeconds(13));
    var entry = cache.entries().getFirst();
    assertThat(entry.key()).isEqualTo("a");
    assertThat(entry.left()).isEqualTo(Duration.ofSeconds(47));
    assertThat(entry.createdAt()).isEqualTo(clock.instant().minusSeconds(13));
  }

  @Test
  void aClockThatJumpsExpiresNothing() {
    cache.put("a", "1", Duration.ofSeconds(60));
    clock.advance(Duration.ofDays(300));
    assertThat(cache.get("a")).contains("1");
  }

  @Test
  void manyThreadsMayUseItAndItStaysWithinItsBounds() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Long>> work = new ArrayList<>();
      for (int t = 0; t < 8; t++) {
        int thread = t;
        work.add(() -> lookedUp(thread));
      }
      long found = 0;
      for (Future<Long> each : threads.invokeAll(work)) {
        found += each.get();
      }
      TtlCache.Counts counts = cache.counts();
      assertThat(counts.size()).isLessThanOrEqualTo(1_000);
      assertThat(counts.hits()).isEqualTo(found);
      assertThat(counts.hits() + counts.misses()).isEqualTo(8 * 5_000);
    }
  }

  private long lookedUp(int thread) {
    long found = 0;
    for (int i = 0; i < 5_000; i++) {
      String key = "key " + (i * 7 + thread) % 2_000;
      cache.put(key, key);
      String value = cache.get("key " + (i * 3) % 2_000).orElse(null);
      if (value != null) {
        assertThat(value).isEqualTo("key " + (i * 3) % 2_000);
        found++;
      }
    }
    return found;
  }
}
