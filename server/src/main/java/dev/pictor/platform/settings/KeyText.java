package dev.pictor.platform.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// A key of several lines, given as its text or as the path of its file. A text in one line may
/// have `\n` for its line ends, as files of environment variables want it.
public final class KeyText {
  private static final int MOST_BYTES = 64 * 1024;

  private KeyText() {}

  /// @return empty when it is not given, or when its file cannot be read, which is noted
  public static String read(Setting<String> setting, Environment environment) {
    String given = setting.in(environment).strip();
    if (given.isEmpty() || given.startsWith("-----BEGIN ") || given.startsWith("{")) {
      return given.startsWith("{") ? given : given.replace("\\n", "\n");
    }
    try {
      Path file = Path.of(given);
      if (Files.size(file) > MOST_BYTES) {
        throw new IOException("too long");
      }
      return Files.readString(file).strip();
    } catch (IOException | InvalidPathException _) {
      environment.fault(
          setting.name() + " is ***; it takes the text of a key or the path of a readable file.");
      return "";
    }
  }
}
