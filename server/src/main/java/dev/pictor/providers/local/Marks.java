package dev.pictor.providers.local;

import dev.pictor.engine.codec.SourceType;
import dev.pictor.providers.Generation;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// How a result came to be, in the words of the IPTC, for the mark in its file.
final class Marks {
  /// What changes a picture's meaning most is said.
  private static final List<SourceType> STRONGEST_LAST =
      List.of(
          SourceType.ENHANCED,
          SourceType.ALGORITHMIC,
          SourceType.COMPOSITE_SYNTHETIC,
          SourceType.COMPOSITE_WITH_MODELS);

  private Marks() {}

  /// Empty when nothing was done but to make it smaller.
  static Optional<SourceType> of(Generation generation) {
    return generation.steps().stream()
        .flatMap(step -> of(step).stream())
        .max(Comparator.comparingInt(STRONGEST_LAST::indexOf));
  }

  private static Optional<SourceType> of(Generation.Step step) {
    return switch (step) {
      case Generation.FaceSwap _, Generation.BookPage _ ->
          Optional.of(SourceType.COMPOSITE_WITH_MODELS);
      case Generation.Theme _, Generation.Thumbnail _ ->
          Optional.of(SourceType.COMPOSITE_SYNTHETIC);
      case Generation.Sketch _ -> Optional.of(SourceType.ALGORITHMIC);
      case Generation.FaceRestore _, Generation.Upscale _, Generation.CutOut _ ->
          Optional.of(SourceType.ENHANCED);
      case Generation.Fit _ -> Optional.empty();
    };
  }
}
