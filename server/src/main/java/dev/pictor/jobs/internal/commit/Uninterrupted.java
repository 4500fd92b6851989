package dev.pictor.jobs.internal.commit;

/// Waits that an interrupt does not end; the interrupt is kept for afterwards.
final class Uninterrupted {
  /// Something that blocks.
  interface Wait {
    void run() throws InterruptedException;
  }

  private Uninterrupted() {}

  static void run(Wait wait) {
    boolean interrupted = false;
    while (true) {
      try {
        wait.run();
        break;
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
