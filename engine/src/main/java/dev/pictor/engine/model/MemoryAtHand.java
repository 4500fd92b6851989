package dev.pictor.engine.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalLong;

/// How much memory this process can still get: the least of what the kernel says is available and
/// of what is left of the limit of the process's control group.
final class MemoryAtHand {
  /// Kept for everything else that runs.
  private static final long RESERVE = 200_000_000;

  private static final Path MEMINFO = Path.of("/proc/meminfo");
  private static final Path GROUP = Path.of("/sys/fs/cgroup");

  private MemoryAtHand() {}

  /// @throws BrokenModel when a net of this model would not fit
  static void require(Model model) {
    require(model, bytes());
  }

  static void require(Model model, long atHand) {
    if (model.memoryBytes() + RESERVE > atHand) {
      throw new BrokenModel(
          String.format(
              Locale.ROOT,
              "The model %s takes about %,d MB of memory and %,d MB are at hand; stop something"
                  + " else, add memory, or remove %s from the folder of models.",
              model.name(),
              (model.memoryBytes() + RESERVE) / 1_000_000,
              atHand / 1_000_000,
              model.file()));
    }
  }

  /// What cannot be found out does not limit.
  static long bytes() {
    // The kernel counts in kilobytes here.
    long available = numberAfter(MEMINFO, "MemAvailable:").orElse(Long.MAX_VALUE / 1024) * 1024;
    OptionalLong limit = number(GROUP.resolve("memory.max"));
    OptionalLong used = number(GROUP.resolve("memory.current"));
    if (limit.isEmpty() || used.isEmpty()) {
      return available;
    }
    // Pages of files can be given back at once; they count as used there.
    long files = numberAfter(GROUP.resolve("memory.stat"), "inactive_file").orElse(0);
    return Math.min(available, limit.getAsLong() - used.getAsLong() + files);
  }

  /// The number in the line that begins with this key.
  private static OptionalLong numberAfter(Path file, String key) {
    return text(file)
        .lines()
        .filter(line -> line.startsWith(key + " "))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst();
  }

  /// Empty when there is none, or the word `max`.
  private static OptionalLong number(Path file) {
    String text = text(file).strip();
    return text.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
  }

  private static String text(Path file) {
    try {
      return Files.isReadable(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      return "";
    }
  }
}
