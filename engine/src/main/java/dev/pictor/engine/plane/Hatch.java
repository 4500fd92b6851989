package dev.pictor.engine.plane;

/// Parallel pen or pencil lines, a trifle uneven as a hand draws them.
public final class Hatch {
  private final float across;
  private final float down;
  private final float period;

  /// @param angle of the lines in radians, clockwise from the x axis as y grows downwards
  /// @param period from line to line in pixels
  public Hatch(double angle, double period) {
    across = (float) (-Math.sin(angle) / period);
    down = (float) (Math.cos(angle) / period);
    this.period = (float) period;
  }

  /// How far a place is from the middle of the nearest line, in pixels, 0 to half a period.
  ///
  /// @param wobble how far the line is bent aside here, in pixels
  public float distance(float x, float y, float wobble) {
    float t = across * x + down * y + wobble / period;
    t -= (float) Math.floor(t);
    return Math.abs(t - 0.5f) * period;
  }

  /// How much of a line of this half width lies on the place: 1 inside, 0 outside, a pixel of
  /// transition.
  public float ink(float x, float y, float wobble, float halfWidth) {
    return Plane.clamp((halfWidth - distance(x, y, wobble)) * 0.85f + 0.5f);
  }
}
