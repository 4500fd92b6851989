package dev.pictor.engine.plane;

/// One float for every pixel of a picture, row by row; 0 is black and 1 is white where it holds a
/// tone.
///
/// @param values `width * height` numbers, shared and not copied: whoever passes a plane on has
///   finished with it
@SuppressWarnings(
    "ArrayRecordComponent") // A plane is its array; copying four million floats would be the
// mistake.
public record Plane(int width, int height, float[] values) {
  public Plane {
    if (values.length != width * height) {
      throw new IllegalArgumentException(
          width + " x " + height + " needs " + width * height + " values, not " + values.length);
    }
  }

  public Plane(int width, int height) {
    this(width, height, new float[width * height]);
  }

  public float at(int x, int y) {
    return values[y * width + x];
  }

  public boolean sameSizeAs(Plane other) {
    return width == other.width && height == other.height;
  }
}
