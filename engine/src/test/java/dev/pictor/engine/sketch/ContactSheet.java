package dev.pictor.engine.sketch;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imwrite;
import static org.bytedeco.opencv.global.opencv_imgproc.FONT_HERSHEY_SIMPLEX;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.LINE_AA;
import static org.bytedeco.opencv.global.opencv_imgproc.putText;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import dev.pictor.engine.Progress;
import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.face.FaceGuard;
import dev.pictor.engine.face.Faces;
import dev.pictor.engine.testkit.Scene;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/// Draws the contact sheet of `docs/`: a portrait, a landscape, a building and a night, each in all
/// 21 looks. Run its `main` with the file to write.
final class ContactSheet {
  private static final List<Subject> SUBJECTS =
      List.of(
          new Subject("grace_hopper.jpg", 0.5),
          new Subject("mountains.jpg", 0.2),
          new Subject("temple.jpg", 0.05),
          new Subject("rocket.jpg", 0.5));

  /// A photograph, and where its middle square lies: 0 at the left, 1 at the right.
  private record Subject(String file, double across) {}

  private static final int TILE = 320;
  private static final int LABEL = 26;
  private static final int GAP = 8;

  private ContactSheet() {}

  public static void main(String[] arguments) throws InterruptedException {
    Path file = Path.of(arguments.length > 0 ? arguments[0] : "../docs/contact-sheet.jpg");
    int columns = Style.values().length;
    int bandRows = Method.values().length;
    int width = columns * (TILE + GAP) + GAP;
    int height = SUBJECTS.size() * bandRows * (TILE + LABEL + GAP) + GAP;
    try (Mat sheet = new Mat(height, width, CV_8UC3, new Scalar(255, 255, 255, 0));
        Faces faces = new Faces();
        Sketcher sketcher = new Sketcher(2, new FaceGuard(faces))) {
      for (int subject = 0; subject < SUBJECTS.size(); subject++) {
        // Drawn at a megapixel and shrunk, as somebody sees them who looks at a whole sketch.
        try (Picture source = square(SUBJECTS.get(subject))) {
          FaceFinder once = FaceFinder.remembering(new FaceGuard(faces));
          for (int i = 0; i < Look.ALL.size(); i++) {
            Look look = Look.ALL.get(i);
            int x = GAP + i / bandRows * (TILE + GAP);
            int y = GAP + (subject * bandRows + i % bandRows) * (TILE + LABEL + GAP);
            try (Picture drawing = sketcher.sketch(source, look, 1, once, Progress.SILENT)) {
              place(drawing, look, sheet, x, y);
            }
          }
        }
      }
      int[] quality = {IMWRITE_JPEG_QUALITY, 82};
      if (!imwrite(file.toString(), sheet, quality)) {
        throw new IllegalStateException("could not write " + file);
      }
    }
  }

  private static Picture square(Subject subject) {
    try (Picture whole = Scene.photograph(subject.file(), 1300)) {
      int side = Math.min(whole.width(), whole.height());
      int left = (int) ((whole.width() - side) * subject.across());
      try (Rect area = new Rect(left, 0, side, side);
          Mat part = new Mat(whole.mat(), area)) {
        return new Picture(part.clone());
      }
    }
  }

  private static void place(Picture drawing, Look look, Mat sheet, int x, int y) {
    String label = look.style().title() + ", " + look.method().title().toLowerCase(Locale.ROOT);
    try (Mat small = new Mat();
        Size size = new Size(TILE, TILE);
        Rect area = new Rect(x, y, TILE, TILE);
        Mat tile = new Mat(sheet, area);
        Point at = new Point(x + 4, y + TILE + 18);
        Scalar ink = new Scalar(60, 50, 50, 0)) {
      resize(drawing.mat(), small, size, 0, 0, INTER_AREA);
      small.copyTo(tile);
      putText(sheet, label, at, FONT_HERSHEY_SIMPLEX, 0.55, ink, 1, LINE_AA, false);
    }
  }
}
