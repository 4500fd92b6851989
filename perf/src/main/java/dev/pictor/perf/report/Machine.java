package dev.pictor.perf.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/// Where it was measured. No host name and no path: results are published.
///
/// @param load the mean number of processes that wanted to run in the last minute, when the bench
///   began
public record Machine(
    int cores, String processor, long memoryMegabytes, String java, String kernel, double load) {
  public static Machine here() throws IOException {
    return new Machine(
        Runtime.getRuntime().availableProcessors(),
        firstMatch(Path.of("/proc/cpuinfo"), "model name"),
        Long.parseLong(firstMatch(Path.of("/proc/meminfo"), "MemTotal").replaceAll("\\D", ""))
            / 1024,
        System.getProperty("java.vendor") + " " + Runtime.version(),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        Double.parseDouble(Files.readString(Path.of("/proc/loadavg")).split(" ", -1)[0]));
  }

  private static String firstMatch(Path file, String key) throws IOException {
    try (Stream<String> lines = Files.lines(file, UTF_8)) {
      return lines
          .filter(line -> line.startsWith(key))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown");
    }
  }

  /// Short and safe in a file name, such as `2-cores-intel-xeon`.
  public String slug() {
    String words =
        processor
            .toLowerCase(Locale.ROOT)
            .replaceAll("\\((r|tm)\\)|@.*|cpu|processor", " ")
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-|-$", "");
    return cores + "-cores-" + words;
  }

  public String describe() {
    return "%d cores (%s), %,d MB of memory, JDK %s, kernel %s, load %.1f at the beginning"
        .formatted(cores, processor, memoryMegabytes, java, kernel, load);
  }
}
