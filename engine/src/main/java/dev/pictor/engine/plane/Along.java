package dev.pictor.engine.plane;

/// Smooths a plane along a flow: noise becomes strokes, ragged lines become drawn ones.
///
/// It is line integral convolution (Cabral and Leedom 1993), but by doubling: each pass takes the
/// mean of a place and its two neighbours at a reach twice that of the pass before, so a stroke of
/// 30 pixels takes four passes of three samples instead of sixty samples. Every pass asks the flow
/// anew at its own place, so strokes still bend with the form.
public final class Along {
  private Along() {}

  /// @param half half the length of a stroke in pixels; under 1 the plane comes back as it is
  public static Plane flow(Plane plane, Flow flow, double half, Rows rows)
      throws InterruptedException {
    if (half < 1) {
      return plane;
    }
    int passes = Math.max(1, (int) Math.round(Math.log(half + 1) / Math.log(2)));
    // The reaches 1, 2, 4 ... sum to 2^passes - 1; they are stretched to sum to the half length.
    double stretch = half / ((1 << passes) - 1);
    Plane from = plane;
    for (int pass = 0; pass < passes; pass++) {
      Plane to = new Plane(plane.width(), plane.height());
      spread(from, to, flow, (float) (stretch * (1 << pass)), rows);
      from = to;
    }
    return from;
  }

  private static void spread(Plane from, Plane to, Flow flow, float reach, Rows rows)
      throws InterruptedException {
    int width = from.width();
    int height = from.height();
    float[] in = from.values();
    float[] out = to.values();
    float[] across = flow.across().values();
    float[] down = flow.down().values();
    int rim = (int) reach + 1;
    rows.each(
        height,
        y -> {
          boolean inside = y >= rim && y < height - rim;
          for (int x = 0; x < width; x++) {
            int i = y * width + x;
            float stepX = across[i] * reach;
            float stepY = down[i] * reach;
            int dx = (int) (stepX + (stepX < 0 ? -0.5f : 0.5f));
            int dy = (int) (stepY + (stepY < 0 ? -0.5f : 0.5f));
            int there = dy * width + dx;
            if (inside && x >= rim && x < width - rim) {
              out[i] = (in[i] + in[i + there] + in[i - there]) * (1 / 3f);
            } else {
              out[i] = (in[i] + held(from, x + dx, y + dy) + held(from, x - dx, y - dy)) * (1 / 3f);
            }
          }
        });
  }

  private static float held(Plane plane, int x, int y) {
    return plane.at(Math.clamp(x, 0, plane.width() - 1), Math.clamp(y, 0, plane.height() - 1));
  }
}
