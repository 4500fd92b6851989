package dev.pictor.storage;

import dev.pictor.platform.Duty;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// Deletes contents that no object has had for an hour.
final class BlobSweeper implements Duty {
  static final Duration SPARED = Duration.ofHours(1);

  private static final int BATCH = 500;

  private final Blobs blobs;
  private final InstantSource clock;

  BlobSweeper(Blobs blobs, InstantSource clock) {
    this.blobs = blobs;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "blob-sweeper";
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(10);
  }

  @Override
  public long runOnce() {
    Instant before = clock.instant().minus(SPARED);
    long all = 0;
    while (true) {
      List<Blobs.Id> unused = blobs.findUnused(before, BATCH);
      long deleted = unused.stream().filter(id -> blobs.deleteIfUnused(id, before)).count();
      all += deleted;
      // A whole batch that came back into use would be found again for ever.
      if (unused.size() < BATCH || deleted == 0) {
        return all;
      }
    }
  }
}
