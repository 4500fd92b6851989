package dev.pictor.engine.book;

import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_CUBIC;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import dev.pictor.engine.Progress;
import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.face.Box;
import dev.pictor.engine.face.Face;
import dev.pictor.engine.face.FaceChoice;
import dev.pictor.engine.face.FaceProblem;
import dev.pictor.engine.face.Faces;
import dev.pictor.engine.plane.Blur;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;

/// Finds the faces of a drawn page. The detectors know photographs, so a drawing is also shown to
/// them blurred, which hides the hand of the artist, and smaller, which makes lines into tones.
final class PageFaces {
  /// Blurs, as parts of the longer side.
  private static final double[] BLURS = {0, 0.0015, 0.003, 0.006};

  /// The longer sides that a page is tried at.
  private static final int[] SIDES = {1600, 640, 384};

  /// Room around a box in which its face is sought, as a part of its longer side.
  private static final double ROOM = 0.6;

  /// The longer side of a box with its room when a face is sought in it.
  private static final int BOX_SIDE = 480;

  private final Faces faces;

  PageFaces(Faces faces) {
    this.faces = faces;
  }

  /// @throws FaceProblem when there is none
  List<Outline> find(Picture page, FaceChoice choice) throws FaceProblem, InterruptedException {
    for (int side : SIDES) {
      double scale = Math.min(1, (double) side / Math.max(page.width(), page.height()));
      for (double blur : BLURS) {
        Progress.checkInterrupt();
        List<Face> found = tried(page.mat(), scale, blur * side, choice.search());
        if (!found.isEmpty()) {
          return choice.from(found).stream()
              .map(face -> Outline.of(face, 0, 0, 1 / scale))
              .toList();
        }
      }
    }
    throw FaceProblem.noFace(
        "say where the face on the page is with face_box: x, y, width and height in its pixels");
  }

  /// The face within a box, or the box itself when no face is seen there.
  Outline in(Picture page, Box box) throws InterruptedException {
    double room = ROOM * Math.max(box.width(), box.height());
    int left = Math.clamp((long) (box.left() - room), 0, page.width() - 1);
    int top = Math.clamp((long) (box.top() - room), 0, page.height() - 1);
    int right = Math.clamp((long) (box.right() + room), left + 1, page.width());
    int bottom = Math.clamp((long) (box.bottom() + room), top + 1, page.height());
    double scale = (double) BOX_SIDE / Math.max(right - left, bottom - top);
    try (Rect area = new Rect(left, top, right - left, bottom - top);
        Mat part = new Mat(page.mat(), area)) {
      for (double blur : BLURS) {
        Progress.checkInterrupt();
        for (Face face : tried(part, scale, blur * BOX_SIDE, Faces.Search.WHOLE)) {
          Outline found = Outline.of(face, left, top, 1 / scale);
          if (isIn(found.box(), box)) {
            return found;
          }
        }
      }
    }
    return Outline.of(box);
  }

  /// A face that fills the box more or less: the box was drawn by hand.
  private static boolean isIn(Box face, Box box) {
    double x = (face.left() + face.right()) / 2;
    double y = (face.top() + face.bottom()) / 2;
    double size = face.width() / box.width();
    return x > box.left()
        && x < box.right()
        && y > box.top()
        && y < box.bottom()
        && size > 0.5
        && size < 1.5;
  }

  private List<Face> tried(Mat page, double scale, double blur, Faces.Search search)
      throws InterruptedException {
    Mat shown = new Mat();
    try (Size size =
        new Size(
            (int) Math.max(1, Math.round(page.cols() * scale)),
            (int) Math.max(1, Math.round(page.rows() * scale)))) {
      resize(page, shown, size, 0, 0, scale < 1 ? INTER_AREA : INTER_CUBIC);
    }
    if (blur >= 0.5) {
      Mat blurred = Blur.gauss(shown, blur);
      shown.close();
      shown = blurred;
    }
    try (Picture picture = new Picture(shown)) {
      return faces.find(picture, search);
    }
  }
}
