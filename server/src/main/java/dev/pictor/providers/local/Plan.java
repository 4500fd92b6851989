package dev.pictor.providers.local;

import dev.pictor.engine.codec.ImageInfo.Size;
import dev.pictor.providers.Generation;
import dev.pictor.providers.Role;
import dev.pictor.providers.local.SourceFiles.SourceFile;
import java.util.ArrayList;
import java.util.List;

/// What a generation will need of memory and time, known from headers alone: a picture that is too
/// large is refused before any of its pixels exists.
///
/// @param peakBytes native memory at the worst moment of the whole chain
record Plan(List<Stage> stages, long peakBytes) {
  /// One step.
  ///
  /// @param seconds of one core, roughly: only their proportions are used
  record Stage(Generation.Step step, Size input, Size result, double seconds) {}

  static Plan of(Generation generation, SourceFiles sources) {
    var stages = new ArrayList<Stage>();
    Size canvas = new Size(1, 1);
    long worst = 0;
    for (int i = 0; i < generation.steps().size(); i++) {
      Generation.Step step = generation.steps().get(i);
      Size given =
          sources
              .pathOf(i, Role.INPUT)
              .map(path -> sources.get(path).info().shown())
              .orElse(canvas);
      Size result = step.resultOf(given);
      Needs needs = Needs.of(step, given, result);
      stages.add(new Stage(step, given, result, needs.seconds()));
      worst = Math.max(worst, 4 * canvas.pixels() + 4 * result.pixels() + needs.workingBytes());
      canvas = result;
    }
    return new Plan(List.copyOf(stages), Math.max(worst, decoding(sources)) + held(sources));
  }

  /// Inputs are decoded one after the other.
  private static long decoding(SourceFiles sources) {
    long most = 0;
    for (SourceFile file : sources.all()) {
      most = Math.max(most, file.info().decodingBytes() - 3 * file.info().pixels());
    }
    return most;
  }

  private static long held(SourceFiles sources) {
    long bytes = 0;
    for (SourceFile file : sources.all()) {
      bytes += 3 * file.info().pixels();
    }
    return bytes;
  }
}
