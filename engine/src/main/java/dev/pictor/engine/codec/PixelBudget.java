package dev.pictor.engine.codec;

import dev.pictor.engine.codec.BadPicture.Reason;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// How much memory decoded pixels may take in this process, all pictures together. Threads and
/// files are cheap, pixels are not: whoever decodes takes a lease for [ImageInfo#decodingBytes()]
/// first and holds it until the pixels are closed.
///
/// Leases are given in the order of asking, so a large picture is not overtaken forever by small
/// ones. Who cannot be served in time is refused and may come again.
public final class PixelBudget {
  /// The semaphore counts in kilobytes: it has an int of permits, and 2 TB are enough.
  private static final int UNIT = 1024;

  private final long totalBytes;
  private final int maxWaiting;
  private final Duration patience;
  private final Semaphore units;

  /// @param totalBytes for all pixels together
  /// @param maxWaiting how many threads may wait; the next one is refused at once
  /// @param patience how long each waits
  public PixelBudget(long totalBytes, int maxWaiting, Duration patience) {
    if (totalBytes < UNIT || totalBytes / UNIT > Integer.MAX_VALUE || maxWaiting < 0) {
      throw new IllegalArgumentException(
          "not a budget: " + totalBytes + " bytes, " + maxWaiting + " waiting");
    }
    this.totalBytes = totalBytes;
    this.maxWaiting = maxWaiting;
    this.patience = patience;
    units = new Semaphore((int) (totalBytes / UNIT), true);
  }

  /// Memory that is held until this is closed. Closing twice is harmless.
  public final class Lease implements AutoCloseable {
    private final int held;
    private final AtomicBoolean open = new AtomicBoolean(true);

    private Lease(int held) {
      this.held = held;
    }

    @Override
    public void close() {
      if (open.compareAndSet(true, false)) {
        units.release(held);
      }
    }
  }

  /// Waits for this much memory.
  ///
  /// @throws BadPicture when not even the whole budget would do
  /// @throws PixelsBusy when it did not become free in time, or too many wait already
  public Lease take(long bytes) throws BadPicture, PixelsBusy, InterruptedException {
    if (bytes > totalBytes) {
      throw new BadPicture(
          Reason.TOO_MUCH_MEMORY,
          String.format(
              Locale.ROOT,
              "Decoding the picture takes %,d bytes of memory, %,d are set aside; make it smaller.",
              bytes,
              totalBytes));
    }
    int needed = (int) Math.ceilDiv(bytes, UNIT);
    if (!units.tryAcquire(needed, 0, TimeUnit.SECONDS)) {
      await(needed);
    }
    return new Lease(needed);
  }

  private void await(int needed) throws PixelsBusy, InterruptedException {
    if (waiting() >= maxWaiting) {
      throw new PixelsBusy(maxWaiting + " pictures wait for memory already; try again later.");
    }
    if (!units.tryAcquire(needed, patience.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new PixelsBusy(
          "There was no memory for the picture within "
              + patience.toSeconds()
              + " s; try again later.");
    }
  }

  /// How many threads wait at the moment.
  public int waiting() {
    return units.getQueueLength();
  }

  /// How many bytes are not leased at the moment.
  public long freeBytes() {
    return (long) units.availablePermits() * UNIT;
  }
}
