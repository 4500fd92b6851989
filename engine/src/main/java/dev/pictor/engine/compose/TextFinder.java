package dev.pictor.engine.compose;

import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_imgproc.CHAIN_APPROX_SIMPLE;
import static org.bytedeco.opencv.global.opencv_imgproc.MORPH_CLOSE;
import static org.bytedeco.opencv.global.opencv_imgproc.MORPH_GRADIENT;
import static org.bytedeco.opencv.global.opencv_imgproc.MORPH_RECT;
import static org.bytedeco.opencv.global.opencv_imgproc.RETR_EXTERNAL;
import static org.bytedeco.opencv.global.opencv_imgproc.THRESH_BINARY;
import static org.bytedeco.opencv.global.opencv_imgproc.boundingRect;
import static org.bytedeco.opencv.global.opencv_imgproc.findContours;
import static org.bytedeco.opencv.global.opencv_imgproc.getStructuringElement;
import static org.bytedeco.opencv.global.opencv_imgproc.morphologyEx;
import static org.bytedeco.opencv.global.opencv_imgproc.threshold;

import dev.pictor.engine.face.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;

/// Finds the large text of a thumbnail: strong edges close to each other along a line, and only two
/// tones where they are. It does not read.
final class TextFinder {
  /// An edge is this many levels high: letters on thumbnails stand out.
  private static final double EDGE = 90;

  /// How far letters of a line are apart at most, in parts of the width.
  private static final double LETTER_GAP = 0.03;

  /// A line of text, or several, in parts of the picture.
  private static final double LEAST_HEIGHT = 0.04;

  private static final double MOST_HEIGHT = 0.8;
  private static final double LEAST_WIDTH = 0.1;

  /// Lines that stand close together are found as one.
  private static final double NARROWEST = 0.5;

  /// How much of a line's box has edges: less is a lone contour, more is a texture.
  private static final double LEAST_EDGES = 0.1;

  private static final double MOST_EDGES = 0.85;

  /// How much of the variance in the box two tones explain.
  private static final double TWO_TONES = 0.78;

  private TextFinder() {}

  /// @param grey 8 bit, one channel
  /// @param faces where no text is
  /// @return the box around the main block of text
  static Optional<Box> find(Mat grey, List<Box> faces) {
    Mat edges = new Mat();
    morphologyEx(grey, edges, MORPH_GRADIENT, rectangle(3, 3));
    threshold(edges, edges, EDGE, 255, THRESH_BINARY);
    Mat joined = new Mat();
    int gap = Math.max(3, (int) (grey.cols() * LETTER_GAP));
    morphologyEx(edges, joined, MORPH_CLOSE, rectangle(gap, 3));
    MatVector contours = new MatVector();
    findContours(joined.clone(), contours, new Mat(), RETR_EXTERNAL, CHAIN_APPROX_SIMPLE);
    List<Box> lines = new ArrayList<>();
    for (long i = 0; i < contours.size(); i++) {
      Rect box = boundingRect(contours.get(i));
      if (isLine(box, grey, edges) && faces.stream().noneMatch(face -> meets(face, box))) {
        lines.add(new Box(box.x(), box.y(), box.x() + box.width(), box.y() + box.height()));
      }
    }
    return block(lines, grey.rows());
  }

  private static Mat rectangle(int width, int height) {
    return getStructuringElement(MORPH_RECT, new Size(width, height));
  }

  private static boolean isLine(Rect box, Mat grey, Mat edges) {
    boolean size =
        box.height() >= LEAST_HEIGHT * grey.rows()
            && box.height() <= MOST_HEIGHT * grey.rows()
            && box.width() >= LEAST_WIDTH * grey.cols()
            && box.width() > NARROWEST * box.height();
    if (!size) {
      return false;
    }
    byte[] inside = bytes(new Mat(edges, box).clone());
    int set = 0;
    for (byte value : inside) {
      set += value == 0 ? 0 : 1;
    }
    double share = (double) set / inside.length;
    return share >= LEAST_EDGES
        && share <= MOST_EDGES
        && twoTones(bytes(new Mat(grey, box).clone())) >= TWO_TONES;
  }

  private static byte[] bytes(Mat mat) {
    Mat whole = new Mat();
    mat.convertTo(whole, CV_8U);
    byte[] bytes = new byte[Math.toIntExact(whole.total())];
    whole.data().get(bytes);
    return bytes;
  }

  /// Otsu's measure: the largest share of the variance that a division into two tones explains.
  private static double twoTones(byte[] levels) {
    long[] histogram = new long[256];
    for (byte level : levels) {
      histogram[level & 0xff]++;
    }
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < 256; i++) {
      sum += (double) i * histogram[i];
      squares += (double) i * i * histogram[i];
    }
    double mean = sum / levels.length;
    double variance = squares / levels.length - mean * mean;
    double best = 0;
    double below = 0;
    double sumBelow = 0;
    for (int i = 0; i < 255; i++) {
      below += histogram[i];
      sumBelow += (double) i * histogram[i];
      double above = levels.length - below;
      if (below > 0 && above > 0) {
        double apart = sumBelow / below - (sum - sumBelow) / above;
        best = Math.max(best, below / levels.length * (above / levels.length) * apart * apart);
      }
    }
    return variance < 1 ? 0 : best / variance;
  }

  private static boolean meets(Box face, Rect box) {
    double width = Math.min(face.right(), box.x() + box.width()) - Math.max(face.left(), box.x());
    double height = Math.min(face.bottom(), box.y() + box.height()) - Math.max(face.top(), box.y());
    return width > 0 && height > 0 && width * height > 0.15 * box.width() * box.height();
  }

  /// The largest line and all that stand above or below it, one after the other.
  private static Optional<Box> block(List<Box> lines, int height) {
    List<Box> left = new ArrayList<>(lines);
    left.sort(Comparator.comparingDouble((Box b) -> b.width() * b.height()).reversed());
    if (left.isEmpty()) {
      return Optional.empty();
    }
    Box block = left.removeFirst();
    for (int i = 0; i < left.size(); i++) {
      Box line = left.get(i);
      double apart = Math.max(line.top() - block.bottom(), block.top() - line.bottom());
      double shared = Math.min(line.right(), block.right()) - Math.max(line.left(), block.left());
      if (apart < 0.08 * height && shared > 0.3 * Math.min(line.width(), block.width())) {
        block = joined(block, line);
        left.remove(i);
        i = -1;
      }
    }
    return Optional.of(block);
  }

  private static Box joined(Box one, Box other) {
    return new Box(
        Math.min(one.left(), other.left()),
        Math.min(one.top(), other.top()),
        Math.max(one.right(), other.right()),
        Math.max(one.bottom(), other.bottom()));
  }
}
