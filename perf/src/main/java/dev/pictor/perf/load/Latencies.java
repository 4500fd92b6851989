package dev.pictor.perf.load;

import java.time.Duration;
import java.util.Arrays;

/// How long things took, each one kept: no buckets, no rounding. One writer at a time.
public final class Latencies {
  private static final int FIRST_CAPACITY = 4096;
  private static final double NANOS_PER_MILLI = 1e6;

  private long[] nanos = new long[FIRST_CAPACITY];
  private int count;
  private boolean sorted = true;

  public void add(long took) {
    if (count == nanos.length) {
      nanos = Arrays.copyOf(nanos, count * 2);
    }
    nanos[count] = took;
    count++;
    sorted = false;
  }

  public void add(Duration took) {
    add(took.toNanos());
  }

  public int count() {
    return count;
  }

  public double medianMillis() {
    return millisAt(0.5);
  }

  public double p99Millis() {
    return millisAt(0.99);
  }

  public double maxMillis() {
    return millisAt(1);
  }

  /// The smallest value that `share` of all values do not exceed (nearest rank).
  ///
  /// @param share within 0..1
  public double millisAt(double share) {
    if (count == 0) {
      return Double.NaN;
    }
    if (!sorted) {
      Arrays.sort(nanos, 0, count);
      sorted = true;
    }
    int rank = (int) Math.ceil(share * count);
    return nanos[Math.clamp(rank - 1, 0, count - 1)] / NANOS_PER_MILLI;
  }
}
