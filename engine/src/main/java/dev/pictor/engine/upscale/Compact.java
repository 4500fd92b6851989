package dev.pictor.engine.upscale;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_32FC2;
import static org.bytedeco.opencv.global.opencv_core.add;
import static org.bytedeco.opencv.global.opencv_core.merge;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import dev.pictor.engine.model.NetPool;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Size;

/// Anime4K's CNN x2: bilinear enlarging plus what the net adds. The net gives for each source pixel
/// and colour the four numbers of a square of 2 x 2, which are interleaved here.
final class Compact implements Enlarger {
  private static final int SCALE = 2;

  private final NetPool net;

  Compact(NetPool net) {
    this.net = net;
  }

  @Override
  public int largestStep() {
    return SCALE;
  }

  /// Seven layers of 3 x 3.
  @Override
  public int reach() {
    return 7;
  }

  @Override
  public int margin() {
    return reach() + rounds() * BackProjection.REACH;
  }

  /// What one core keeps in its second-level cache.
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
      Mat twice = new Mat();
      resize(plane, twice, new Size(plane.cols() * 2, plane.rows() * 2), 0, 0, INTER_LINEAR);
      larger.add(twice);
    }
    net.run(List.of(tile), results -> addDetail(results.get(0), larger));
    return larger;
  }

  private static void addDetail(Mat detail, List<Mat> larger) {
    int height = larger.getFirst().rows();
    int width = larger.getFirst().cols();
    Mat squares = new Mat(height, width, CV_32F);
    for (int colour = 0; colour < larger.size(); colour++) {
      for (int row = 0; row < SCALE; row++) {
        int channel = (colour * SCALE + row) * SCALE;
        MatVector pair = new MatVector(Planes.of(detail, channel), Planes.of(detail, channel + 1));
        merge(pair, everyOther(squares, row));
      }
      add(larger.get(colour), squares, larger.get(colour));
    }
  }

  /// The even or the odd rows of a plane, its columns taken two by two.
  private static Mat everyOther(Mat plane, int first) {
    return new Mat(
        plane.rows() / SCALE,
        plane.cols() / SCALE,
        CV_32FC2,
        plane.ptr(first),
        SCALE * plane.step());
  }

  @Override
  public void warm() {
    net.warm();
  }
}
