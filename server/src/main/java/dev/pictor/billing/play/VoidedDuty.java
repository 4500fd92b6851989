package dev.pictor.billing.play;

import dev.pictor.billing.StoreNotice;
import dev.pictor.platform.Duty;
import java.time.Duration;

/// Reads what Google lists as voided, for refunds of which no notification came.
public final class VoidedDuty implements Duty {
  private final PlayNotices notices;
  private final Taking taking;

  VoidedDuty(PlayNotices notices, Taking taking) {
    this.notices = notices;
    this.taking = taking;
  }

  /// Takes what a store told.
  public interface Taking {
    /// @return whether it was new
    boolean take(StoreNotice notice) throws InterruptedException;
  }

  @Override
  public String name() {
    return "play-voided";
  }

  @Override
  public Duration every() {
    return Duration.ofHours(6);
  }

  /// @return how many were new
  @Override
  public long runOnce() throws InterruptedException {
    long taken = 0;
    for (StoreNotice notice : notices.voided()) {
      taken += taking.take(notice) ? 1 : 0;
    }
    return taken;
  }
}
