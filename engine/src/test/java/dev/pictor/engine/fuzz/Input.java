package dev.pictor.engine.fuzz;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.testkit.Scene;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;
import org.jspecify.annotations.Nullable;

/// The bytes of one try, taken from the front: numbers, texts, pictures. When they are used up
/// everything is zero, so each input means something.
final class Input {
  private static final String[] PORTRAITS = {"astronaut.png", "grace_hopper.jpg"};

  private final byte[] bytes;
  private int next;

  Input(byte[] bytes) {
    this.bytes = bytes;
  }

  int oneByte() {
    return next < bytes.length ? bytes[next++] & 255 : 0;
  }

  /// @param most inclusive
  int number(int least, int most) {
    int value = oneByte() * 256 + oneByte();
    return least + (int) (value * (most - least + 1L) / 65_536);
  }

  /// 0 to 1.
  double share() {
    return number(0, 65_535) / 65_535.0;
  }

  /// Of any characters, the strange ones as well.
  String text(int longest) {
    int length = Math.min(number(0, longest), bytes.length - next);
    String text = new String(bytes, next, length, StandardCharsets.UTF_8);
    next += length;
    return text.length() > longest ? text.substring(0, longest) : text;
  }

  byte[] rest() {
    byte[] rest = Arrays.copyOfRange(bytes, Math.min(next, bytes.length), bytes.length);
    next = bytes.length;
    return rest;
  }

  /// One value of an enum or a list.
  <T> T oneOf(T[] values) {
    return values[oneByte() % values.length];
  }

  /// Raw bytes as pixels, one colour, or a part of a portrait, squeezed and brightened at will; the
  /// caller closes it.
  ///
  /// @param longestSide of what comes out; sides begin at 1
  Picture picture(int longestSide) {
    int kind = oneByte() % 4;
    int width = number(1, longestSide);
    int height = number(1, longestSide);
    Mat pixels = kind < 2 ? portrait(width, height) : raw(width, height, kind == 2);
    return new Picture(pixels, alpha(width, height));
  }

  private Mat portrait(int width, int height) {
    try (Picture whole = Scene.photograph(oneOf(PORTRAITS), 220)) {
      int left = number(0, whole.width() / 2);
      int top = number(0, whole.height() / 2);
      int across = number(1, whole.width() - left);
      int down = number(1, whole.height() - top);
      Mat result = new Mat();
      try (Rect area = new Rect(left, top, across, down);
          Mat part = new Mat(whole.mat(), area);
          Size size = new Size(width, height)) {
        resize(part, result, size, 0, 0, INTER_LINEAR);
      }
      result.convertTo(result, -1, 0.05 + 2 * share(), 120 * (share() - 0.5));
      return result;
    }
  }

  private Mat raw(int width, int height, boolean flat) {
    byte[] colours = flat ? new byte[] {(byte) oneByte()} : rest();
    byte[] values = new byte[3 * width * height];
    for (int i = 0; i < values.length && colours.length > 0; i++) {
      values[i] = colours[i % colours.length];
    }
    Mat mat = new Mat(height, width, CV_8UC3);
    mat.data().put(values);
    return mat;
  }

  private @Nullable Mat alpha(int width, int height) {
    if (oneByte() % 4 != 1) {
      return null;
    }
    byte[] values = new byte[width * height];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) (i % 7 * oneByte());
    }
    Mat mat = new Mat(height, width, CV_8UC1);
    mat.data().put(values);
    return mat;
  }
}
