package dev.pictor.engine.plane;

/// The ragged edge of a drawing that does not fill its sheet.
public final class Border {
  private static final int SEED = 77;

  private Border() {}

  /// 1 inside, fading to 0 within the outer tenth of the shorter side.
  public static Plane ragged(int width, int height, Rows rows) throws InterruptedException {
    double longer = Math.max(width, height);
    Plane clouds = Noise.clouds(width, height, longer / 14, 4, SEED);
    float[] values = clouds.values();
    float shorter = Math.min(width, height);
    rows.each(
        height,
        y -> {
          int vertical = Math.min(y, height - 1 - y);
          for (int x = 0; x < width; x++) {
            int i = y * width + x;
            float edge = Math.min(vertical, Math.min(x, width - 1 - x)) / shorter;
            float t = (edge - (0.015f + 0.07f * values[i])) / 0.035f;
            values[i] = Plane.clamp(t * 0.5f + 0.5f);
          }
        });
    return clouds;
  }
}
