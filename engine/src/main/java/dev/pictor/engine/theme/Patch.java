package dev.pictor.engine.theme;

import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import dev.pictor.engine.codec.Picture;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;

/// The surroundings of a head, shrunk to a size at which single hairs and pores are gone.
final class Patch {
  private static final int SIDE = 128;

  /// Half of its side, in centimetres.
  private static final double REACH = 26;

  private final int left;
  private final int top;
  private final double across;
  private final double down;
  private final byte[] pixels = new byte[3 * SIDE * SIDE];

  private Patch(Picture picture, Rect area) {
    left = area.x();
    top = area.y();
    across = (double) SIDE / area.width();
    down = (double) SIDE / area.height();
    try (PointerScope _ = new PointerScope()) {
      Mat small = new Mat();
      resize(new Mat(picture.mat(), area), small, new Size(SIDE, SIDE), 0, 0, INTER_AREA);
      small.data().get(pixels);
    }
  }

  /// The part of the picture around a head.
  static Patch around(Picture picture, Frame frame) {
    double reach = REACH * frame.scale();
    int left = within(frame.at().x() - reach, picture.width() - 1);
    int top = within(frame.at().y() - reach, picture.height() - 1);
    int right = Math.max(left + 1, within(frame.at().x() + reach, picture.width()));
    int bottom = Math.max(top + 1, within(frame.at().y() + reach, picture.height()));
    try (Rect area = new Rect(left, top, right - left, bottom - top)) {
      return new Patch(picture, area);
    }
  }

  private static int within(double at, int most) {
    return (int) Math.clamp(at, 0, most);
  }

  /// The colour at a place of the picture, empty outside of the patch.
  Optional<Tint> at(double x, double y) {
    int column = (int) Math.floor((x - left) * across);
    int row = (int) Math.floor((y - top) * down);
    if (column < 0 || row < 0 || column >= SIDE || row >= SIDE) {
      return Optional.empty();
    }
    int i = 3 * (row * SIDE + column);
    return Optional.of(new Tint(level(i + 2), level(i + 1), level(i)));
  }

  /// The levels of one channel: 0 is red, 1 green, 2 blue.
  double[] channel(int index) {
    double[] levels = new double[SIDE * SIDE];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = level(3 * i + 2 - index);
    }
    return levels;
  }

  private double level(int i) {
    return (pixels[i] & 255) / 255.0;
  }

  /// A colour, each part 0 to 1.
  record Tint(double red, double green, double blue) {
    /// Rec. 601.
    double luma() {
      return 0.299 * red + 0.587 * green + 0.114 * blue;
    }
  }
}
