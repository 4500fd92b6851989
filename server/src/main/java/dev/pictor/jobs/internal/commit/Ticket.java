package dev.pictor.jobs.internal.commit;

import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/// An item on its way into a transaction, and what became of it. Settled once; later calls change
/// nothing.
public final class Ticket<I, R> {
  private final I item;
  private final CountDownLatch settled = new CountDownLatch(1);
  private volatile @Nullable R result;
  private volatile @Nullable Throwable failure;

  Ticket(I item) {
    this.item = item;
  }

  public I item() {
    return item;
  }

  public boolean isSettled() {
    return settled.getCount() == 0;
  }

  public synchronized void done(R value) {
    if (!isSettled()) {
      result = value;
      settled.countDown();
    }
  }

  public synchronized void fail(Throwable cause) {
    if (!isSettled()) {
      failure = cause;
      settled.countDown();
    }
  }

  /// Waits for the result; see {@link GroupCommitter#commit}.
  public R await() {
    Uninterrupted.run(settled::await);
    Throwable cause = failure;
    if (cause instanceof RuntimeException e) {
      throw e;
    }
    if (cause != null) {
      throw new IllegalStateException("the commit failed", cause);
    }
    R value = result;
    if (value == null) {
      throw new IllegalStateException("settled without a result");
    }
    return value;
  }
}
