package dev.pictor.providers.local;

import dev.pictor.engine.Progress;
import dev.pictor.engine.codec.BadPicture;
import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.compose.Material;
import dev.pictor.engine.compose.Platform;
import dev.pictor.engine.compose.Quality;
import dev.pictor.engine.compose.ThumbnailOrder;
import dev.pictor.engine.compose.Thumbnails;
import dev.pictor.engine.compose.Workbench;
import dev.pictor.engine.cutout.NoSubject;
import dev.pictor.engine.type.MissingCharacters;
import dev.pictor.engine.type.TextTooLong;
import dev.pictor.platform.Problem.FieldError;
import dev.pictor.providers.Generated.Missed;
import dev.pictor.providers.Generation;
import dev.pictor.providers.Refusals;
import dev.pictor.providers.Role;
import dev.pictor.providers.local.Steps.Done;
import dev.pictor.providers.local.Steps.Work;
import java.util.ArrayList;
import java.util.List;

/// Thumbnails of the built-in engine.
final class ThumbnailStep {
  /// How much of the work is done before the first variant.
  private static final double PREPARED = 0.3;

  private ThumbnailStep() {}

  /// What the engine does not make, told by its own words.
  static List<FieldError> faults(Generation.Thumbnail thumbnail) {
    try {
      var _ = order(thumbnail, ThumbnailOrder.Mode.DESIGN);
      return List.of();
    } catch (IllegalArgumentException e) {
      return List.of(new FieldError("width", "and height: " + e.getMessage() + "."));
    }
  }

  static Done make(Thumbnails thumbnails, Generation.Thumbnail thumbnail, Work work)
      throws BadPicture, NoSubject, MissingCharacters, TextTooLong, InterruptedException {
    Picture copied = work.find(Role.COPY_TARGET).orElse(null);
    var material =
        new Material(work.findInput().orElse(null), work.find(Role.REFERENCE).orElse(null), copied);
    var mode = copied == null ? ThumbnailOrder.Mode.DESIGN : ThumbnailOrder.Mode.COPY;
    return variants(thumbnails, order(thumbnail, mode), material, work.progress());
  }

  /// One by one, so that a headline too long for one arrangement leaves the others.
  private static Done variants(
      Thumbnails thumbnails, ThumbnailOrder order, Material material, Progress progress)
      throws NoSubject, MissingCharacters, TextTooLong, InterruptedException {
    var made = new ArrayList<Picture>();
    var missed = new ArrayList<Missed>();
    try (Workbench bench = thumbnails.prepare(order, material, progress)) {
      for (int i = 0; i < order.variants(); i++) {
        progress.at(
            PREPARED + (1 - PREPARED) * i / order.variants(),
            "variant %d of %d".formatted(i + 1, order.variants()));
        try {
          made.add(bench.variant(i));
        } catch (TextTooLong e) {
          missed.add(new Missed(i + 1, Refusals.ofText(e)));
        }
      }
    } catch (NoSubject | MissingCharacters | InterruptedException | RuntimeException e) {
      made.forEach(Picture::close);
      throw e;
    }
    if (made.isEmpty()) {
      throw missed.getFirst().why();
    }
    return new Done(made, missed, Steps.BUILT_IN);
  }

  private static ThumbnailOrder order(Generation.Thumbnail thumbnail, ThumbnailOrder.Mode mode) {
    Generation.Thumbnail.Frame frame = thumbnail.frame();
    return new ThumbnailOrder(
        mode,
        Platform.named(frame.platform()).orElse(Platform.CUSTOM),
        frame.width(),
        frame.height(),
        thumbnail.words().headline(),
        thumbnail.words().subtext(),
        thumbnail.look().vibe(),
        Quality.named(thumbnail.quality()).orElse(Quality.STD),
        thumbnail.variants(),
        thumbnail.look().colours());
  }
}
