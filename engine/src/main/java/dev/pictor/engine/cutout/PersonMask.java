package dev.pictor.engine.cutout;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.max;
import static org.bytedeco.opencv.global.opencv_dnn.blobFromImage;
import static org.bytedeco.opencv.global.opencv_imgproc.CC_STAT_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.CC_STAT_HEIGHT;
import static org.bytedeco.opencv.global.opencv_imgproc.CC_STAT_LEFT;
import static org.bytedeco.opencv.global.opencv_imgproc.CC_STAT_TOP;
import static org.bytedeco.opencv.global.opencv_imgproc.CC_STAT_WIDTH;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.THRESH_BINARY;
import static org.bytedeco.opencv.global.opencv_imgproc.connectedComponentsWithStats;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;
import static org.bytedeco.opencv.global.opencv_imgproc.threshold;

import dev.pictor.engine.Progress;
import dev.pictor.engine.model.ModelFile;
import dev.pictor.engine.model.NetPool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/// Where people are, from MediaPipe's selfie segmentation. The net sees 256 x 256 pixels, so it
/// looks twice: at the whole picture, in overlapping squares where that is long, then at each group
/// of people it found, with a margin around.
final class PersonMask implements AutoCloseable {
  private static final int SIDE = 256;
  private static final List<String> OUTPUT = List.of("activation_10");
  private static final Duration KEEP = Duration.ofMinutes(5);

  /// A picture longer than this is not squeezed into one look: thin people are not seen as people.
  private static final double LONG = 1.5;

  /// Looks along the longer side, at most; each overlaps the next by half where there is room.
  private static final int MOST_SQUARES = 7;

  /// What is a person at the first look.
  private static final double SURE = 0.5;

  /// The margin around a person at the second look, as a share of the person's box.
  private static final double MARGIN = 0.12;

  /// A second look at nearly the same picture shows nothing new.
  private static final double WORTHWHILE = 0.8;

  /// A person fills about half of a box around them; of what the second look sees less than this of
  /// its picture as a person, the first look was wrong.
  private static final double CONFIRMED = 0.16;

  /// Smaller specks of the first look are mistakes of the net far more often than people.
  private static final double LEAST_SHARE = 0.006;

  /// Groups that get a look of their own, the largest first.
  private static final int MOST_LOOKS = 6;

  private final NetPool net = new NetPool(ModelFile.PERSON_MASK, OUTPUT, KEEP);

  /// @param bgr of any size; the scope that the caller has open owns the result
  /// @param small a copy of it, as large as the mask shall be
  /// @return one float a pixel, 0 background to 1 person; all 0 when nobody is there
  Mat of(Mat bgr, Mat small) throws InterruptedException {
    Size size = small.size();
    Mat mask = new Mat(size, CV_32F, Scalar.all(0));
    Mat first = first(bgr, small);
    for (Rect group : groups(first)) {
      Progress.checkInterrupt();
      Rect seen = widened(group, first);
      if ((double) seen.width() * seen.height() < WORTHWHILE * SIDE * SIDE) {
        Rect place = scaled(seen, first, small);
        Mat part =
            enough(place.width(), place.height())
                ? new Mat(small, place)
                : new Mat(bgr, scaled(seen, first, bgr));
        Mat detail = look(part);
        if (Cutter.share(detail) > CONFIRMED) {
          merge(detail, place, mask);
        }
      } else {
        merge(first, new Rect(0, 0, size.width(), size.height()), mask);
      }
    }
    return mask;
  }

