package dev.pictor.engine.plane;

import java.util.Arrays;

/// One float for every pixel of a picture, row by row; 0 is black and 1 is white where it holds a
/// tone. The array is shared and not copied: whoever passes a plane on has finished with it.
public final class Plane {
  private final int width;
  private final int height;
  private final float[] values;

  public Plane(int width, int height, float[] values) {
    if (width < 1 || height < 1 || values.length != width * height) {
      throw new IllegalArgumentException(
          width + " x " + height + " does not fit " + values.length + " values");
    }
    this.width = width;
    this.height = height;
    this.values = values;
  }

  /// A plane of zeros.
  public Plane(int width, int height) {
    this(width, height, new float[width * height]);
  }

  /// A plane with the same value everywhere.
  public static Plane filled(int width, int height, float value) {
    Plane plane = new Plane(width, height);
    Arrays.fill(plane.values, value);
    return plane;
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /// The values themselves, row by row; writing to them writes to the plane.
  public float[] values() {
    return values;
  }

  public float at(int x, int y) {
    return values[y * width + x];
  }

  public boolean sameSizeAs(Plane other) {
    return width == other.width && height == other.height;
  }

  /// A plane of its own with the same values.
  public Plane copy() {
    return new Plane(width, height, values.clone());
  }

  /// Holds a number within 0 to 1.
  public static float clamp(float value) {
    return value < 0 ? 0 : Math.min(value, 1);
  }
}
