package dev.pictor.storage;

import dev.pictor.platform.Duty;
import java.time.Duration;

/// Removes uploads that were never confirmed, and results whose job never finished with them.
final class UploadSweeper implements Duty {
  private static final int BATCH = 500;

  private final Objects objects;

  UploadSweeper(Objects objects) {
    this.objects = objects;
  }

  @Override
  public String name() {
    return "upload-sweeper";
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(5);
  }

  @Override
  public long runOnce() {
    long all = 0;
    while (true) {
      int deleted = objects.deleteExpired(BATCH);
      all += deleted;
      if (deleted < BATCH) {
        return all;
      }
    }
  }
}
