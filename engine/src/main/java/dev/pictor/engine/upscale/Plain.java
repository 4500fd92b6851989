package dev.pictor.engine.upscale;

import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LANCZOS4;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/// No net: Lanczos' filter of 8 x 8 pixels.
final class Plain implements Enlarger {
  @Override
  public int largestStep() {
    return 4;
  }

  @Override
  public int reach() {
    return 4;
  }

  @Override
  public int margin() {
    return 0;
  }

  @Override
  public int mostPixels() {
    return 60_000;
  }

  @Override
  public boolean manyThreads() {
    return true;
  }

  @Override
  public int rounds() {
    return 2;
  }

  @Override
  public double share() {
    return 1;
  }

  @Override
  public List<Mat> enlarge(Mat tile, List<Mat> planes, int scale) {
    List<Mat> larger = new ArrayList<>();
    for (Mat plane : planes) {
      larger.add(lanczos(plane, scale));
    }
    return larger;
  }

  static Mat lanczos(Mat plane, int scale) {
    Mat larger = new Mat();
    Size size = new Size(plane.cols() * scale, plane.rows() * scale);
    resize(plane, larger, size, 0, 0, INTER_LANCZOS4);
    return larger;
  }

  @Override
  public void warm() {}
}
