package dev.pictor.engine.plane;

import java.util.function.DoubleUnaryOperator;

/// A function of a tone, kept as a table of 1,024 steps over 0 to 1; values outside are held at the
/// ends. A power costs as much as a sum this way.
public final class Curve {
  private static final int STEPS = 1024;

  private final float[] table = new float[STEPS + 1];

  public Curve(DoubleUnaryOperator function) {
    for (int i = 0; i <= STEPS; i++) {
      table[i] = (float) function.applyAsDouble((double) i / STEPS);
    }
  }

  public float at(float tone) {
    return table[(int) (Plane.clamp(tone) * STEPS + 0.5f)];
  }

  /// A new plane with the function of every value.
  public Plane of(Plane plane) {
    float[] from = plane.values();
    float[] out = new float[from.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = at(from[i]);
    }
    return new Plane(plane.width(), plane.height(), out);
  }
}
