package dev.pictor.engine.swap;

import static org.bytedeco.opencv.global.opencv_core.BORDER_CONSTANT;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.copyMakeBorder;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imwrite;
import static org.bytedeco.opencv.global.opencv_imgproc.FONT_HERSHEY_SIMPLEX;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_CUBIC;
import static org.bytedeco.opencv.global.opencv_imgproc.LINE_AA;
import static org.bytedeco.opencv.global.opencv_imgproc.putText;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import dev.pictor.engine.Progress;
import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.face.Face;
import dev.pictor.engine.face.FaceChoice;
import dev.pictor.engine.face.FaceProblem;
import dev.pictor.engine.face.Faces;
import dev.pictor.engine.face.Faces.Search;
import dev.pictor.engine.face.Portraits;
import dev.pictor.engine.model.ModelStore;
import dev.pictor.engine.plane.Rows;
import dev.pictor.engine.upscale.Upscaler;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/// Draws the contact sheet of face swaps for `docs/`: every portrait on every other, then turned,
/// dark, small, noisy and half-hidden targets, then what goes wrong. Run its `main` with the file.
final class SwapSheet implements AutoCloseable {
  private static final List<String> PORTRAITS =
      List.of("astronaut.png", "grace_hopper.jpg", "morph_nobody.png");
  private static final String COLLINS = PORTRAITS.get(0);
  private static final String HOPPER = PORTRAITS.get(1);
  private static final String MORPH = PORTRAITS.get(2);
  private static final int COLUMNS = 4;
  private static final int ROWS = 6;
  private static final int TILE = 300;
  private static final int LABEL = 24;
  private static final int GAP = 8;

  private final Mat sheet =
      new Mat(
          ROWS * (TILE + LABEL + GAP) + GAP,
          COLUMNS * (TILE + GAP) + GAP,
          CV_8UC3,
          Scalar.all(255));
  private final Faces faces = new Faces();
  private final Rows rows = new Rows(2);
  private final ModelStore models = ModelStore.shipped();
  private final FaceSwapper swapper =
      new FaceSwapper(rows, faces, Enlarger.by(new Upscaler(models, rows)));
  private int next;

  public static void main(String[] arguments) throws InterruptedException {
    String file = arguments.length > 0 ? arguments[0] : "../docs/swap-sheet.jpg";
    try (SwapSheet all = new SwapSheet()) {
      all.matrix();
      all.turned();
      all.hard();
      all.failures();
      int[] quality = {IMWRITE_JPEG_QUALITY, 86};
      if (!imwrite(file, all.sheet, quality)) {
        throw new IllegalStateException("could not write " + file);
      }
    }
  }

  /// Each row begins with the target as it is.
  private void matrix() throws InterruptedException {
    for (String onto : PORTRAITS) {
      try (Picture target = Portraits.of(onto)) {
        show(target, name(onto));
        for (String from : PORTRAITS) {
          if (!from.equals(onto)) {
            swap(from, target, 1, name(from) + " on " + name(onto));
          }
        }
        String other = onto.equals(COLLINS) ? HOPPER : COLLINS;
        swap(other, target, 0.5, name(other) + ", strength 0.5");
      }
    }
  }

  private void turned() throws InterruptedException {
    try (Picture hopper = Portraits.of(HOPPER)) {
      Face face = only(hopper);
      try (Picture left = TurnedPortrait.of(hopper, face, -40, 0);
          Picture right = TurnedPortrait.of(hopper, face, 25, 0);
          Picture down = TurnedPortrait.of(hopper, face, 10, 15);
          Picture tilted = Portraits.turned(hopper, 50)) {
        swap(COLLINS, left, 1, "turned by 40");
        swap(COLLINS, right, 1, "turned by 25");
        swap(COLLINS, down, 1, "turned by 10, down 15");
        swap(COLLINS, tilted, 1, "tilted by 50");
      }
    }
  }

  private void hard() throws InterruptedException {
    try (Picture hopper = Portraits.of(HOPPER);
        Picture dark = Portraits.darkened(hopper, 0.3);
        Picture small = Portraits.scaled(hopper, 0.3);
        Picture noisy = Portraits.noisy(hopper, 14);
        Picture soft = Portraits.blurred(hopper, 2.5)) {
      swap(COLLINS, dark, 1, "dark");
      swap(COLLINS, small, 1, "56 pixels wide");
      swap(COLLINS, noisy, 1, "noisy");
      swap(COLLINS, soft, 1, "out of focus");
    }
  }

  private void failures() throws InterruptedException {
    try (Picture hopper = Portraits.of(HOPPER);
        Picture morph = Portraits.of(MORPH);
        Picture collins = Portraits.of(COLLINS);
        Picture away = TurnedPortrait.of(collins, only(collins), 44, 0);
        Picture tiny = Portraits.scaled(collins, 0.5)) {
      Face face = only(hopper);
      try (Picture scarf = Portraits.covered(hopper, face, 234, 0.25);
          Picture hand = Portraits.covered(hopper, face, 152, 0.3)) {
        swap(COLLINS, scarf, 1, "something over the cheek");
        swap(COLLINS, hand, 1, "something over the chin");
      }
      swap(away, hopper, 1, "source turned by 44");
      swap(tiny, morph, 1, "source 46 pixels wide");
    }
  }

  private void swap(String from, Picture target, double strength, String label)
      throws InterruptedException {
    try (Picture source = Portraits.of(from)) {
      swap(source, target, strength, label);
    }
  }

  private void swap(Picture source, Picture target, double strength, String label)
      throws InterruptedException {
    SwapOptions options = new SwapOptions(1, strength, FaceChoice.largest(), FaceChoice.largest());
    try (Picture result = swapper.swap(source, target, options, Progress.SILENT)) {
      show(result, label);
    } catch (FaceProblem e) {
      show(target, label + ": " + e.reason());
    }
  }

  private static String name(String file) {
    return file.equals(COLLINS) ? "Collins" : file.equals(HOPPER) ? "Hopper" : "morph";
  }

  private Face only(Picture picture) throws InterruptedException {
    return faces.find(picture, Search.PATIENT).getFirst();
  }

  /// The head, a good deal larger than the face.
  private void show(Picture picture, String label) throws InterruptedException {
    Face face = only(picture);
    int side = (int) (1.9 * Math.max(face.box().width(), face.box().height()));
    int left = (int) ((face.box().left() + face.box().right() - side) / 2);
    int top = (int) ((face.box().top() + face.box().bottom() - side) / 2 - 0.06 * side);
    int x = GAP + next % COLUMNS * (TILE + GAP);
    int y = GAP + next / COLUMNS * (TILE + LABEL + GAP);
    next++;
    try (Mat framed = new Mat();
        Mat tile = new Mat()) {
      copyMakeBorder(
          picture.mat(), framed, side, side, side, side, BORDER_CONSTANT, Scalar.all(235));
      try (Mat part = new Mat(framed, new Rect(left + side, top + side, side, side));
          Mat place = new Mat(sheet, new Rect(x, y, TILE, TILE))) {
        resize(part, tile, new Size(TILE, TILE), 0, 0, side > TILE ? INTER_AREA : INTER_CUBIC);
        tile.copyTo(place);
      }
    }
    Point at = new Point(x + 3, y + TILE + 17);
    Scalar ink = new Scalar(60, 50, 50, 0);
    putText(sheet, label, at, FONT_HERSHEY_SIMPLEX, 0.5, ink, 1, LINE_AA, false);
  }

  @Override
  public void close() {
    models.close();
    rows.close();
    faces.close();
    sheet.close();
  }
}
