package dev.pictor.engine.plane;

/// Parallel lines as a hand draws them: each bends, swells and fades on its own way.
public final class Hatch {
  private static final float LOOSENESS = 0.28f;

  private final float across;
  private final float down;
  private final float alongX;
  private final float alongY;
  private final float period;
  private final int seed;

  /// @param angle of the lines in radians, clockwise from the x axis as y grows downwards
  /// @param period from line to line in pixels
  /// @param length in pixels after which a line's pressure has changed
  public Hatch(double angle, double period, double length, int seed) {
    across = (float) (-Math.sin(angle) / period);
    down = (float) (Math.cos(angle) / period);
    alongX = (float) (Math.cos(angle) / length);
    alongY = (float) (Math.sin(angle) / length);
    this.period = (float) period;
    this.seed = seed;
  }

  /// How much of a line lies on a place: 0 between the lines, up to 1 in the middle of one, with a
  /// pixel of transition.
  ///
  /// @param bend how far the lines are bent aside here, in pixels
  /// @param halfWidth of a line of average pressure, in pixels
  public float ink(float x, float y, float bend, float halfWidth) {
    float position = across * x + down * y + bend / period;
    int line = floor(position);
    float along = alongX * x + alongY * y + 8 * Noise.at(line, 0, seed);
    int stretch = floor(along);
    float share = along - stretch;
    float pressure =
        Noise.at(line, stretch, seed + 1) * (1 - share)
            + Noise.at(line, stretch + 1, seed + 1) * share;
    float aside = Math.abs(position - line - 0.5f + (pressure - 0.5f) * LOOSENESS) * period;
    float half = halfWidth * (0.6f + 0.8f * pressure);
    return Plane.clamp((half - aside) * 0.85f + 0.5f) * (0.62f + 0.38f * pressure);
  }

  private static int floor(float value) {
    int truncated = (int) value;
    return value < truncated ? truncated - 1 : truncated;
  }
}
