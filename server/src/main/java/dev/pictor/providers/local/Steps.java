package dev.pictor.providers.local;

import dev.pictor.engine.LocalEngine;
import dev.pictor.engine.Progress;
import dev.pictor.engine.codec.BadPicture;
import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.codec.Thumbnail;
import dev.pictor.providers.Generation;
import java.util.List;

/// How the engine does each step.
final class Steps {
  /// A method of ours that has no other name.
  private static final String BUILT_IN = "builtin";

  private final LocalEngine engine;

  Steps(LocalEngine engine) {
    this.engine = engine;
  }

  /// What came of a step.
  ///
  /// @param pictures the caller closes them; none of them is an input
  /// @param model what it was made with
  record Done(List<Picture> pictures, String model) {
    private static Done of(Picture picture, String model) {
      return new Done(List.of(picture), model);
    }
  }

  /// Whether the engine can do it.
  static boolean knows(Generation.Step step) {
    return switch (step) {
      case Generation.Sketch _, Generation.Fit _ -> true;
      case Generation.FaceSwap _,
          Generation.FaceRestore _,
          Generation.Upscale _,
          Generation.Theme _,
          Generation.BookPage _,
          Generation.CutOut _,
          Generation.Thumbnail _ ->
          false;
    };
  }

  /// @param index which step of the generation it is, from 0
  Done run(int index, Generation.Step step, Desk desk, Progress progress)
      throws BadPicture, InterruptedException {
    return switch (step) {
      case Generation.Sketch sketch ->
          Done.of(
              engine
                  .sketcher()
                  .sketch(input(desk, index, step), sketch.look(), sketch.intensity(), progress),
              BUILT_IN);
      case Generation.Fit fit -> Done.of(fitted(input(desk, index, step), fit.maxSide()), "area");
      case Generation.FaceSwap _,
          Generation.FaceRestore _,
          Generation.Upscale _,
          Generation.Theme _,
          Generation.BookPage _,
          Generation.CutOut _,
          Generation.Thumbnail _ ->
          throw new IllegalArgumentException("the engine does not know " + step.kind());
    };
  }

  private static Picture input(Desk desk, int index, Generation.Step step)
      throws BadPicture, InterruptedException {
    return desk.input(index, step.keepsAlpha())
        .orElseThrow(() -> new IllegalArgumentException(step.kind() + " has no input"));
  }

  private static Picture fitted(Picture picture, int maxSide) {
    return Thumbnail.of(picture, maxSide);
  }
}
