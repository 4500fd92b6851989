package dev.pictor.engine.fuzz;

import dev.pictor.engine.Natives;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Where the fuzzer Jazzer comes in; the target's name is its only argument. `docs/fuzzing.md` says
/// how to start it.
public final class FuzzEntry {
  private static @Nullable Target target;

  private FuzzEntry() {}

  /// Called once. What is loaded once is loaded here: that may take longer than a try.
  public static void fuzzerInitialize(String[] arguments) throws InterruptedException, IOException {
    Natives.load();
    Target chosen = Target.named(arguments[0]);
    chosen.run(new byte[0]);
    target = chosen;
  }

  /// Called for each input.
  public static void fuzzerTestOneInput(byte[] bytes) throws InterruptedException, IOException {
    Target chosen = target;
    if (chosen != null) {
      chosen.run(bytes);
    }
  }
}
