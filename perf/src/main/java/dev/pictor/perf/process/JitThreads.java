package dev.pictor.perf.process;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// What the JIT's own threads have used in a process. It is taken off where one piece of work is
/// measured: compiling is over after the first minutes of a server, and would otherwise count for
/// whichever work happens to run meanwhile.
public final class JitThreads {
  private static final double NANOS_PER_SECOND = 1e9;

  private JitThreads() {}

  /// Of this process.
  public static double cpuSeconds() throws IOException {
    return cpuSeconds("self");
  }

  /// Of another one.
  static double cpuSeconds(long pid) throws IOException {
    return cpuSeconds(Long.toString(pid));
  }

  private static double cpuSeconds(String process) throws IOException {
    double seconds = 0;
    Path folder = Path.of("/proc", process, "task");
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(folder)) {
      for (Path thread : threads) {
        seconds += cpuSecondsOf(thread);
      }
    }
    return seconds;
  }

  private static double cpuSecondsOf(Path thread) throws IOException {
    try {
      String name = Files.readString(thread.resolve("comm"), ISO_8859_1);
      if (!name.startsWith("C1 Compiler") && !name.startsWith("C2 Compiler")) {
        return 0;
      }
      // The first number is the time on a processor, in nanoseconds; `stat` counts in hundredths.
      String times = Files.readString(thread.resolve("schedstat"), ISO_8859_1);
      return Long.parseLong(times.substring(0, times.indexOf(' '))) / NANOS_PER_SECOND;
    } catch (IOException e) {
      if (Files.exists(thread)) {
        throw e;
      }
      return 0; // The thread has ended meanwhile.
    }
  }
}
