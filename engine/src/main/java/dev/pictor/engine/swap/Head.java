package dev.pictor.engine.swap;

import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import dev.pictor.engine.face.Box;
import dev.pictor.engine.face.Face;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;

/// The part of the target that a face is put into.
///
/// @param part the pixels themselves: writing to them writes to the picture
/// @param small a copy in which the face is at most 256 pixels wide
/// @param area where the part lies in the picture
/// @param scale pixels of the copy for one of the picture, at most 1
/// @param shape the points of the face in the copy
/// @param faceWidth its width in the copy
record Head(Mat part, Mat small, Rect area, double scale, Shape shape, double faceWidth) {
  /// What varies slowly over a face is worked out at this width.
  private static final double WORKING_WIDTH = 256;

  /// Room around the face, as a part of its width.
  private static final double MARGIN = 0.15;

  static Head of(Mat picture, Face face) {
    Rect area = around(face, MARGIN, picture);
    double scale = Math.min(1, WORKING_WIDTH / face.widthPixels());
    Mat part = new Mat(picture, area);
    Shape shape = Shape.of(face.landmarks()).in(area.x(), area.y(), scale);
    return new Head(part, resized(part, scale), area, scale, shape, face.widthPixels() * scale);
  }

  int width() {
    return small.cols();
  }

  int height() {
    return small.rows();
  }

  /// Points of the picture as they lie in the copy.
  Shape small(Shape inPicture) {
    return inPicture.in(area.x(), area.y(), scale);
  }

  static Rect around(Face face, double share, Mat picture) {
    double margin = share * face.widthPixels() + 2;
    Box box = face.box();
    int left = Math.clamp((long) (box.left() - margin), 0, picture.cols() - 1);
    int top = Math.clamp((long) (box.top() - margin), 0, picture.rows() - 1);
    int right = Math.clamp((long) (box.right() + margin), left + 1, picture.cols());
    int bottom = Math.clamp((long) (box.bottom() + margin), top + 1, picture.rows());
    return new Rect(left, top, right - left, bottom - top);
  }

  /// A copy of its own, smaller or as large.
  static Mat resized(Mat picture, double scale) {
    if (scale >= 1) {
      return picture.clone();
    }
    Mat small = new Mat();
    int width = Math.max(1, (int) Math.ceil(picture.cols() * scale));
    int height = Math.max(1, (int) Math.ceil(picture.rows() * scale));
    resize(picture, small, new Size(width, height), scale, scale, INTER_AREA);
    return small;
  }
}
