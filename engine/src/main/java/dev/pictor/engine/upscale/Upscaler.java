package dev.pictor.engine.upscale;

import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import dev.pictor.engine.Progress;
import dev.pictor.engine.codec.BadPicture;
import dev.pictor.engine.codec.BadPicture.Reason;
import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.model.BrokenModel;
import dev.pictor.engine.model.ModelFile;
import dev.pictor.engine.model.ModelStore;
import dev.pictor.engine.plane.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/// Makes pictures up to four times as wide and high. Safe for several threads; it holds no memory
/// of its own beside the nets of its store.
///
/// The nets know powers of two. Any other scale is made with the next one and shrunk by area.
public final class Upscaler {
  /// The longest side of a result, in pixels.
  public static final int MAX_SIDE = 16_384;

  /// The most pixels of a result, or of a step on the way to it.
  public static final long MAX_PIXELS = 200_000_000;

  private final ModelStore models;
  private final Rows rows;

  /// @param models stays the caller's
  /// @param rows the threads to work on; stays the caller's
  public Upscaler(ModelStore models, Rows rows) {
    this.models = models;
    this.rows = rows;
  }

  /// Makes a picture larger with the best tier, up to the wished one, that is there and is meant
  /// for pictures of this size. The last resort needs no model.
  ///
  /// @param source stays the caller's
  /// @param progress hears of each tile
  /// @throws BadPicture when the result would be too large
  /// @throws InterruptedException within a tile after an interrupt
  public Upscaled upscale(Picture source, UpscaleOptions options, Progress progress)
      throws BadPicture, InterruptedException {
    checkSize(source, options.scale());
    List<String> passedOver = new ArrayList<>();
    for (Tier tier : Tier.values()) {
      if (tier.compareTo(options.tier()) >= 0) {
        Optional<Enlarger> enlarger = enlarger(tier, source, passedOver);
        if (enlarger.isPresent()) {
          Picture larger = enlarged(source, options, enlarger.get(), progress);
          return new Upscaled(larger, tier, passedOver);
        }
      }
    }
    throw new IllegalStateException("the last tier needs nothing and is always there");
  }

  /// Whether a picture of this size may be made so much larger; the message says what to do.
  public static void checkSize(Picture source, double scale) throws BadPicture {
    int factor = factor(scale);
    long width = Math.round(source.width() * scale);
    long height = Math.round(source.height() * scale);
    long pixels = (long) source.width() * factor * source.height() * factor;
    if (width > MAX_SIDE || height > MAX_SIDE || pixels > MAX_PIXELS) {
      throw new BadPicture(
          width > MAX_SIDE || height > MAX_SIDE ? Reason.SIDE_TOO_LONG : Reason.TOO_MANY_PIXELS,
          String.format(
              Locale.ROOT,
              "The result would be %,d x %,d pixels; a side may have %,d and all together %,d:"
                  + " choose a smaller scale or a smaller picture.",
              width,
              height,
              MAX_SIDE,
              MAX_PIXELS));
    }
  }

  private static int factor(double scale) {
    if (scale <= 1) {
      return 1;
    }
    return scale <= 2 ? 2 : 4;
  }

  private Optional<Enlarger> enlarger(Tier tier, Picture source, List<String> passedOver) {
    if (source.megapixels() > tier.maxMegapixels()) {
      passedOver.add(
          String.format(
              Locale.ROOT,
              "%s takes pictures of up to %.2f megapixels, this one has %.2f.",
              tier.model(),
              tier.maxMegapixels(),
              source.megapixels()));
      return Optional.empty();
    }
    try {
      Optional<Enlarger> enlarger = load(tier);
      if (enlarger.isEmpty()) {
        passedOver.add(tier.model() + " has not been added to this installation.");
      }
      enlarger.ifPresent(Enlarger::warm);
      return enlarger;
    } catch (BrokenModel e) {
      passedOver.add(tier.model() + ": " + e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<Enlarger> load(Tier tier) {
    Optional<ModelFile> file = tier.file(models);
    return switch (tier) {
      case LARGE -> file.map(found -> Restoring.large(models.nets(found)));
      case QUALITY -> file.map(found -> Restoring.general(models.nets(found)));
      case COMPACT -> file.map(found -> new Compact(models.nets(found)));
      case PLAIN -> Optional.of(new Plain());
    };
  }

  private Picture enlarged(
      Picture source, UpscaleOptions options, Enlarger enlarger, Progress progress)
      throws InterruptedException {
    int width = Math.toIntExact(Math.round(source.width() * options.scale()));
    int height = Math.toIntExact(Math.round(source.height() * options.scale()));
    try (Mat pixels = pixels(source, options, enlarger, progress);
        Mat exact = fitted(pixels, width, height)) {
      Mat alpha = source.alpha().map(a -> Opacity.enlarged(a, width, height)).orElse(null);
      return new Picture(exact, alpha);
    }
  }

  /// The source made larger by a power of two; the caller holds a reference to it.
  private Mat pixels(Picture source, UpscaleOptions options, Enlarger enlarger, Progress progress)
      throws InterruptedException {
    int factor = factor(options.scale());
    if (factor == 1) {
      return source.mat().clone().retainReference();
    }
    if (factor == 4 && enlarger.largestStep() == 2) {
      return twice(source, options, enlarger, progress);
    }
    Pass pass = new Pass(enlarger, factor, rows);
    Grid grid = pass.grid(source.mat(), options.longestCore(), source.alpha().isPresent());
    return pass.run(source.mat(), source.alpha(), grid, Depth.EIGHT_BITS, progress);
  }

  /// The second time there are four times as many pixels.
  private Mat twice(Picture source, UpscaleOptions options, Enlarger enlarger, Progress progress)
      throws InterruptedException {
    Optional<Mat> alpha = source.alpha();
    Pass pass = new Pass(enlarger, 2, rows);
    Grid grid = pass.grid(source.mat(), options.longestCore(), alpha.isPresent());
    Progress fifth = (done, step) -> progress.at(done / 5, step);
    try (PointerScope _ = new PointerScope()) {
      Mat half = pass.run(source.mat(), alpha, grid, Depth.SIXTEEN_BITS, fifth);
      Optional<Mat> halfAlpha = alpha.map(a -> Opacity.enlarged(a, half.cols(), half.rows()));
      Grid finer = pass.grid(half, options.longestCore(), alpha.isPresent());
      Progress rest = (done, step) -> progress.at(0.2 + 0.8 * done, step);
      return pass.run(half, halfAlpha, finer, Depth.EIGHT_BITS, rest);
    }
  }

  /// Shrinks to a size that is no power of two; the caller holds a reference of its own.
  private static Mat fitted(Mat pixels, int width, int height) {
    if (pixels.cols() == width && pixels.rows() == height) {
      return pixels.retainReference();
    }
    Mat exact = new Mat().retainReference();
    try (Size size = new Size(width, height)) {
      resize(pixels, exact, size, 0, 0, INTER_AREA);
    }
    return exact;
  }
}
