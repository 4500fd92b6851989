package dev.pictor.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class Uuid7Test {
  @Test
  void anIdCarriesItsMillisecondAndVersion() {
    var moment = Instant.parse("2026-11-22T00:00:00.123Z");
    UUID id = new Uuid7(InstantSource.fixed(moment)).next();
    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(moment.toEpochMilli());
  }

  /// O2: the clock jumps back an hour, and ids go on growing.
  @Test
  void idsGrowEvenWhenTheClockIsSetBack() {
    var now = new AtomicLong(1_800_000_000_000L);
    var ids = new Uuid7(() -> Instant.ofEpochMilli(now.get()));
    var seen = new ArrayList<String>();
    for (int i = 0; i < 10_000; i++) {
      if (i == 5_000) {
        now.addAndGet(-3_600_000);
      }
      seen.add(ids.next().toString());
    }
    assertThat(seen).isSorted().doesNotHaveDuplicates();
  }
}
