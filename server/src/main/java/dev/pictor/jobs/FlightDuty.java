package dev.pictor.jobs;

import dev.pictor.platform.Duty;
import java.time.Duration;

/// Finds jobs that stand aside for a flight whose leader is gone without a word, and gives them
/// their turns. So a job that waits for another one is never stuck, whatever became of that one.
final class FlightDuty implements Duty {
  private final Flights flights;

  FlightDuty(Flights flights) {
    this.flights = flights;
  }

  @Override
  public String name() {
    return "job-flights";
  }

  @Override
  public Duration every() {
    return Duration.ofSeconds(1);
  }

  /// @return how many jobs got a turn
  @Override
  public long runOnce() {
    long woken = flights.landAll();
    long _ = flights.clean();
    return woken;
  }
}
