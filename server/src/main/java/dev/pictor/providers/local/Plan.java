package dev.pictor.providers.local;

import dev.pictor.engine.codec.ImageInfo.Size;
import dev.pictor.engine.codec.Limits;
import dev.pictor.providers.Generation;
import dev.pictor.providers.Sizes;
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
  record Stage(Generation.Step step, double seconds) {}

  /// A result in memory; many are opaque and take three.
  private static final int BYTES_PER_PIXEL = 4;

  /// @throws dev.pictor.platform.Problem TOO_LARGE when a result would be
  static Plan of(Generation generation, SourceFiles sources, Limits limits) {
    var stages = new ArrayList<Stage>();
    long worst = 0;
    long before = 0;
    for (Sizes.Stage each : Sizes.of(generation, sources.sizes()).check(limits).stages()) {
      Size result = each.result();
      Needs needs = Needs.of(each.step(), each.input(), result);
      stages.add(new Stage(each.step(), needs.seconds()));
      long made = BYTES_PER_PIXEL * result.pixels() * each.step().variants();
      worst = Math.max(worst, before + made + needs.workingBytes());
      before = made;
    }
    return new Plan(List.copyOf(stages), Math.max(worst, decoding(sources)) + held(sources));
  }

  /// What decoding takes beside the result; inputs are decoded one after the other.
  private static long decoding(SourceFiles sources) {
    long most = 0;
    for (SourceFile file : sources.all()) {
      most = Math.max(most, file.info().decodingBytesWithAlpha() - bytesOf(file));
    }
    return most;
  }

  private static long held(SourceFiles sources) {
    long bytes = 0;
    for (SourceFile file : sources.all()) {
      bytes += bytesOf(file);
    }
    return bytes;
  }

  private static long bytesOf(SourceFile file) {
    return (file.info().kind().alpha() ? 4 : 3) * file.info().pixels();
  }
}
