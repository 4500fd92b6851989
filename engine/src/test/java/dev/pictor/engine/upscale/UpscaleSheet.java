package dev.pictor.engine.upscale;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imwrite;
import static org.bytedeco.opencv.global.opencv_imgproc.FONT_HERSHEY_SIMPLEX;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LANCZOS4;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_NEAREST;
import static org.bytedeco.opencv.global.opencv_imgproc.LINE_AA;
import static org.bytedeco.opencv.global.opencv_imgproc.putText;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import dev.pictor.engine.Progress;
import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.model.ModelStore;
import dev.pictor.engine.plane.Rows;
import dev.pictor.engine.testkit.Likeness;
import dev.pictor.engine.testkit.Scene;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/// Draws `docs/upscale-sheet.jpg`: parts of photographs that were made two and four times smaller
/// and are made large again, by nearest neighbours, Lanczos and our two nets, beside the original.
/// One pixel of the sheet is one of the result. Run its `main` with the file to write.
final class UpscaleSheet {
  private static final List<Subject> SUBJECTS =
      List.of(
          new Subject("astronaut.png", 512, 120, 40),
          new Subject("grace_hopper.jpg", 600, 130, 90),
          new Subject("temple.jpg", 640, 200, 60),
          new Subject("mountains.jpg", 1100, 330, 330));

  /// A photograph at this longer side, and where the part that is shown begins.
  private record Subject(String file, int longerSide, int left, int top) {}

  private static final int TILE = 256;
  private static final int LABEL = 24;
  private static final int GAP = 6;
  private static final int COLUMNS = 5;

  private final Mat sheet;
  private final Upscaler upscaler;
  private int row;

  private UpscaleSheet(Mat sheet, Upscaler upscaler) {
    this.sheet = sheet;
    this.upscaler = upscaler;
  }

  public static void main(String[] arguments) throws Exception {
    Path file = Path.of(arguments.length > 0 ? arguments[0] : "../docs/upscale-sheet.jpg");
    int width = COLUMNS * (TILE + GAP) + GAP;
    int height = 2 * SUBJECTS.size() * (TILE + LABEL + GAP) + GAP;
    try (Mat paper = new Mat(height, width, CV_8UC3, Scalar.all(255));
        ModelStore models = ModelStore.shipped();
        Rows rows = new Rows(2)) {
      UpscaleSheet sheet = new UpscaleSheet(paper, new Upscaler(models, rows));
      for (int scale : new int[] {2, 4}) {
        for (Subject subject : SUBJECTS) {
          sheet.draw(subject, scale);
        }
      }
      if (!imwrite(file.toString(), paper, new int[] {IMWRITE_JPEG_QUALITY, 84})) {
        throw new IllegalStateException("could not write " + file);
      }
    }
  }

  private void draw(Subject subject, int scale) throws Exception {
    try (Picture whole = Scene.photograph(subject.file(), subject.longerSide());
        Picture original = cropped(whole);
        Picture small =
            resized(original, original.width() / scale, original.height() / scale, INTER_AREA);
        Picture nearest = resized(small, original.width(), original.height(), INTER_NEAREST);
        Picture lanczos = resized(small, original.width(), original.height(), INTER_LANCZOS4);
        Upscaled compact = upscaled(small, Tier.COMPACT, scale);
        Upscaled quality = upscaled(small, Tier.QUALITY, scale)) {
      place(0, "nearest x" + scale, nearest, original, subject);
      place(1, "Lanczos", lanczos, original, subject);
      place(2, compact.model(), compact.picture(), original, subject);
      place(3, quality.model(), quality.picture(), original, subject);
      place(4, "original", original, original, subject);
      row++;
    }
  }

  private Upscaled upscaled(Picture small, Tier tier, int scale) throws Exception {
    return upscaler.upscale(small, new UpscaleOptions(tier, scale, 0), Progress.SILENT);
  }

  private static Picture cropped(Picture picture) {
    Rect even = new Rect(0, 0, picture.width() / 4 * 4, picture.height() / 4 * 4);
    return new Picture(new Mat(picture.mat(), even).clone());
  }

  private static Picture resized(Picture source, int width, int height, int method) {
    Mat result = new Mat();
    resize(source.mat(), result, new Size(width, height), 0, 0, method);
    return new Picture(result);
  }

  private void place(int column, String label, Picture result, Picture original, Subject subject) {
    int x = GAP + column * (TILE + GAP);
    int y = GAP + row * (TILE + LABEL + GAP);
    String text =
        column == COLUMNS - 1
            ? label
            : String.format(Locale.ROOT, "%s  %.1f dB", label, Likeness.psnr(result, original));
    Rect part = new Rect(subject.left(), subject.top(), TILE, TILE);
    new Mat(result.mat(), part).copyTo(new Mat(sheet, new Rect(x, y, TILE, TILE)));
    Scalar ink = new Scalar(60, 50, 50, 0);
    Point at = new Point(x + 2, y + TILE + 17);
    putText(sheet, text, at, FONT_HERSHEY_SIMPLEX, 0.45, ink, 1, LINE_AA, false);
  }
}
