package dev.pictor.engine.testkit;

import dev.pictor.engine.codec.Picture;
import java.util.HexFormat;

/// What a picture looks like, in 256 bytes: in each of 8 x 8 cells the mean of blue, green and red
/// and the mean step between neighbours, which is the texture.
///
/// Bytes of a drawing may differ by a hair between kinds of processors, since OpenCV chooses its
/// arithmetic by what they offer; fingerprints of the same look stay within a level or two.
public record Fingerprint(int width, int height, byte[] cells) {
  private static final int SIDE = 8;

  public static Fingerprint of(Picture picture) {
    int width = picture.width();
    int height = picture.height();
    byte[] pixels = Scene.bytes(picture);
    byte[] cells = new byte[SIDE * SIDE * 4];
    for (int cell = 0; cell < SIDE * SIDE; cell++) {
      int left = cell % SIDE * width / SIDE;
      int top = cell / SIDE * height / SIDE;
      int right = (cell % SIDE + 1) * width / SIDE;
      int bottom = (cell / SIDE + 1) * height / SIDE;
      long[] sums = new long[4];
      for (int y = top; y < bottom; y++) {
        for (int x = left; x < right; x++) {
          int i = (y * width + x) * 3;
          int next = x + 1 < width ? i + 3 : i;
          for (int channel = 0; channel < 3; channel++) {
            sums[channel] += pixels[i + channel] & 255;
          }
          sums[3] += Math.abs((pixels[i + 1] & 255) - (pixels[next + 1] & 255));
        }
      }
      for (int k = 0; k < 4; k++) {
        cells[cell * 4 + k] = (byte) (sums[k] / ((long) (right - left) * (bottom - top)));
      }
    }
    return new Fingerprint(width, height, cells);
  }

  /// Reads what [#toString] wrote.
  public static Fingerprint parse(String text) {
    String[] parts = text.split("[x ]", -1);
    return new Fingerprint(
        Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), HexFormat.of().parseHex(parts[2]));
  }

  /// The mean difference of a cell's numbers, in levels of 255.
  public double distance(Fingerprint other) {
    return Scene.difference(cells, other.cells);
  }

  @Override
  public String toString() {
    return width + "x" + height + " " + HexFormat.of().formatHex(cells);
  }
}
