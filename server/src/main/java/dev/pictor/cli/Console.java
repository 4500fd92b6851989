package dev.pictor.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.Optional;

/// What a command speaks with.
///
/// @param isTerminal whether somebody watches, so that progress is worth showing
record Console(InputStream in, PrintStream out, PrintStream err, boolean isTerminal) {
  static Console ofThisProcess() {
    // JDK 25 has none again where no terminal is.
    boolean isTerminal =
        Optional.ofNullable(System.console()).map(java.io.Console::isTerminal).orElse(false);
    return new Console(System.in, System.out, System.err, isTerminal);
  }
}
