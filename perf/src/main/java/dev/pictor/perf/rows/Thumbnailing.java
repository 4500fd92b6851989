package dev.pictor.perf.rows;

import dev.pictor.engine.Progress;
import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.compose.Material;
import dev.pictor.engine.compose.Platform;
import dev.pictor.engine.compose.Quality;
import dev.pictor.engine.compose.ThumbnailOrder;
import dev.pictor.engine.compose.Thumbnails;
import dev.pictor.engine.cutout.Cutter;
import dev.pictor.engine.face.Faces;
import dev.pictor.engine.plane.Rows;
import dev.pictor.engine.type.Fonts;
import dev.pictor.perf.process.Child;
import dev.pictor.perf.process.ProcessorTime;
import dev.pictor.perf.report.Finding;
import java.util.List;

/// What cutting a person out and making a thumbnail cost: processor time, and the memory of the
/// largest.
public final class Thumbnailing {
  private static final String PORTRAIT = "grace_hopper.jpg";
  private static final double LARGE_MEGAPIXELS = 12;
  private static final double CUT_OUT_LIMIT = 0.1;
  private static final double THUMBNAIL_LIMIT = 0.6;
  private static final double LIMIT_MEGABYTES = 1000;
  private static final String SECONDS = "%.2f s";
  private static final String MEGABYTES = "%.0f MB";
  private static final int WARM_UPS = 12;
  private static final int RUNS = 7;
  private static final ThumbnailOrder ORDER =
      ThumbnailOrder.of(
          Platform.YOUTUBE, "I went to SPACE for 30 days", "What nobody tells you", "bold");

  private Thumbnailing() {}

  public static List<Finding> measure() throws Exception {
    try (Rows rows = new Rows(Runtime.getRuntime().availableProcessors());
        Cutter cutter = new Cutter(rows);
        Faces faces = new Faces();
        Picture portrait = Sketches.photo(PORTRAIT, 1)) {
      Thumbnails thumbnails = new Thumbnails(faces, cutter, new Fonts(null), rows);
      double cutOut =
          ProcessorTime.median(WARM_UPS, RUNS, () -> cutter.cut(portrait, Progress.SILENT).close());
      double thumbnail =
          ProcessorTime.median(WARM_UPS, RUNS, () -> make(thumbnails, portrait, ORDER));
      return List.of(
          Finding.below(
              "cut-out of a portrait at 1 MP, processor time", SECONDS, CUT_OUT_LIMIT, cutOut),
          Finding.below(
              "thumbnail 1280x720 with a selfie of 1 MP, processor time",
              SECONDS,
              THUMBNAIL_LIMIT,
              thumbnail),
          Finding.below(
              "cut-out at 12 MP, peak RSS",
              MEGABYTES,
              LIMIT_MEGABYTES,
              Child.peakRssMegabytes(Once.class, "cut-out")),
          Finding.below(
              "thumbnail in 4k with a selfie of 12 MP, peak RSS",
              MEGABYTES,
              LIMIT_MEGABYTES,
              Child.peakRssMegabytes(Once.class, "thumbnail")));
    }
  }

  private static void make(Thumbnails thumbnails, Picture selfie, ThumbnailOrder order)
      throws Exception {
    thumbnails.make(order, Material.selfie(selfie), Progress.SILENT).forEach(Picture::close);
  }

  /// The program in the child process: one operation on a large portrait.
  static final class Once {
    private Once() {}

    public static void main(String[] operation) throws Exception {
      try (Rows rows = new Rows(Runtime.getRuntime().availableProcessors());
          Cutter cutter = new Cutter(rows);
          Faces faces = new Faces();
          Picture portrait = Sketches.photo(PORTRAIT, LARGE_MEGAPIXELS)) {
        if (operation[0].equals("cut-out")) {
          cutter.cut(portrait, Progress.SILENT).close();
        } else {
          Thumbnails thumbnails = new Thumbnails(faces, cutter, new Fonts(null), rows);
          make(thumbnails, portrait, ORDER.withQuality(Quality.FOUR_K));
        }
        Child.report();
      }
    }
  }
}
