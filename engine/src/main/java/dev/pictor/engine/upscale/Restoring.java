package dev.pictor.engine.upscale;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import dev.pictor.engine.model.NetPool;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;

/// A net that makes pictures four times as large and cleans them on the way. It shifts tones and
/// paints faces when it is left alone, so its guess is back-projected and mixed with a plain one.
final class Restoring implements Enlarger {
  private static final int SCALE = 4;

  /// OpenCV 4.13 does convolutions of 64 channels with half the multiplications (Winograd's way) up
  /// to about 72,000 pixels, and takes twice as long for each pixel above.
  private static final int MOST_PIXELS = 69_000;

  private final NetPool net;
  private final int reach;
  private final int mostPixels;
  private final boolean manyThreads;

  private Restoring(NetPool net, int reach, int mostPixels, boolean manyThreads) {
    this.net = net;
    this.reach = reach;
    this.mostPixels = mostPixels;
    this.manyThreads = manyThreads;
  }

  /// Real-ESRGAN's compact net: 34 layers, but what is more than 24 pixels away moves no level.
  static Restoring general(NetPool net) {
    return new Restoring(net, 24, MOST_PIXELS, true);
  }

  /// Real-ESRGAN's x4plus.
  static Restoring large(NetPool net) {
    return new Restoring(net, 24, MOST_PIXELS / 2, false);
  }

  @Override
  public int largestStep() {
    return SCALE;
  }

  @Override
  public int reach() {
    return reach;
  }

  /// The mixing hides most of the rim.
  @Override
  public int margin() {
    return 4;
  }

  @Override
  public int mostPixels() {
    return mostPixels;
  }

  @Override
  public boolean manyThreads() {
    return manyThreads;
  }

  @Override
  public int rounds() {
    return 2;
  }

  @Override
  public double share() {
    return 0.7;
  }

  @Override
  public List<Mat> enlarge(Mat tile, List<Mat> planes, int scale) {
    // Outside of the run, so that they outlive it.
    List<Mat> larger = new ArrayList<>();
    for (Mat plane : planes) {
      larger.add(new Mat(plane.rows() * scale, plane.cols() * scale, CV_32F));
    }
    net.run(
        List.of(tile),
        results -> {
          for (int colour = 0; colour < planes.size(); colour++) {
            copy(Planes.of(results.get(0), colour), larger.get(colour));
          }
        });
    return larger;
  }

  private static void copy(Mat plane, Mat target) {
    if (plane.cols() == target.cols()) {
      plane.copyTo(target);
    } else {
      resize(plane, target, target.size(), 0, 0, INTER_AREA);
    }
  }

  @Override
  public void warm() {
    net.warm();
  }
}
