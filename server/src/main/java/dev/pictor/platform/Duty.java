package dev.pictor.platform;

import java.time.Duration;

/// Background work that comes round: rescue, cleaning, sweeping. Every node runs every duty, so one
/// does no harm when two run it at once. Tests call {@link #runOnce} and neither sleep nor poll.
public interface Duty {
  /// The name in logs and metrics, in kebab-case.
  String name();

  /// The wait between the end of one run and the start of the next.
  Duration every();

  /// Does what is due now.
  ///
  /// @return how many things it changed; logged when not 0
  long runOnce() throws InterruptedException;
}
