package dev.pictor.engine.theme;

import java.util.Arrays;

/// A few rows of what lies over a picture: colours with alpha, and how far the picture itself is
/// darkened by shadows.
final class Band {
  /// A shadow that takes less than this is not seen.
  private static final float FAINTEST = 1 / 512f;

  private final int top;
  private final int width;
  private final int height;
  private float[] colours;
  private final float[] light;

  /// @param top the row of the picture that the band begins at; may lie outside
  Band(int top, int width, int height) {
    this.top = top;
    this.width = width;
    this.height = height;
    colours = new float[4 * width * height];
    light = new float[width * height];
    Arrays.fill(light, 1);
  }

  int top() {
    return top;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /// Lets a shadow fall on everything that is there; says whether it is seen.
  boolean darken(float[] shadow) {
    boolean seen = false;
    for (int i = 0; i < shadow.length; i++) {
      if (shadow[i] > FAINTEST) {
        float left = 1 - Math.min(shadow[i], 1);
        light[i] *= left;
        colours[4 * i] *= left;
        colours[4 * i + 1] *= left;
        colours[4 * i + 2] *= left;
        seen = true;
      }
    }
    return seen;
  }

  /// Lays colours over what is there.
  void add(float[] over) {
    for (int i = 0; i < colours.length; i += 4) {
      float alpha = over[i + 3];
      if (alpha > 0) {
        float left = 1 - alpha / 255;
        for (int k = 0; k < 4; k++) {
          colours[i + k] = over[i + k] + colours[i + k] * left;
        }
      }
    }
  }

  /// Gaussian blur of the colours, as a lens and a scaled picture have it.
  ///
  /// @param sigma in pixels
  void soften(double sigma) {
    float[] taps = taps(sigma);
    int reach = taps.length - 1;
    float[] across = new float[colours.length];
    for (int y = 0; y < height; y++) {
      blurRow(4 * y * width, taps, reach, across);
    }
    float[] down = new float[colours.length];
    int stride = 4 * width;
    for (int y = reach; y < height - reach; y++) {
      for (int i = y * stride; i < (y + 1) * stride; i++) {
        float sum = across[i] * taps[0];
        for (int k = 1; k <= reach; k++) {
          sum += (across[i - k * stride] + across[i + k * stride]) * taps[k];
        }
        down[i] = sum;
      }
    }
    colours = down;
  }

  private void blurRow(int start, float[] taps, int reach, float[] to) {
    int end = start + 4 * width;
    for (int i = start; i < end; i++) {
      boolean inner = i - 4 * reach >= start && i + 4 * reach < end;
      float sum = colours[i] * taps[0];
      if (inner) {
        for (int k = 1; k <= reach; k++) {
          sum += (colours[i - 4 * k] + colours[i + 4 * k]) * taps[k];
        }
      } else {
        sum = atRim(i, start, taps, reach);
      }
      to[i] = sum;
    }
  }

  /// Beyond its ends a row goes on with its last pixels.
  private float atRim(int i, int start, float[] taps, int reach) {
    int x = (i - start) / 4;
    float sum = colours[i] * taps[0];
    for (int k = 1; k <= reach; k++) {
      int before = i - 4 * Math.min(k, x);
      int after = i + 4 * Math.min(k, width - 1 - x);
      sum += (colours[before] + colours[after]) * taps[k];
    }
    return sum;
  }

  /// How many rows at its rims [#soften] leaves empty.
  static int reach(double sigma) {
    return taps(sigma).length - 1;
  }

  private static float[] taps(double sigma) {
    int reach = (int) Math.ceil(2.2 * sigma);
    float[] taps = new float[reach + 1];
    float total = 0;
    for (int k = 0; k <= reach; k++) {
      taps[k] = (float) Math.exp(-k * k / (2 * sigma * sigma));
      total += k == 0 ? taps[k] : 2 * taps[k];
    }
    for (int k = 0; k <= reach; k++) {
      taps[k] /= total;
    }
    return taps;
  }

  /// Lays the band over a row of the picture.
  ///
  /// @param pixels blue, green and red of each pixel
  /// @param y the row, counted in the picture
  /// @param grain added where the band covers, in levels
  void blend(byte[] pixels, int y, float opacity, float[] grain) {
    int row = (y - top) * width;
    for (int x = 0; x < width; x++) {
      int at = row + x;
      float alpha = Math.min(colours[4 * at + 3] / 255, 1);
      if (alpha <= 0 && light[at] >= 1) {
        continue;
      }
      for (int k = 0; k < 3; k++) {
        int now = pixels[3 * x + k] & 255;
        float laid = now * light[at] * (1 - alpha) + colours[4 * at + 2 - k] + grain[x] * alpha;
        pixels[3 * x + k] = (byte) Math.clamp(Math.round(now + (laid - now) * opacity), 0, 255);
      }
    }
  }
}
