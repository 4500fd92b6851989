package dev.pictor.engine.codec;

import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/// What is left of a picture when it is looked at from far away: 64 x 64 averages, to tell whether
/// there is anything on it and whether it is the same as another one.
public final class Glance {
  private static final int SIDE = 64;

  /// Compression moves averages by less, a picture that shows anything by more.
  private static final int NOTHING = 6;

  private final byte[] averages;

  private Glance(byte[] averages) {
    this.averages = averages;
  }

  public static Glance of(Picture picture) {
    try (PointerScope _ = new PointerScope()) {
      Mat small = new Mat();
      resize(picture.mat(), small, new Size(SIDE, SIDE), 0, 0, INTER_AREA);
      byte[] averages = new byte[SIDE * SIDE * 3];
      small.data().get(averages);
      return new Glance(averages);
    }
  }

  /// All of one colour, such as black.
  public boolean isBlank() {
    int[] least = {255, 255, 255};
    int[] most = {0, 0, 0};
    for (int i = 0; i < averages.length; i++) {
      int value = averages[i] & 0xff;
      least[i % 3] = Math.min(least[i % 3], value);
      most[i % 3] = Math.max(most[i % 3], value);
    }
    for (int colour = 0; colour < 3; colour++) {
      if (most[colour] - least[colour] > NOTHING) {
        return false;
      }
    }
    return true;
  }

  /// The largest difference of any average, 0 to 255: even a small face that was changed shows.
  public int largestDifference(Glance other) {
    int largest = 0;
    for (int i = 0; i < averages.length; i++) {
      largest = Math.max(largest, Math.abs((averages[i] & 0xff) - (other.averages[i] & 0xff)));
    }
    return largest;
  }
}
