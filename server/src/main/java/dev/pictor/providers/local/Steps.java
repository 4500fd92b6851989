package dev.pictor.providers.local;

import dev.pictor.engine.LocalEngine;
import dev.pictor.engine.Progress;
import dev.pictor.engine.codec.BadPicture;
import dev.pictor.engine.codec.Fitted;
import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.cutout.NoSubject;
import dev.pictor.engine.face.FaceProblem;
import dev.pictor.engine.theme.ThemeOptions;
import dev.pictor.engine.type.MissingCharacters;
import dev.pictor.engine.type.TextTooLong;
import dev.pictor.engine.upscale.Tier;
import dev.pictor.engine.upscale.UpscaleOptions;
import dev.pictor.engine.upscale.Upscaled;
import dev.pictor.platform.Problem;
import dev.pictor.platform.Problem.FieldError;
import dev.pictor.providers.Generated;
import dev.pictor.providers.Generation;
import dev.pictor.providers.Role;
import dev.pictor.providers.ThemeShelf;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// How the engine does each step.
final class Steps {
  /// A method of ours that has no other name.
  static final String BUILT_IN = "builtin";

  private final LocalEngine engine;
  private final ThemeShelf themes;
  private final FaceSteps faces;

  Steps(LocalEngine engine, ThemeShelf themes) {
    this.engine = engine;
    this.themes = themes;
    this.faces = new FaceSteps(engine);
  }

  /// What came of a step.
  ///
  /// @param pictures the caller closes them; none of them is an input
  /// @param missed variants that failed by themselves
  /// @param model what it was made with
  record Done(List<Picture> pictures, List<Generated.Missed> missed, String model) {
    static Done of(Picture picture, String model) {
      return new Done(List.of(picture), List.of(), model);
    }
  }

  /// One step at work.
  ///
  /// @param index which step of the generation it is, from 0
  record Work(int index, Generation.Step step, Desk desk, Progress progress) {
    Optional<Picture> findInput() throws BadPicture, InterruptedException {
      return desk.input(index, step.keepsAlpha());
    }

    Optional<Picture> find(Role role) throws BadPicture, InterruptedException {
      return desk.other(index, role);
    }

    Picture input() throws BadPicture, InterruptedException {
      return findInput().orElseThrow(() -> missing(Role.INPUT));
    }

    Picture other(Role role) throws BadPicture, InterruptedException {
      return find(role).orElseThrow(() -> missing(role));
    }

    private IllegalArgumentException missing(Role role) {
      return new IllegalArgumentException(step.kind() + " has no " + role.word());
    }
  }

  /// What is wrong with its options.
  List<FieldError> faults(Generation.Step step) {
    if (step instanceof Generation.Theme theme
        && themes.find(theme.theme(), theme.version()).isEmpty()) {
      return List.of(new FieldError("theme", "is one of " + String.join(", ", themes.ids()) + "."));
    }
    if (step instanceof Generation.Upscale upscale && Tier.named(upscale.model()).isEmpty()) {
      return List.of(new FieldError("model", "is auto, or one of " + tiers() + "."));
    }
    return step instanceof Generation.Thumbnail thumbnail
        ? ThumbnailStep.faults(thumbnail)
        : List.of();
  }

  private static String tiers() {
    return Arrays.stream(Tier.values()).map(Tier::model).collect(Collectors.joining(", "));
  }

  Done run(int index, Generation.Step step, Desk desk, Progress progress)
      throws BadPicture,
          FaceProblem,
          NoSubject,
          MissingCharacters,
          TextTooLong,
          InterruptedException {
    var work = new Work(index, step, desk, progress);
    return switch (step) {
      case Generation.Sketch sketch -> sketched(sketch, work);
      case Generation.Fit fit -> Done.of(Fitted.of(work.input(), fit.maxSide()), "area");
      case Generation.Theme theme -> dressed(theme, work);
      case Generation.CutOut cutOut -> cutOut(cutOut, work);
      case Generation.Upscale upscale -> enlarged(upscale, work);
      case Generation.Thumbnail thumbnail ->
          ThumbnailStep.make(engine.thumbnails(), thumbnail, work);
      case Generation.FaceSwap swap -> faces.swapped(swap, work);
      case Generation.FaceRestore restore -> faces.restored(restore, work);
      case Generation.BookPage page -> faces.onThePage(page, work);
    };
  }

  private Done sketched(Generation.Sketch sketch, Work work)
      throws BadPicture, InterruptedException {
    return Done.of(
        engine.sketcher().sketch(work.input(), sketch.look(), sketch.intensity(), work.progress()),
        BUILT_IN);
  }

  private Done dressed(Generation.Theme theme, Work work)
      throws BadPicture, FaceProblem, InterruptedException {
    var known =
        themes
            .find(theme.theme(), theme.version())
            .orElseThrow(() ->
                Problem.of(
                    Problem.Kind.NOT_FOUND,
                    "The theme " + theme.theme() + " is not there any more; take another one."));
    var options = new ThemeOptions(theme.strength(), theme.mostFaces(), theme.thorough());
    return Done.of(
        engine.themeFilter().apply(work.input(), known, options, work.progress()), BUILT_IN);
  }

  private Done enlarged(Generation.Upscale upscale, Work work)
      throws BadPicture, InterruptedException {
    Tier tier = Tier.named(upscale.model()).orElse(Tier.COMPACT);
    var options = new UpscaleOptions(tier, upscale.scale(), upscale.tile());
    Upscaled larger = engine.upscaler().upscale(work.input(), options, work.progress());
    return Done.of(larger.picture(), larger.model());
  }

  private Done cutOut(Generation.CutOut cutOut, Work work)
      throws BadPicture, NoSubject, InterruptedException {
    Picture person = engine.cutter().cut(work.input(), work.progress());
    if (cutOut.background().equals("transparent")) {
      return Done.of(person, BUILT_IN);
    }
    try (person) {
      return Done.of(person.on(Integer.parseInt(cutOut.background().substring(1), 16)), BUILT_IN);
    }
  }
}
