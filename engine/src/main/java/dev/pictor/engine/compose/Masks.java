package dev.pictor.engine.compose;

import static org.bytedeco.opencv.global.opencv_core.BORDER_CONSTANT;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.bitwise_not;
import static org.bytedeco.opencv.global.opencv_core.copyMakeBorder;
import static org.bytedeco.opencv.global.opencv_imgproc.DIST_L2;
import static org.bytedeco.opencv.global.opencv_imgproc.GaussianBlur;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.THRESH_BINARY_INV;
import static org.bytedeco.opencv.global.opencv_imgproc.distanceTransform;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;
import static org.bytedeco.opencv.global.opencv_imgproc.threshold;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/// Masks, 8 bit with one channel: shapes, and shapes that were grown or softened. The scope that
/// the caller has open owns what they return.
final class Masks {
  private static final int HALF = 127;

  /// A blur wider than this many pixels is done on a smaller copy.
  private static final double WIDE = 6;

  private Masks() {}

  /// A shape drawn into a mask of this size.
  ///
  /// @param left what lies at the mask's left edge
  static Mat of(Shape shape, int left, int top, int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = image.createGraphics();
    smooth(graphics);
    graphics.translate(-left, -top);
    graphics.setColor(Color.WHITE);
    graphics.fill(shape);
    graphics.dispose();
    Mat mask = new Mat(height, width, CV_8U);
    mask.data().put(((DataBufferByte) image.getRaster().getDataBuffer()).getData());
    return mask;
  }

  static void smooth(Graphics2D graphics) {
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
  }

  /// The same with an empty border around.
  static Mat padded(Mat mask, int border) {
    Mat wide = new Mat();
    copyMakeBorder(mask, wide, border, border, border, border, BORDER_CONSTANT, Scalar.all(0));
    return wide;
  }

  /// Everything within so many pixels of the mask, with round corners.
  static Mat grown(Mat mask, double radius) {
    Mat outside = new Mat();
    threshold(mask, outside, HALF, 255, THRESH_BINARY_INV);
    Mat distance = new Mat();
    distanceTransform(outside, distance, DIST_L2, 5);
    Mat grown = new Mat();
    // From 255 at the radius less half a pixel down to 0 half a pixel beyond it.
    distance.convertTo(grown, CV_8U, -255, 255 * (radius + 0.5));
    return grown;
  }

  /// The same without the small bays and spikes that hair makes: as scissors would cut.
  static Mat cutOut(Mat mask, double radius) {
    Mat wide = grown(blurred(mask, radius * 0.35), radius * 2.6);
    Mat outside = new Mat();
    bitwise_not(wide, outside);
    Mat cut = new Mat();
    bitwise_not(grown(outside, radius * 1.6), cut);
    return cut;
  }

  /// The mask out of focus.
  static Mat blurred(Mat mask, double sigma) {
    Mat blurred = new Mat();
    if (sigma <= WIDE) {
      GaussianBlur(mask, blurred, new Size(0, 0), Math.max(0.3, sigma));
      return blurred;
    }
    double scale = WIDE / sigma;
    Mat small = new Mat();
    Size size =
        new Size(
            Math.max(1, (int) Math.round(mask.cols() * scale)),
            Math.max(1, (int) Math.round(mask.rows() * scale)));
    resize(mask, small, size, 0, 0, INTER_AREA);
    GaussianBlur(small, small, new Size(0, 0), WIDE);
    resize(small, blurred, mask.size(), 0, 0, INTER_LINEAR);
    return blurred;
  }
}
