package dev.pictor.storage;

import dev.pictor.platform.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Work on the disk, with a full disk told apart from other faults.
final class Disk {
  /// Java passes on the words of the C library (strerror of ENOSPC and EDQUOT) and no code.
  private static final List<String> FULL =
      List.of("No space left on device", "Disk quota exceeded");

  private Disk() {}

  /// Work that may fail for the disk's reasons.
  @FunctionalInterface
  interface Work<T> {
    T run() throws IOException;
  }

  /// The same without a result.
  @FunctionalInterface
  interface Action {
    void run() throws IOException;
  }

  static <T> T get(String what, Work<T> work) {
    try {
      return work.run();
    } catch (IOException e) {
      throw told(what, e);
    }
  }

  static void run(String what, Action action) {
    try {
      action.run();
    } catch (IOException e) {
      throw told(what, e);
    }
  }

  private static RuntimeException told(String what, IOException e) {
    if (isFull(e.getMessage())) {
      return Problem.because(
          Problem.Kind.STORAGE_FULL,
          "The service has no space left for pictures; try again later or tell its operator.",
          e);
    }
    return new UncheckedIOException("cannot " + what, e);
  }

  private static boolean isFull(@Nullable String message) {
    return message != null && FULL.stream().anyMatch(message::contains);
  }
}
