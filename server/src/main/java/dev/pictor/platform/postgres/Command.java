package dev.pictor.platform.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;

/// Small programs that are run to their end.
final class Command {
  private Command() {}

  static boolean succeeds(List<String> words) throws InterruptedException {
    try {
      return start(words).waitFor() == 0;
    } catch (IOException e) {
      return false; // The program is not installed.
    }
  }

  /// Runs to the end and passes on what the program said when it failed.
  static void run(List<String> words) throws IOException, InterruptedException {
    Process process = start(words);
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    int code = process.waitFor();
    if (code != 0) {
      throw new EmbeddedPostgresException(
          String.join(" ", words) + " ended with " + code + ":\n" + said.strip());
    }
  }

  private static Process start(List<String> words) throws IOException {
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    process.getOutputStream().close();
    return process;
  }
}
