package dev.pictor.engine.theme;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REPLICATE;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imwrite;
import static org.bytedeco.opencv.global.opencv_imgproc.FONT_HERSHEY_SIMPLEX;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_CUBIC;
import static org.bytedeco.opencv.global.opencv_imgproc.LINE_AA;
import static org.bytedeco.opencv.global.opencv_imgproc.getRotationMatrix2D;
import static org.bytedeco.opencv.global.opencv_imgproc.putText;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;
import static org.bytedeco.opencv.global.opencv_imgproc.warpAffine;

import dev.pictor.engine.Progress;
import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.cutout.Cutter;
import dev.pictor.engine.face.Faces;
import dev.pictor.engine.face.Faces.Search;
import dev.pictor.engine.plane.Rows;
import dev.pictor.engine.testkit.Scene;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Point2f;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/// Draws the contact sheet of the themes: portraits as they are, turned, tilted, dark, and small in
/// a group, each in all eight looks. Run its `main` with the file to write.
final class ThemeSheet {
  private static final int TILE = 236;
  private static final int LABEL = 22;
  private static final int GAP = 6;

  private ThemeSheet() {}

  public static void main(String[] arguments) throws Exception {
    Path file = Path.of(arguments.length > 0 ? arguments[0] : "../docs/themes-sheet.jpg");
    List<Theme> themes = Themes.bundled().all();
    try (Rows rows = new Rows(2);
        Faces faces = new Faces();
        Cutter cutter = new Cutter(rows)) {
      List<Picture> subjects = subjects(faces);
      ThemeFilter filter = new ThemeFilter(rows, faces, cutter);
      int width = themes.size() * (TILE + GAP) + GAP;
      int height = subjects.size() * (TILE + GAP) + LABEL + GAP;
      Mat sheet = new Mat(height, width, CV_8UC3, new Scalar(255, 255, 255, 0));
      for (int column = 0; column < themes.size(); column++) {
        Theme theme = themes.get(column);
        int x = GAP + column * (TILE + GAP);
        label(theme.name(), sheet, x);
        for (int row = 0; row < subjects.size(); row++) {
          try (Picture dressed =
              filter.apply(subjects.get(row), theme, ThemeOptions.FULL, Progress.SILENT)) {
            place(dressed, sheet, x, LABEL + row * (TILE + GAP));
          }
        }
      }
      subjects.forEach(Picture::close);
      if (!imwrite(file.toString(), sheet, new int[] {IMWRITE_JPEG_QUALITY, 76})) {
        throw new IllegalStateException("could not write " + file);
      }
    }
  }

  private static List<Picture> subjects(Faces faces) throws InterruptedException {
    Picture hopper = cut(Scene.photograph("grace_hopper.jpg", 1000), 0, 0, 1, 0.853);
    Picture collins = cut(Scene.photograph("astronaut.png", 1400), 0.12, 0, 0.66, 0.66);
    Picture nobody = cut(Scene.photograph("morph_nobody.png", 1400), 0.24, 0, 0.66, 0.66);
    Picture turned = Turned.head(hopper, faces.find(hopper, Search.WHOLE).getFirst(), -32);
    Picture other = Turned.head(nobody, faces.find(nobody, Search.WHOLE).getFirst(), 30);
    return List.of(
        hopper, collins, nobody, turned, other, tilted(hopper, -24), dark(collins), group(nobody));
  }

  /// @param left a share of the width; the others likewise
  private static Picture cut(Picture whole, double left, double top, double width, double height) {
    int w = whole.width();
    int h = whole.height();
    try (whole;
        Rect area =
            new Rect((int) (left * w), (int) (top * h), (int) (width * w), (int) (height * h));
        Mat part = new Mat(whole.mat(), area)) {
      return new Picture(part.clone());
    }
  }

  private static Picture tilted(Picture source, double degrees) {
    try (PointerScope _ = new PointerScope()) {
      Point2f middle = new Point2f(source.width() / 2f, source.height() / 2f);
      Mat turn = getRotationMatrix2D(middle, degrees, 0.9);
      Mat result = new Mat();
      Size size = new Size(source.width(), source.height());
      warpAffine(source.mat(), result, turn, size, INTER_CUBIC, BORDER_REPLICATE, Scalar.all(0));
      return new Picture(result);
    }
  }

  private static Picture dark(Picture source) {
    Mat result = new Mat();
    source.mat().convertTo(result, -1, 0.3, 2);
    return new Picture(result);
  }

  /// Three small heads in one picture.
  private static Picture group(Picture nobody) {
    try (PointerScope _ = new PointerScope();
        Picture collins = Scene.photograph("astronaut.png", 480);
        Picture hopper = Scene.photograph("grace_hopper.jpg", 420);
        Picture mountains = Scene.photograph("mountains.jpg", 1300)) {
      Mat scene = new Mat(mountains.mat(), new Rect(130, 0, 960, 960)).clone();
      insert(scene, collins.mat(), 20, 470);
      insert(scene, hopper.mat(), 530, 520);
      Mat small = new Mat();
      resize(nobody.mat(), small, new Size(300, 300), 0, 0, INTER_AREA);
      insert(scene, small, 330, 90);
      return new Picture(scene);
    }
  }

  private static void insert(Mat scene, Mat part, int x, int y) {
    int width = Math.min(part.cols(), scene.cols() - x);
    int height = Math.min(part.rows(), scene.rows() - y);
    new Mat(part, new Rect(0, 0, width, height))
        .copyTo(new Mat(scene, new Rect(x, y, width, height)));
  }

  private static void label(String text, Mat sheet, int x) {
    try (Point at = new Point(x + 2, 15);
        Scalar ink = new Scalar(60, 50, 50, 0)) {
      putText(sheet, text, at, FONT_HERSHEY_SIMPLEX, 0.48, ink, 1, LINE_AA, false);
    }
  }

  private static void place(Picture dressed, Mat sheet, int x, int y) {
    try (Mat small = new Mat();
        Size size = new Size(TILE, TILE);
        Rect area = new Rect(x, y, TILE, TILE);
        Mat tile = new Mat(sheet, area)) {
      resize(dressed.mat(), small, size, 0, 0, INTER_AREA);
      small.copyTo(tile);
    }
  }
}
