package dev.pictor.images;

import dev.pictor.engine.Progress;
import dev.pictor.platform.Problem;
import dev.pictor.providers.Generated;
import dev.pictor.providers.Generated.Made;
import dev.pictor.providers.Generation;
import dev.pictor.providers.Inputs;
import dev.pictor.providers.Output;
import dev.pictor.providers.Provider;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A provider that counts its calls and makes other bytes at each of them, so that a result that
/// was made twice is seen. Shared by the nodes of a test.
final class PaintingProvider implements Provider {
  final AtomicInteger calls = new AtomicInteger();

  /// What its pictures depend on; null when nobody knows.
  volatile @Nullable String edition = "1";

  /// Whether a variant fails by itself.
  volatile boolean misses;

  /// What it does before it paints, with the number of the call from 1.
  volatile Before before = _ -> {};

  /// Something that takes a while, or fails.
  interface Before {
    void call(int number) throws InterruptedException;
  }

  @Override
  public String name() {
    return "painter";
  }

  @Override
  public boolean offers(Generation generation) {
    return true;
  }

  @Override
  public Optional<String> edition(Generation generation) {
    return Optional.ofNullable(edition);
  }

  @Override
  public Generated generate(Generation generation, Inputs inputs, Output output, Progress progress)
      throws InterruptedException {
    int number = calls.incrementAndGet();
    before.call(number);
    var variant =
        new Generated.Variant(made("painting " + number), made("small painting " + number));
    List<Generated.Missed> missed =
        misses ? List.of(new Generated.Missed(2, Problem.notFound("face"))) : List.of();
    return new Generated(List.of(variant), missed, List.of(new Generated.Used("sketch", "brush")));
  }

  private static Made made(String text) {
    return new Made(text.getBytes(StandardCharsets.UTF_8), "image/jpeg", 64, 48);
  }
}
