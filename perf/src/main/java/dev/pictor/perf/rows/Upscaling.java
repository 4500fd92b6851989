package dev.pictor.perf.rows;

import dev.pictor.engine.Progress;
import dev.pictor.engine.codec.Decoder;
import dev.pictor.engine.codec.Limits;
import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.model.ModelStore;
import dev.pictor.engine.plane.Rows;
import dev.pictor.engine.upscale.Tier;
import dev.pictor.engine.upscale.UpscaleOptions;
import dev.pictor.engine.upscale.Upscaler;
import dev.pictor.perf.process.Child;
import dev.pictor.perf.process.ProcessorTime;
import dev.pictor.perf.process.Scratch;
import dev.pictor.perf.report.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What making pictures larger costs: processor time of the two nets, and the memory of a large
/// one.
public final class Upscaling {
  private static final String PHOTO = "mountains.jpg";
  private static final String SECONDS = "%.2f s";
  private static final double COMPACT_LIMIT = 1;
  private static final double QUALITY_LIMIT = 8;
  private static final double LARGE_MEGAPIXELS = 12;
  private static final double LIMIT_MEGABYTES = 1200;

  private Upscaling() {}

  public static List<Finding> measure() throws Exception {
    return List.of(
        Finding.below(
            "x2 of 1 MP, anime4k-x2, processor time",
            SECONDS,
            COMPACT_LIMIT,
            seconds(Tier.COMPACT, 1, 2)),
        Finding.below(
            "x4 of 0.25 MP, realesr-general-x4v3, processor time",
            SECONDS,
            QUALITY_LIMIT,
            seconds(Tier.QUALITY, 0.25, 4)),
        Finding.noted(
            "x4 of 0.25 MP, anime4k-x2, processor time",
            SECONDS.formatted(seconds(Tier.COMPACT, 0.25, 4))),
        Finding.below(
            "x2 of 12 MP, JPEG to JPEG, peak RSS", "%.0f MB", LIMIT_MEGABYTES, peakMegabytes()));
  }

  private static double seconds(Tier tier, double megapixels, int scale) throws Exception {
    try (ModelStore models = ModelStore.shipped();
        Rows rows = new Rows(Runtime.getRuntime().availableProcessors());
        Picture photo = Sketches.photo(PHOTO, megapixels)) {
      Upscaler upscaler = new Upscaler(models, rows);
      UpscaleOptions options = new UpscaleOptions(tier, scale, 0);
      return ProcessorTime.median(
          1, 3, () -> upscaler.upscale(photo, options, Progress.SILENT).close());
    }
  }

  private static double peakMegabytes() throws Exception {
    try (var scratch = Scratch.create();
        Picture photo = Sketches.photo(PHOTO, LARGE_MEGAPIXELS)) {
      Path file = scratch.jpeg("large.jpg", photo);
      return Child.peakRssMegabytes(Once.class, file.toString());
    }
  }

  /// The program in the child process: decode, enlarge, encode.
  static final class Once {
    private Once() {}

    public static void main(String[] file) throws Exception {
      Limits limits = Limits.STANDARD;
      Decoder decoder =
          new Decoder(new Limits(100_000_000, limits.maxSide(), limits.maxPixels(), 1));
      try (ModelStore models = ModelStore.shipped();
          Rows rows = new Rows(Runtime.getRuntime().availableProcessors());
          Picture photo = decoder.decode(Files.readAllBytes(Path.of(file[0])));
          var larger =
              new Upscaler(models, rows).upscale(photo, UpscaleOptions.times(2), Progress.SILENT)) {
        Child.report(larger.picture());
      }
    }
  }
}
