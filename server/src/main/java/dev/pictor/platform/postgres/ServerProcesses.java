package dev.pictor.platform.postgres;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The PostgreSQL processes that work on one data folder, whoever started them.
///
/// They are found by their working directory, which PostgreSQL sets to its data folder, and not by
/// the process id in `postmaster.pid`: after a crash and a reboot that id may belong to anything,
/// and children may outlive the server that the file names.
final class ServerProcesses {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

  /// What to send, and how long to wait for it: an orderly end twice over, an end without the last
  /// checkpoint, and force. None of them loses a committed row.
  private enum Signal {
    /// "Fast" in PostgreSQL's words: sessions are ended, everything is written.
    INT(Duration.ofSeconds(6)),
    /// "Immediate": the next start replays the log.
    QUIT(Duration.ofSeconds(1)),
    /// Cannot be refused.
    KILL(Duration.ofSeconds(5));

    private final Duration patience;

    Signal(Duration patience) {
      this.patience = patience;
    }
  }

  private ServerProcesses() {}

  /// @param data the data folder as a real path
  static List<ProcessHandle> on(Path data) throws IOException {
    var found = new ArrayList<ProcessHandle>();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path process : processes) {
        if (worksOn(process, data)) {
          ProcessHandle.of(Long.parseLong(process.getFileName().toString())).ifPresent(found::add);
        }
      }
    }
    return found;
  }

  private static boolean worksOn(Path process, Path data) {
    try {
      return Files.readSymbolicLink(process.resolve("cwd")).equals(data)
          && Files.readString(process.resolve("comm")).startsWith("postgres");
    } catch (IOException e) {
      return false; // It has ended meanwhile, or belongs to somebody else.
    }
  }

  /// Ends all of them and returns how many there were when asked.
  static int stop(Path data) throws IOException, InterruptedException {
    int found = on(data).size();
    for (Signal signal : Signal.values()) {
      List<ProcessHandle> running = on(data);
      if (running.isEmpty()) {
        return found;
      }
      for (ProcessHandle process : signal == Signal.KILL ? running : servers(running)) {
        send(signal, process);
      }
      awaitNone(data, signal.patience);
    }
    if (!on(data).isEmpty()) {
      throw new EmbeddedPostgresException(
          "PostgreSQL processes still work on " + data + " and cannot be stopped: " + on(data));
    }
    return found;
  }

  /// Only the server takes orders; its children follow it. Where it is gone, each child is told.
  private static List<ProcessHandle> servers(List<ProcessHandle> running) {
    List<ProcessHandle> tops =
        running.stream()
            .filter(
                process -> process.parent().map(parent -> !running.contains(parent)).orElse(true))
            .toList();
    return tops.isEmpty() ? running : tops;
  }

  private static void send(Signal signal, ProcessHandle process) throws InterruptedException {
    // The shell's own kill: a slim container may have no other.
    Command.succeeds(
        List.of("sh", "-c", "kill -s \"$0\" \"$1\"", signal.name(), "" + process.pid()));
  }

  private static void awaitNone(Path data, Duration patience)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (!on(data).isEmpty() && System.nanoTime() < end) {
      Thread.sleep(LOOK_AGAIN);
    }
  }
}
