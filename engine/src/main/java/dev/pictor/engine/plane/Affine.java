package dev.pictor.engine.plane;

import static org.bytedeco.opencv.global.opencv_core.CV_64F;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.opencv.opencv_core.Mat;

/// A map of the plane that keeps lines straight: `(a x + b y + c, d x + e y + f)`.
public record Affine(double a, double b, double c, double d, double e, double f) {
  public double x(double x, double y) {
    return a * x + b * y + c;
  }

  public double y(double x, double y) {
    return d * x + e * y + f;
  }

  /// How much larger areas get; negative for maps that mirror.
  public double determinant() {
    return a * e - b * d;
  }

  /// How much longer lengths get, for maps that keep angles.
  public double scale() {
    return Math.sqrt(Math.abs(determinant()));
  }

  public Affine inverse() {
    double area = determinant();
    return new Affine(
        e / area, -b / area, (b * f - c * e) / area, -d / area, a / area, (c * d - a * f) / area);
  }

  /// This map for points that are counted from this corner.
  public Affine from(double left, double top) {
    return new Affine(a, b, x(left, top), d, e, y(left, top));
  }

  /// The same map into a plane that is larger by this factor.
  public Affine times(double factor) {
    return new Affine(a * factor, b * factor, c * factor, d * factor, e * factor, f * factor);
  }

  /// As OpenCV wants it: two rows of three; the caller closes it.
  public Mat mat() {
    Mat matrix = new Mat(2, 3, CV_64F);
    new DoublePointer(matrix.data()).put(a, b, c, d, e, f);
    return matrix;
  }
}
