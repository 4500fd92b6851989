package dev.pictor.storage;

import dev.pictor.platform.Duty;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// Finds what a crash left between the stores and the database: files without a row, and staged
/// files that nobody will place.
final class OrphanFinder implements Duty {
  private static final int BATCH = 1_000;

  /// No upload takes longer: the link to it ends before.
  private static final Duration STAGED_FOR = Duration.ofDays(1);

  private final Blobs blobs;
  private final Staging staging;
  private final InstantSource clock;

  OrphanFinder(Blobs blobs, Staging staging, InstantSource clock) {
    this.blobs = blobs;
    this.staging = staging;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "orphan-finder";
  }

  @Override
  public Duration every() {
    return Duration.ofHours(6);
  }

  @Override
  public long runOnce() {
    Instant now = clock.instant();
    long found = staging.deleteOlderThan(now.minus(STAGED_FOR));
    for (Place place : Place.values()) {
      found += adoptIn(place, now.minus(BlobSweeper.SPARED));
    }
    return found;
  }

  private long adoptIn(Place place, Instant before) {
    long found = 0;
    String after = "";
    while (true) {
      List<ObjectHead> files = blobs.files(place, after, BATCH);
      if (files.isEmpty()) {
        return found;
      }
      found +=
          blobs.adopt(
              place, files.stream().filter(file -> file.modifiedAt().isBefore(before)).toList());
      after = files.getLast().key().value();
    }
  }
}
