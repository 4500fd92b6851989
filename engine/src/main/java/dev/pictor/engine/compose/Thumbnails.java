package dev.pictor.engine.compose;

import dev.pictor.engine.Progress;
import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.cutout.Cutter;
import dev.pictor.engine.cutout.NoSubject;
import dev.pictor.engine.face.Faces;
import dev.pictor.engine.plane.Rows;
import dev.pictor.engine.type.Fonts;
import dev.pictor.engine.type.Lettering;
import dev.pictor.engine.type.MissingCharacters;
import dev.pictor.engine.type.TextTooLong;
import dev.pictor.engine.type.Typeface;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes thumbnails. Safe for several threads; the same order and pictures always give the same
/// bytes, on any number of threads.
public final class Thumbnails {
  private final Faces faces;
  private final Cutter cutter;
  private final Lettering lettering;
  private final Rows rows;

  /// All of these stay the caller's.
  public Thumbnails(Faces faces, Cutter cutter, Fonts fonts, Rows rows) {
    this.faces = faces;
    this.cutter = cutter;
    this.lettering = new Lettering(fonts);
    this.rows = rows;
  }

  /// All variants of an order, in order; the caller closes them.
  ///
  /// @throws NoSubject when there is nobody in the selfie
  /// @throws MissingCharacters when no font has a character of the texts
  /// @throws TextTooLong when a text cannot be read in the room there is for it
  public List<Picture> make(ThumbnailOrder order, Material material, Progress progress)
      throws NoSubject, MissingCharacters, TextTooLong, InterruptedException {
    List<Picture> made = new ArrayList<>();
    try (Workbench bench = prepare(order, material, progress)) {
      for (int variant = 0; variant < order.variants(); variant++) {
        progress.at(
            0.3 + 0.7 * variant / order.variants(),
            "variant %d of %d".formatted(variant + 1, order.variants()));
        made.add(bench.variant(variant));
      }
      return made;
    } catch (NoSubject | MissingCharacters | TextTooLong | InterruptedException e) {
      made.forEach(Picture::close);
      throw e;
    }
  }

  /// Does once what all variants need: looks at the pictures and cuts the person out. Variants can
  /// then be made one by one, so that one that fails leaves the others.
  ///
  /// @return a workbench, which the caller closes
  public Workbench prepare(ThumbnailOrder order, Material material, Progress progress)
      throws NoSubject, MissingCharacters, InterruptedException {
    Vibe vibe = Vibe.of(order.vibe());
    for (int variant = 0; variant < order.variants(); variant++) {
      lettering.check(order.headline(), vibe.face(variant));
    }
    lettering.check(order.subtext(), Typeface.INTER);
    progress.at(0, "looking at the pictures");
    CopyStudy study = study(order, material);
    Picture selfie = material.selfie();
    Person person =
        selfie == null ? null : Person.of(selfie, longest(order), faces, cutter, Progress.SILENT);
    Workbench.Parts parts = new Workbench.Parts(person, material.reference(), study);
    return new Workbench(order, parts, lettering, rows);
  }

  private @Nullable CopyStudy study(ThumbnailOrder order, Material material)
      throws InterruptedException {
    if (order.mode() == ThumbnailOrder.Mode.DESIGN) {
      return null;
    }
    Picture target = material.copyTarget();
    if (target == null) {
      throw new IllegalArgumentException(
          "the mode 'copy' needs a picture to copy from: send one as copy_target");
    }
    return CopyStudy.of(target, faces, cutter);
  }

  /// The longer side of the selfie that is worth working on: more than what the thumbnail shows is
  /// work for nothing.
  private static double longest(ThumbnailOrder order) {
    double side = Math.max(order.width(), order.height());
    return switch (order.quality()) {
      case DRAFT -> Math.clamp(0.6 * side, 256, 640);
      case STD, HIGH -> Math.clamp(side, 320, 1600);
      case FOUR_K -> 2400;
    };
  }
}
