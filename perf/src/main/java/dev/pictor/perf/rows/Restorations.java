package dev.pictor.perf.rows;

import dev.pictor.engine.Progress;
import dev.pictor.engine.book.BookOptions;
import dev.pictor.engine.book.BookPage;
import dev.pictor.engine.book.PageMedium;
import dev.pictor.engine.codec.Decoder;
import dev.pictor.engine.codec.Encoder;
import dev.pictor.engine.codec.Encoding;
import dev.pictor.engine.codec.Limits;
import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.face.FaceGuard;
import dev.pictor.engine.face.Faces;
import dev.pictor.engine.model.ModelStore;
import dev.pictor.engine.plane.Rows;
import dev.pictor.engine.restore.FaceRestorer;
import dev.pictor.engine.restore.RestoreOptions;
import dev.pictor.engine.sketch.Look;
import dev.pictor.engine.sketch.Sketcher;
import dev.pictor.engine.upscale.Upscaler;
import dev.pictor.perf.process.Child;
import dev.pictor.perf.process.ProcessorTime;
import dev.pictor.perf.process.Scratch;
import dev.pictor.perf.report.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What restoring faces and making book pages costs: processor time, and the memory of a large
/// picture.
public final class Restorations {
  private static final String PHOTO = "grace_hopper.jpg";
  private static final String SECONDS = "%.2f s";
  private static final int THREADS = Runtime.getRuntime().availableProcessors();

  /// Strong compression: everything that restoration can do is done.
  private static final int POOR = 15;

  private static final double FACE_LIMIT = 3;
  private static final double LARGE_MEGAPIXELS = 12;
  private static final double LIMIT_MEGABYTES = 1000;

  private Restorations() {}

  public static List<Finding> measure() throws Exception {
    return List.of(
        Finding.below(
            "one face at 1 MP, JPEG 15, processor time",
            SECONDS,
            FACE_LIMIT,
            restoring(RestoreOptions.STANDARD.denoising(0))),
        Finding.noted(
            "the same and the rest of the picture",
            SECONDS.formatted(restoring(RestoreOptions.STANDARD))),
        Finding.noted("a book page of 1 MP, processor time", SECONDS.formatted(booking())),
        Finding.below("a face at 12 MP, peak RSS", "%.0f MB", LIMIT_MEGABYTES, peakMegabytes()));
  }

  private static byte[] poor(double megapixels) throws Exception {
    try (Picture photo = Sketches.photo(PHOTO, megapixels)) {
      return Encoder.encode(photo, new Encoding.Jpeg(POOR));
    }
  }

  private static double restoring(RestoreOptions options) throws Exception {
    try (Faces faces = new Faces();
        ModelStore models = ModelStore.shipped();
        Rows rows = new Rows(THREADS);
        Picture poor = new Decoder(Limits.STANDARD).decode(poor(1))) {
      var restorer = new FaceRestorer(faces, models, new Upscaler(models, rows), rows);
      return ProcessorTime.median(
          1, 3, () -> restorer.restore(poor, options, Progress.SILENT).close());
    }
  }

  private static double booking() throws Exception {
    try (Faces faces = new Faces();
        Sketcher sketcher = new Sketcher(THREADS, new FaceGuard(faces));
        Picture photo = Sketches.photo("astronaut.png", 0.25);
        Picture model = Sketches.photo(PHOTO, 1);
        Picture page = sketcher.sketch(model, Look.of("acrylic", "basic"), 1, Progress.SILENT)) {
      var book =
          new BookPage(
              faces,
              sketcher,
              (_, _, _, _, _) -> {
                throw new IllegalStateException("this page is painted");
              });
      BookOptions flat = BookOptions.STANDARD.in(PageMedium.FLAT);
      return ProcessorTime.median(
          1, 3, () -> book.make(photo, page, flat, Progress.SILENT).close());
    }
  }

  private static double peakMegabytes() throws Exception {
    try (var scratch = Scratch.create()) {
      Path file = scratch.folder().resolve("large.jpg");
      Files.write(file, poor(LARGE_MEGAPIXELS));
      return Child.peakRssMegabytes(Once.class, file.toString());
    }
  }

  /// The program in the child process: decode, restore, encode.
  static final class Once {
    private Once() {}

    public static void main(String[] file) throws Exception {
      try (Faces faces = new Faces();
          ModelStore models = ModelStore.shipped();
          Rows rows = new Rows(THREADS);
          Picture photo =
              new Decoder(Limits.STANDARD).decode(Files.readAllBytes(Path.of(file[0])));
          var restored =
              new FaceRestorer(faces, models, new Upscaler(models, rows), rows)
                  .restore(photo, RestoreOptions.STANDARD, Progress.SILENT)) {
        Child.report(restored.picture());
      }
    }
  }
}
