package dev.pictor.engine.fuzz;

import dev.pictor.engine.LocalEngine;
import dev.pictor.engine.Progress;
import dev.pictor.engine.book.BookOptions;
import dev.pictor.engine.book.PageMedium;
import dev.pictor.engine.codec.BadPicture;
import dev.pictor.engine.codec.Limits;
import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.compose.Material;
import dev.pictor.engine.compose.Platform;
import dev.pictor.engine.compose.Quality;
import dev.pictor.engine.compose.ThumbnailOrder;
import dev.pictor.engine.cutout.NoSubject;
import dev.pictor.engine.face.Box;
import dev.pictor.engine.face.FaceChoice;
import dev.pictor.engine.face.FaceProblem;
import dev.pictor.engine.restore.RestoreModel;
import dev.pictor.engine.restore.RestoreOptions;
import dev.pictor.engine.restore.Restored;
import dev.pictor.engine.sketch.Look;
import dev.pictor.engine.swap.SwapOptions;
import dev.pictor.engine.theme.Theme;
import dev.pictor.engine.theme.ThemeOptions;
import dev.pictor.engine.theme.Themes;
import dev.pictor.engine.type.MissingCharacters;
import dev.pictor.engine.type.TextTooLong;
import dev.pictor.engine.upscale.Tier;
import dev.pictor.engine.upscale.UpscaleOptions;
import dev.pictor.engine.upscale.Upscaled;
import java.util.ArrayList;
import java.util.List;

/// Pictures and options of any bytes: the result has the size that was asked for, or the operation
/// refuses in the way it promises.
final class Operations {
  private static final LocalEngine ENGINE = new LocalEngine(Limits.STANDARD, 1, 1L << 30);
  private static final Theme[] THEMES = Themes.bundled().all().toArray(Theme[]::new);

  private Operations() {}

  static void sketch(Input input) throws InterruptedException {
    Look look = Look.ALL.get(input.oneByte() % Look.ALL.size());
    double intensity = input.share();
    try (Picture source = input.picture(160);
        Picture drawing = ENGINE.sketcher().sketch(source, look, intensity, Progress.SILENT)) {
      sameSize(source, drawing);
    }
  }

  static void upscale(Input input) throws InterruptedException {
    Tier tier = input.oneByte() % 8 == 0 ? Tier.QUALITY : Tier.COMPACT;
    double scale = 1.05 + 2.95 * input.share();
    UpscaleOptions options = new UpscaleOptions(tier, scale, 0);
    try (Picture source = input.picture(48);
        Upscaled larger = ENGINE.upscaler().upscale(source, options, Progress.SILENT)) {
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
        Picture dressed = ENGINE.themeFilter().apply(source, theme, options, Progress.SILENT)) {
      sameSize(source, dressed);
    } catch (FaceProblem e) {
      if (e.reason() != FaceProblem.Reason.NO_FACE) {
        throw new IllegalStateException(e);
      }
    }
  }

  static void cutOut(Input input) throws InterruptedException {
    try (Picture source = input.picture(260);
        Picture cut = ENGINE.cutter().cut(source, Progress.SILENT)) {
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
      List<Picture> made = ENGINE.thumbnails().make(order, material, Progress.SILENT);
      made.forEach(Picture::close);
      if (made.size() != order.variants()) {
        throw new IllegalStateException("as many as asked for: " + made.size());
      }
    } catch (NoSubject | MissingCharacters | TextTooLong e) {
      // The picture shows nobody, no font has the letters, or they do not fit.
    }
  }

  static void swap(Input input) throws InterruptedException {
    SwapOptions options =
        new SwapOptions(input.share(), input.share(), FaceChoice.largest(), choice(input));
    try (Picture source = input.picture(240);
        Picture target = input.picture(240);
        Picture swapped = ENGINE.faceSwapper().swap(source, target, options, Progress.SILENT)) {
      sameSize(target, swapped);
    } catch (FaceProblem e) {
      check(e);
    }
  }

  static void restore(Input input) throws InterruptedException {
    RestoreOptions options =
        new RestoreOptions(
            RestoreModel.BUILTIN,
            input.share(),
            input.share(),
            input.oneByte() % 2 == 0,
            input.number(64, 400),
            input.number(1, 2));
    try (Picture source = input.picture(220);
        Restored restored = ENGINE.faceRestorer().restore(source, options, Progress.SILENT)) {
      if (restored.faces() < 0) {
        throw new IllegalStateException("fewer than no faces");
      }
    } catch (FaceProblem e) {
      check(e);
    } catch (BadPicture e) {
      throw new IllegalStateException("all of these can be restored", e);
    }
  }

  static void book(Input input) throws InterruptedException {
    double left = input.number(-50, 200);
    double top = input.number(-50, 200);
    Box box = new Box(left, top, left + input.number(16, 300), top + input.number(16, 300));
    PageMedium[] media = PageMedium.values();
    int medium = input.oneByte() % (media.length + 1);
    BookOptions options =
        new BookOptions(
            choice(input),
            input.oneByte() % 2 == 0 ? box : null,
            medium == media.length ? null : media[medium],
            input.share());
    try (Picture photo = input.picture(220);
        Picture page = input.picture(260);
        Picture made = ENGINE.bookPage().make(photo, page, options, Progress.SILENT)) {
      sameSize(page, made);
    } catch (FaceProblem e) {
      check(e);
    }
  }

  private static FaceChoice choice(Input input) {
    return switch (input.oneByte() % 3) {
      case 0 -> FaceChoice.largest();
      case 1 -> new FaceChoice.All();
      default -> new FaceChoice.At(input.number(0, 3));
    };
  }

  private static void check(FaceProblem problem) {
    String message = problem.getMessage();
    if (message == null || !message.endsWith(".")) {
      throw new IllegalStateException("not a sentence", problem);
    }
  }

  private static void sameSize(Picture source, Picture result) {
    if (source.width() != result.width() || source.height() != result.height()) {
      throw new IllegalStateException("the size has changed");
    }
  }
}
