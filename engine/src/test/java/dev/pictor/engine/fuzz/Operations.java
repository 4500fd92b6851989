package dev.pictor.engine.fuzz;

import dev.pictor.engine.Progress;
import dev.pictor.engine.codec.BadPicture;
import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.compose.Material;
import dev.pictor.engine.compose.Platform;
import dev.pictor.engine.compose.Quality;
import dev.pictor.engine.compose.ThumbnailOrder;
import dev.pictor.engine.compose.Thumbnails;
import dev.pictor.engine.cutout.Cutter;
import dev.pictor.engine.cutout.NoSubject;
import dev.pictor.engine.face.FaceGuard;
import dev.pictor.engine.face.FaceProblem;
import dev.pictor.engine.face.Faces;
import dev.pictor.engine.model.ModelStore;
import dev.pictor.engine.plane.Rows;
import dev.pictor.engine.sketch.Look;
import dev.pictor.engine.sketch.Sketcher;
import dev.pictor.engine.theme.Theme;
import dev.pictor.engine.theme.ThemeFilter;
import dev.pictor.engine.theme.ThemeOptions;
import dev.pictor.engine.theme.Themes;
import dev.pictor.engine.type.Fonts;
import dev.pictor.engine.type.MissingCharacters;
import dev.pictor.engine.type.TextTooLong;
import dev.pictor.engine.upscale.Tier;
import dev.pictor.engine.upscale.UpscaleOptions;
import dev.pictor.engine.upscale.Upscaled;
import dev.pictor.engine.upscale.Upscaler;
import java.util.ArrayList;
import java.util.List;

/// Pictures and options of any bytes: the result has the size that was asked for, or the operation
/// refuses in the way it promises.
final class Operations {
  private static final Rows ROWS = new Rows(1);
  private static final Faces FACES = new Faces();
  private static final ModelStore MODELS = ModelStore.shipped();
  private static final Cutter CUTTER = new Cutter(ROWS);
  private static final Sketcher SKETCHER = new Sketcher(1, new FaceGuard(FACES));
  private static final Upscaler UPSCALER = new Upscaler(MODELS, ROWS);
  private static final ThemeFilter FILTER = new ThemeFilter(ROWS, FACES, CUTTER);
  private static final Theme[] THEMES = Themes.bundled().all().toArray(Theme[]::new);
  private static final Thumbnails THUMBNAILS = new Thumbnails(FACES, CUTTER, new Fonts(null), ROWS);

  private Operations() {}

  static void sketch(Input input) throws InterruptedException {
    Look look = Look.ALL.get(input.oneByte() % Look.ALL.size());
    double intensity = input.share();
    try (Picture source = input.picture(160);
        Picture drawing = SKETCHER.sketch(source, look, intensity, Progress.SILENT)) {
      sameSize(source, drawing);
    }
  }

  static void upscale(Input input) throws InterruptedException {
    Tier tier = input.oneByte() % 8 == 0 ? Tier.QUALITY : Tier.COMPACT;
    double scale = 1.05 + 2.95 * input.share();
    UpscaleOptions options = new UpscaleOptions(tier, scale, 0);
    try (Picture source = input.picture(48);
        Upscaled larger = UPSCALER.upscale(source, options, Progress.SILENT)) {
      if (larger.picture().width() < source.width()) {
        throw new IllegalStateException("smaller than before");
      }
    } catch (BadPicture e) {
      throw new IllegalStateException("all of these can be enlarged", e);
    }
  }

  static void theme(Input input) throws InterruptedException {
    Theme theme = input.oneOf(THEMES);
    ThemeOptions options =
        new ThemeOptions(input.share(), input.number(1, 64), input.oneByte() % 8 == 0);
    try (Picture source = input.picture(260);
        Picture dressed = FILTER.apply(source, theme, options, Progress.SILENT)) {
      sameSize(source, dressed);
    } catch (FaceProblem e) {
      if (e.reason() != FaceProblem.Reason.NO_FACE) {
        throw new IllegalStateException(e);
      }
    }
  }

  static void cutOut(Input input) throws InterruptedException {
    try (Picture source = input.picture(260);
        Picture cut = CUTTER.cut(source, Progress.SILENT)) {
      sameSize(source, cut);
    } catch (NoSubject e) {
      // Nobody is in most of them.
    }
  }

  static void thumbnail(Input input) throws InterruptedException {
    ThumbnailOrder order;
    List<Integer> colours = new ArrayList<>();
    for (int i = input.oneByte() % 4; i > 0; i--) {
      colours.add(input.number(0, 0xffff) << 8 | input.oneByte());
    }
    try {
      order =
          new ThumbnailOrder(
              input.oneOf(ThumbnailOrder.Mode.values()),
              input.oneOf(Platform.values()),
              input.number(0, 300),
              input.number(0, 300),
              input.text(130),
              input.text(60),
              input.text(30),
              input.oneOf(Quality.values()),
              input.number(0, 3),
              colours);
    } catch (IllegalArgumentException e) {
      return;
    }
    boolean person = input.oneByte() % 2 == 0;
    boolean copy = order.mode() == ThumbnailOrder.Mode.COPY;
    try (Picture selfie = input.picture(200);
        Picture other = input.picture(120)) {
      Material material = new Material(person ? selfie : null, null, copy ? other : null);
      List<Picture> made = THUMBNAILS.make(order, material, Progress.SILENT);
      made.forEach(Picture::close);
      if (made.size() != order.variants()) {
        throw new IllegalStateException("as many as asked for: " + made.size());
      }
    } catch (NoSubject | MissingCharacters | TextTooLong e) {
      // The picture shows nobody, no font has the letters, or they do not fit.
    }
  }

  private static void sameSize(Picture source, Picture result) {
    if (source.width() != result.width() || source.height() != result.height()) {
      throw new IllegalStateException("the size has changed");
    }
  }
}
