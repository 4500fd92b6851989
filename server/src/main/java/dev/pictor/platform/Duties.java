package dev.pictor.platform;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs each duty on a thread of its own until it is closed. A duty that fails is logged and comes
/// round again.
public final class Duties implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Duties.class);

  private final List<Thread> threads = new ArrayList<>();

  public static Duties start(List<? extends Duty> duties) {
    var started = new Duties();
    for (Duty duty : duties) {
      started.threads.add(
          Thread.ofVirtual().name("duty-" + duty.name()).start(() -> comeRound(duty)));
    }
    return started;
  }

  private static void comeRound(Duty duty) {
    try {
      while (true) {
        runSafely(duty);
        Thread.sleep(duty.every());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // Closed: the thread ends.
    }
  }

  /// A duty is the top of its own loop, like a worker: whatever it throws must not end it.
  private static void runSafely(Duty duty) throws InterruptedException {
    try {
      long changed = duty.runOnce();
      if (changed > 0) {
        LOG.atInfo()
            .addKeyValue("duty", duty.name())
            .addKeyValue("changed", changed)
            .log("duty done");
      }
    } catch (RuntimeException e) {
      LOG.atWarn()
          .addKeyValue("duty", duty.name())
          .setCause(e)
          .log("duty failed; it will come round again");
    }
  }

  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // They end by themselves; only the wait is given up.
    }
  }
}
