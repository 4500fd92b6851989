package dev.pictor.engine.restore;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imwrite;
import static org.bytedeco.opencv.global.opencv_imgproc.FONT_HERSHEY_SIMPLEX;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_CUBIC;
import static org.bytedeco.opencv.global.opencv_imgproc.LINE_AA;
import static org.bytedeco.opencv.global.opencv_imgproc.putText;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.testkit.Scene;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/// Draws the sheet of `docs/`: two portraits spoilt in ten ways, restored, and as they were. Run
/// its `main` with the file to write.
final class RestoreSheet {
  private static final List<String> PORTRAITS = List.of("astronaut.png", "grace_hopper.jpg");
  private static final int TILE = 224;
  private static final int LABEL = 22;
  private static final int GAP = 6;
  private static final List<String> HEADS = List.of("spoilt", "restored", "the truth");

  private RestoreSheet() {}

  public static void main(String[] arguments) throws Exception {
    Path file = Path.of(arguments.length > 0 ? arguments[0] : "../docs/restore-sheet.jpg");
    List<Damage> damages = List.of(Damage.values());
    int perRow = HEADS.size();
    int width = 2 * perRow * (TILE + GAP) + GAP;
    int height = damages.size() * (TILE + LABEL + GAP) + GAP;
    Scalar white = Scalar.all(255);
    try (Mat sheet = new Mat(height, width, CV_8UC3, white);
        Workshop workshop = new Workshop(2)) {
      for (int column = 0; column < PORTRAITS.size(); column++) {
        try (Picture truth = Scene.photograph(PORTRAITS.get(column), 512)) {
          Rect face = Judge.around(workshop.face(truth), truth);
          int side = Math.min(face.width(), face.height());
          Rect area = new Rect(face.x(), face.y() + (face.height() - side) / 2, side, side);
          for (int row = 0; row < damages.size(); row++) {
            Damage damage = damages.get(row);
            int x = GAP + column * perRow * (TILE + GAP);
            int y = GAP + row * (TILE + LABEL + GAP);
            try (Picture worn = damage.to(truth);
                Restored restored = workshop.restore(worn, RestoreOptions.STANDARD)) {
              List<Picture> three = List.of(worn, restored.picture(), truth);
              for (int i = 0; i < perRow; i++) {
                String label = i == 0 ? damage.title() : HEADS.get(i);
                place(three.get(i), area, label, sheet, x + i * (TILE + GAP), y);
              }
            }
          }
        }
      }
      if (!imwrite(file.toString(), sheet, new int[] {IMWRITE_JPEG_QUALITY, 78})) {
        throw new IllegalStateException("could not write " + file);
      }
    }
  }

  private static void place(Picture picture, Rect area, String label, Mat sheet, int x, int y) {
    try (Mat part = new Mat(picture.mat(), area);
        Mat tile = new Mat();
        Size size = new Size(TILE, TILE);
        Mat into = new Mat(sheet, new Rect(x, y, TILE, TILE));
        Point at = new Point(x + 4, y + TILE + 16);
        Scalar ink = new Scalar(60, 50, 50, 0)) {
      resize(part, tile, size, 0, 0, INTER_CUBIC);
      tile.copyTo(into);
      putText(sheet, label, at, FONT_HERSHEY_SIMPLEX, 0.42, ink, 1, LINE_AA, false);
    }
  }
}
