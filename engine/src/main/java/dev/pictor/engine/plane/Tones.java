package dev.pictor.engine.plane;

import static org.bytedeco.opencv.global.opencv_imgproc.bilateralFilter;
import static org.bytedeco.opencv.global.opencv_imgproc.createCLAHE;

import java.util.function.DoubleUnaryOperator;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_imgproc.CLAHE;

/// Changes of tone: curves, local contrast, noise.
public final class Tones {
  private static final int STEPS = 1024;

  private Tones() {}

  /// Applies a curve to every value, through a table of 1,024 steps over 0 to 1; values outside are
  /// held at the ends.
  public static Plane curved(Plane plane, DoubleUnaryOperator curve) {
    float[] table = new float[STEPS + 1];
    for (int i = 0; i <= STEPS; i++) {
      table[i] = (float) curve.applyAsDouble((double) i / STEPS);
    }
    float[] from = plane.values();
    float[] out = new float[from.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = table[(int) (Plane.clamp(from[i]) * STEPS + 0.5f)];
    }
    return new Plane(plane.width(), plane.height(), out);
  }

  /// Raises the shadows: `floor + (1 - floor) * tone ^ gamma`.
  public static Plane lifted(Plane tone, double gamma, double floor) {
    return curved(tone, t -> floor + (1 - floor) * Math.pow(t, gamma));
  }

  /// Contrast of its own for every region (CLAHE), which brings out what shadow and haze hide.
  ///
  /// @param limit how far contrast may grow, about 2 to 3
  /// @param regions on a side
  public static Plane equalised(Plane tone, double limit, int regions) {
    try (Mat bytes = Pixels.bytes(tone);
        Mat out = new Mat();
        Size grid = new Size(regions, regions);
        CLAHE clahe = createCLAHE(limit, grid)) {
      clahe.apply(bytes, out);
      return Pixels.plane(out);
    }
  }

  /// Removes noise and fine texture and keeps edges (bilateral filter).
  ///
  /// @param reach in pixels, at most about 4: the cost grows with its square
  /// @param contrast differences above this share of the range are edges and stay, about .05 to .2
  public static Plane calmed(Plane tone, double reach, double contrast, int passes) {
    int diameter = 2 * Math.max(1, (int) Math.round(reach)) + 1;
    Mat from = Pixels.bytes(tone);
    try {
      for (int pass = 0; pass < passes; pass++) {
        Mat to = new Mat();
        bilateralFilter(from, to, diameter, contrast * 255, reach);
        from.close();
        from = to;
      }
      return Pixels.plane(from);
    } finally {
      from.close();
    }
  }
}