  /// The first look. Its shorter side is the net's; the longer one too, unless the picture is long.
  private Mat first(Mat bgr, Mat small) throws InterruptedException {
    Mat seen = enough(small.cols(), small.rows()) ? small : bgr;
    int shorter = Math.min(seen.cols(), seen.rows());
    int longer = Math.max(seen.cols(), seen.rows());
    if (longer < LONG * shorter) {
      return look(seen);
    }
    boolean wide = seen.cols() > seen.rows();
    int squares = Math.min(MOST_SQUARES, (int) Math.ceil(2.0 * (longer - shorter) / shorter) + 1);
    // Squares that would not meet are stretched until they overlap by half.
    int side = Math.max(shorter, (int) Math.ceil(2.0 * longer / (squares + 1)));
    int length = Math.round((float) SIDE * longer / side);
    Mat all = new Mat(wide ? SIDE : length, wide ? length : SIDE, CV_32F, Scalar.all(0));
    for (int i = 0; i < squares; i++) {
      Progress.checkInterrupt();
      int from = (int) ((long) (longer - side) * i / (squares - 1));
      int to = (int) ((long) (length - SIDE) * i / (squares - 1));
      Rect square = wide ? new Rect(from, 0, side, shorter) : new Rect(0, from, shorter, side);
      Rect place = wide ? new Rect(to, 0, SIDE, SIDE) : new Rect(0, to, SIDE, SIDE);
      merge(look(new Mat(seen, square)), place, all);
    }
    return all;
  }

  /// Whether the net would see no more of the large picture than of a copy of this size.
  private static boolean enough(int width, int height) {
    return Math.min(width, height) >= SIDE;
  }

  private Mat look(Mat bgr) {
    Mat square = new Mat();
    Size side = new Size(SIDE, SIDE);
    resize(bgr, square, side, 0, 0, bgr.cols() > SIDE ? INTER_AREA : INTER_LINEAR);
    Mat input = blobFromImage(square, 1 / 255.0, side, Scalar.all(0), true, false, CV_32F);
    Mat mask = new Mat(side, CV_32F);
    new FloatPointer(mask.data()).put(net.run(input).getFirst());
    return mask;
  }

  /// Boxes of what hangs together in the first look, the largest first.
  private static List<Rect> groups(Mat mask) {
    Mat sure = new Mat();
    threshold(mask, sure, SURE, 255, THRESH_BINARY);
    sure.convertTo(sure, CV_8U);
    Mat labels = new Mat();
    Mat numbers = new Mat();
    int count = connectedComponentsWithStats(sure, labels, numbers, new Mat());
    int[] stats = new int[count * numbers.cols()];
    new IntPointer(numbers.data()).get(stats);
    List<Integer> large = new ArrayList<>();
    for (int i = 1; i < count; i++) {
      if (stats[i * numbers.cols() + CC_STAT_AREA] > LEAST_SHARE * SIDE * SIDE) {
        large.add(i * numbers.cols());
      }
    }
    large.sort(Comparator.comparingInt((Integer at) -> stats[at + CC_STAT_AREA]).reversed());
    return large.stream().limit(MOST_LOOKS).map(at -> box(stats, at)).toList();
  }

  private static Rect box(int[] stats, int at) {
    return new Rect(
        stats[at + CC_STAT_LEFT],
        stats[at + CC_STAT_TOP],
        stats[at + CC_STAT_WIDTH],
        stats[at + CC_STAT_HEIGHT]);
  }

  private static Rect widened(Rect box, Mat look) {
    int beside = (int) Math.ceil(box.width() * MARGIN);
    int above = (int) Math.ceil(box.height() * MARGIN);
    int left = Math.max(0, box.x() - beside);
    int top = Math.max(0, box.y() - above);
    int right = Math.min(look.cols(), box.x() + box.width() + beside);
    int bottom = Math.min(look.rows(), box.y() + box.height() + above);
    return new Rect(left, top, right - left, bottom - top);
  }

  /// A box of the first look in a picture.
  private static Rect scaled(Rect box, Mat look, Mat picture) {
    int width = picture.cols();
    int height = picture.rows();
    int left = box.x() * width / look.cols();
    int top = box.y() * height / look.rows();
    int right = Math.max(left + 1, (box.x() + box.width()) * width / look.cols());
    int bottom = Math.max(top + 1, (box.y() + box.height()) * height / look.rows());
    return new Rect(left, top, Math.min(width, right) - left, Math.min(height, bottom) - top);
  }

  private static void merge(Mat detail, Rect place, Mat mask) {
    Mat fitted = new Mat();
    resize(detail, fitted, place.size(), 0, 0, INTER_LINEAR);
    Mat part = new Mat(mask, place);
    max(part, fitted, part);
  }

  @Override
  public void close() {
    net.close();
  }
}
