package dev.pictor.engine.book;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imwrite;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import dev.pictor.engine.Progress;
import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.face.FaceGuard;
import dev.pictor.engine.face.Faces;
import dev.pictor.engine.sketch.Sketcher;
import dev.pictor.engine.testkit.Scene;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/// Draws the sheet of `docs/`: a page in four media as it was, and with the faces of three
/// portraits. Run its `main` with the file to write.
final class BookSheet {
  private static final List<String> PORTRAITS =
      List.of("astronaut.png", "grace_hopper.jpg", "morph_nobody.png");

  /// The part of the page around the child.
  private static final Rect CHILD = new Rect(130, 150, 460, 480);

  private static final int WIDTH = 368;
  private static final int HEIGHT = 384;
  private static final int GAP = 8;

  private BookSheet() {}

  public static void main(String[] arguments) throws Exception {
    Path file = Path.of(arguments.length > 0 ? arguments[0] : "../docs/book-sheet.jpg");
    List<Storybook> stories = List.of(Storybook.values());
    int columns = stories.size();
    int rows = 1 + PORTRAITS.size();
    Scalar white = Scalar.all(255);
    try (Faces faces = new Faces();
        Sketcher sketcher = new Sketcher(2, new FaceGuard(faces));
        Mat sheet =
            new Mat(rows * (HEIGHT + GAP) + GAP, columns * (WIDTH + GAP) + GAP, CV_8UC3, white)) {
      BookPage book =
          new BookPage(
              faces,
              sketcher,
              (_, _, _, _, _) -> {
                throw new IllegalStateException("these pages are drawn");
              });
      for (int column = 0; column < columns; column++) {
        try (Picture page = stories.get(column).page()) {
          place(page, sheet, column, 0);
          for (int i = 0; i < PORTRAITS.size(); i++) {
            try (Picture photo = Scene.photograph(PORTRAITS.get(i), 600);
                Picture made = book.make(photo, page, BookOptions.STANDARD, Progress.SILENT)) {
              place(made, sheet, column, 1 + i);
            }
          }
        }
      }
      if (!imwrite(file.toString(), sheet, new int[] {IMWRITE_JPEG_QUALITY, 84})) {
        throw new IllegalStateException("could not write " + file);
      }
    }
  }

  private static void place(Picture page, Mat sheet, int column, int row) {
    int x = GAP + column * (WIDTH + GAP);
    int y = GAP + row * (HEIGHT + GAP);
    try (Mat part = new Mat(page.mat(), CHILD);
        Mat tile = new Mat();
        Size size = new Size(WIDTH, HEIGHT);
        Mat into = new Mat(sheet, new Rect(x, y, WIDTH, HEIGHT))) {
      resize(part, tile, size, 0, 0, INTER_AREA);
      tile.copyTo(into);
    }
  }
}
