package dev.pictor.cli;

import dev.pictor.engine.Progress;
import java.io.PrintStream;
import java.util.Locale;

/// One line of a terminal that tells how far the work is.
final class ProgressLine implements Progress {
  private static final int WIDTH = 24;
  private static final long LEAST_NANOS = 50_000_000;
  private static final String ERASE_LINE = "\r\u001b[K";

  private final PrintStream terminal;
  private final String name;
  private long last;

  ProgressLine(PrintStream terminal, String name) {
    this.terminal = terminal;
    this.name = name;
    this.last = System.nanoTime() - LEAST_NANOS;
  }

  @Override
  public void at(double done, String step) {
    long now = System.nanoTime();
    if (now - last < LEAST_NANOS) {
      return;
    }
    last = now;
    int filled = (int) Math.round(done * WIDTH);
    terminal.printf(
        Locale.ROOT,
        ERASE_LINE + "%s [%s%s] %3.0f %%  %s",
        name,
        "#".repeat(filled),
        ".".repeat(WIDTH - filled),
        100 * done,
        step);
    terminal.flush();
  }

  void erase() {
    terminal.print(ERASE_LINE);
    terminal.flush();
  }
}
