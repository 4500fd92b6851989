package dev.pictor.engine.cutout;

import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.countNonZero;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.THRESH_BINARY;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;
import static org.bytedeco.opencv.global.opencv_imgproc.threshold;

import dev.pictor.engine.Progress;
import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.model.ModelStore;
import dev.pictor.engine.plane.Rows;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/// Cuts people out of photographs. Safe for several threads; the same pixels always give the same
/// result, on any number of threads.
///
/// A net says roughly where people are; a guided filter (He, Sun and Tang, "Guided Image
/// Filtering", 2010) brings that to the edges in the picture; in the band that is still in doubt,
/// hair above all, each pixel is explained as a mixture of two colours sampled nearby. The result
/// carries the person's own colours there, so no rim of the old background comes along.
public final class Cutter implements AutoCloseable {
  /// Less of the picture than this is nobody.
  private static final double LEAST_SHARE = 0.004;

  private final PersonMask people = new PersonMask();
  private final Rows rows;
  private final ObjectMask objects;

  /// @param rows the threads to compute rows on; stays the caller's
  public Cutter(Rows rows) {
    this(rows, ModelStore.shipped());
  }

  /// @param rows the threads to compute rows on; stays the caller's
  /// @param models asked at every cut for a net for the task
  ///   [dev.pictor.engine.model.Task#CUT_OUT], which cuts out anything and better, for about six
  ///   processor seconds; stays the caller's
  public Cutter(Rows rows, ModelStore models) {
    this.rows = rows;
    this.objects = new ObjectMask(models);
  }

  /// The people of the picture, all else see-through: a picture of the same size with alpha, which
  /// the caller closes. Costs about 0.1 processor seconds for one megapixel.
  ///
  /// @throws NoSubject when nobody is found
  public Picture cut(Picture picture, Progress progress) throws NoSubject, InterruptedException {
    progress.at(0, "finding the person");
    try (PointerScope _ = new PointerScope()) {
      Mat small = Matte.small(picture.mat());
      Mat mask = mask(picture.mat(), small);
      if (share(mask) < LEAST_SHARE) {
        throw new NoSubject();
      }
      Progress.checkInterrupt();
      progress.at(0.3, "finding the edges");
      Matte matte = Matte.of(small, mask);
      Progress.checkInterrupt();
      progress.at(0.7, "separating the colours");
      return Separation.of(picture.mat(), matte, rows);
    }
  }

  private Mat mask(Mat bgr, Mat small) throws InterruptedException {
    Optional<Mat> found = objects.of(bgr, small.size());
    return found.isPresent() ? found.get() : people.of(bgr, small);
  }

  /// Roughly where people are: 8 bit, one channel, as large as the picture, 0 background to 255
  /// person; all 0 when nobody is there. Edges are soft and only about right, for which it costs a
  /// fifth of [#cut]. The caller closes it.
  public Mat personMask(Picture picture) throws InterruptedException {
    Mat full = new Mat();
    try (PointerScope _ = new PointerScope()) {
      Mat mask = people.of(picture.mat(), Matte.small(picture.mat()));
      mask.convertTo(mask, CV_8U, 255, 0);
      resize(mask, full, new Size(picture.width(), picture.height()), 0, 0, INTER_LINEAR);
    }
    return full;
  }

  /// How much of a mask is more person than not, 0 to 1.
  static double share(Mat mask) {
    Mat sure = new Mat();
    threshold(mask, sure, 0.5, 1, THRESH_BINARY);
    return (double) countNonZero(sure) / mask.total();
  }

  @Override
  public void close() {
    people.close();
  }
}
