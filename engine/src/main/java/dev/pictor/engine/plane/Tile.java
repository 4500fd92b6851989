package dev.pictor.engine.plane;

import static org.bytedeco.opencv.global.opencv_core.BORDER_WRAP;
import static org.bytedeco.opencv.global.opencv_core.copyMakeBorder;
import static org.bytedeco.opencv.global.opencv_core.meanStdDev;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;

/// A square of texture whose edges meet, laid side by side without end. It gives a picture of any
/// size its grain at the cost of the square, and any row can be read alone.
public final class Tile implements Texture {
  private final int side;
  private final float[] values;

  /// Sides that are prime to each other and to those of the paper's tooth, so that two textures on
  /// one sheet do not repeat together.
  private static final int SMALL_SIDE = 379;

  private static final int SIDE = 1013;
  private static final int LARGE_SIDE = 2029;

  private Tile(int side, float[] values) {
    this.side = side;
    this.values = values;
  }

  /// Noise on a tile large enough for long strokes in a picture of this scale, which is the square
  /// root of its megapixels.
  public static Tile noiseFor(double scale, int seed) {
    return noise(scale < 0.6 ? SMALL_SIDE : scale < 2.2 ? SIDE : LARGE_SIDE, seed);
  }

  /// Independent values, uniform in 0 to 1.
  public static Tile noise(int side, int seed) {
    return new Tile(side, Noise.white(side, side, seed).values());
  }

  public int side() {
    return side;
  }

  /// Gaussian blur over the edges.
  ///
  /// @param sigma in pixels, under a quarter of the side
  public Tile blurred(double sigma) {
    if (sigma < 0.2) {
      return this;
    }
    int rim = Math.min(side / 2, (int) Math.ceil(sigma * 3) + 1);
    try (Mat square = Pixels.mat(new Plane(side, side, values));
        Mat wide = new Mat();
        Scalar none = new Scalar(0)) {
      copyMakeBorder(square, wide, rim, rim, rim, rim, BORDER_WRAP, none);
      try (Mat soft = Blur.gauss(wide, sigma);
          Rect middle = new Rect(rim, rim, side, side);
          Mat inner = new Mat(soft, middle);
          Mat result = inner.clone()) {
        return new Tile(side, Pixels.plane(result).values());
      }
    }
  }

  /// Drags the texture into strokes of one direction: the mean of places along a line, found by
  /// doubling its length, so a long stroke costs little more than a short one.
  ///
  /// @param length of the strokes in pixels
  /// @param angle in radians, clockwise from the x axis as y grows downwards
  public Tile dragged(double length, double angle) {
    float[] from = values;
    for (double reach = 1; reach < length; reach *= 2) {
      int dx = (int) Math.round(Math.cos(angle) * reach);
      int dy = (int) Math.round(Math.sin(angle) * reach);
      from = halfway(from, dx, dy);
    }
    return new Tile(side, from);
  }

  /// Sets the mean to .5 and the standard deviation to the one asked for.
  public Tile normalised(double deviation) {
    try (Mat square = Pixels.mat(new Plane(side, side, values));
        Mat mean = new Mat();
        Mat spread = new Mat()) {
      meanStdDev(square, mean, spread);
      double centre = new DoublePointer(mean.data()).get();
      double now = Math.max(1e-9, new DoublePointer(spread.data()).get());
      float gain = (float) (deviation / now);
      float shift = (float) (0.5 - centre * gain);
      float[] out = new float[values.length];
      for (int i = 0; i < out.length; i++) {
        out[i] = values[i] * gain + shift;
      }
      return new Tile(side, out);
    }
  }

  /// Spreads the values evenly over 0 to 1, keeping their order.
  public Tile ranked() {
    return new Tile(side, Rank.evenly(new Plane(side, side, values)).values());
  }

  @Override
  public void row(int y, float[] out) {
    int start = Math.floorMod(y, side) * side;
    for (int x = 0; x < out.length; x += side) {
      System.arraycopy(values, start, out, x, Math.min(side, out.length - x));
    }
  }

  /// Adds row `y`, times a weight, to what is there.
  public void addRow(int y, float weight, float[] out) {
    int start = Math.floorMod(y, side) * side;
    for (int x = 0; x < out.length; x += side) {
      int run = Math.min(side, out.length - x);
      for (int i = 0; i < run; i++) {
        out[x + i] += weight * values[start + i];
      }
    }
  }

  /// A plane covered with the texture.
  public Plane plane(int width, int height) {
    float[] out = new float[width * height];
    for (int y = 0; y < height; y++) {
      int start = Math.floorMod(y, side) * side;
      for (int x = 0; x < width; x += side) {
        System.arraycopy(values, start, out, y * width + x, Math.min(side, width - x));
      }
    }
    return new Plane(width, height, out);
  }

  private float[] halfway(float[] from, int dx, int dy) {
    float[] to = new float[from.length];
    int shift = Math.floorMod(dx, side);
    for (int y = 0; y < side; y++) {
      int here = y * side;
      int there = Math.floorMod(y + dy, side) * side;
      for (int x = 0; x < side - shift; x++) {
        to[here + x] = 0.5f * (from[here + x] + from[there + x + shift]);
      }
      for (int x = side - shift; x < side; x++) {
        to[here + x] = 0.5f * (from[here + x] + from[there + x + shift - side]);
      }
    }
    return to;
  }
}
