package dev.pictor.perf.rows;

import dev.pictor.engine.Progress;
import dev.pictor.engine.codec.Decoder;
import dev.pictor.engine.codec.Limits;
import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.face.Faces;
import dev.pictor.engine.face.Faces.Search;
import dev.pictor.engine.model.ModelStore;
import dev.pictor.engine.plane.Rows;
import dev.pictor.engine.swap.Enlarger;
import dev.pictor.engine.swap.FaceSwapper;
import dev.pictor.engine.swap.SwapOptions;
import dev.pictor.engine.upscale.Upscaler;
import dev.pictor.perf.process.Child;
import dev.pictor.perf.process.ProcessorTime;
import dev.pictor.perf.process.Scratch;
import dev.pictor.perf.report.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What finding and swapping faces costs: processor time, JIT apart, and the memory of a large
/// swap. A swap is measured with the search for the faces in both pictures.
public final class Swapping {
  private static final String LARGE_FACE = "grace_hopper.jpg";
  private static final String SMALL_FACE = "astronaut.png";
  private static final String SECONDS = "%.3f s";
  private static final double ANALYSIS_LIMIT = 0.06;
  private static final double SMALL_LIMIT = 0.15;
  private static final double LARGE_LIMIT = 1;
  private static final double LARGE_MEGAPIXELS = 12;
  private static final double LIMIT_MEGABYTES = 1000;
  private static final int WARM_UPS = 25;
  private static final int RUNS = 7;

  private Swapping() {}

  public static List<Finding> measure() throws Exception {
    return List.of(
        Finding.below(
            "main face of 1 MP, processor time",
            SECONDS,
            ANALYSIS_LIMIT,
            searching(Search.PATIENT)),
        Finding.noted(
            "every face of 1 MP at any tilt, processor time",
            SECONDS.formatted(searching(Search.EVERY))),
        Finding.below(
            "swap at 1 MP with both searches, processor time",
            SECONDS,
            SMALL_LIMIT,
            swapping(LARGE_FACE, SMALL_FACE, 1)),
        Finding.noted(
            "the same, source enlarged first",
            SECONDS.formatted(swapping(SMALL_FACE, LARGE_FACE, 1))),
        Finding.below(
            "swap at 12 MP with both searches, processor time",
            SECONDS,
            LARGE_LIMIT,
            swapping(SMALL_FACE, LARGE_FACE, LARGE_MEGAPIXELS)),
        Finding.below(
            "swap of 12 MP, JPEG to JPEG, peak RSS", "%.0f MB", LIMIT_MEGABYTES, peakMegabytes()));
  }

  private static double searching(Search search) throws Exception {
    try (Faces faces = new Faces();
        Picture photo = Sketches.photo(LARGE_FACE, 1)) {
      return ProcessorTime.median(WARM_UPS, RUNS, () -> faces.find(photo, search));
    }
  }

  private static double swapping(String from, String onto, double megapixels) throws Exception {
    try (Faces faces = new Faces();
        ModelStore models = ModelStore.shipped();
        Rows rows = new Rows(Runtime.getRuntime().availableProcessors());
        Picture source = Sketches.photo(from, megapixels);
        Picture target = Sketches.photo(onto, megapixels)) {
      FaceSwapper swapper = swapper(faces, models, rows);
      return ProcessorTime.median(
          WARM_UPS,
          RUNS,
          () -> swapper.swap(source, target, SwapOptions.STANDARD, Progress.SILENT).close());
    }
  }

  private static FaceSwapper swapper(Faces faces, ModelStore models, Rows rows) {
    return new FaceSwapper(rows, faces, Enlarger.by(new Upscaler(models, rows)));
  }

  private static double peakMegabytes() throws Exception {
    try (var scratch = Scratch.create();
        Picture source = Sketches.photo(SMALL_FACE, LARGE_MEGAPIXELS);
        Picture target = Sketches.photo(LARGE_FACE, LARGE_MEGAPIXELS)) {
      Path from = scratch.jpeg("source.jpg", source);
      Path onto = scratch.jpeg("target.jpg", target);
      return Child.peakRssMegabytes(Once.class, from.toString(), onto.toString());
    }
  }

  /// The program in the child process: decode both, swap, encode.
  static final class Once {
    private Once() {}

    public static void main(String[] files) throws Exception {
      Decoder decoder = new Decoder(Limits.STANDARD);
      try (Faces faces = new Faces();
          ModelStore models = ModelStore.shipped();
          Rows rows = new Rows(Runtime.getRuntime().availableProcessors());
          Picture source = decoder.decode(Files.readAllBytes(Path.of(files[0])));
          Picture target = decoder.decode(Files.readAllBytes(Path.of(files[1])));
          Picture result =
              swapper(faces, models, rows)
                  .swap(source, target, SwapOptions.STANDARD, Progress.SILENT)) {
        Child.report(result);
      }
    }
  }
}
