package dev.pictor.engine.face;

import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import dev.pictor.engine.Progress;
import dev.pictor.engine.codec.Picture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;

/// Finds faces. Safe for several threads; the nets are loaded at the first use and released after a
/// while without any. The same pixels always give the same faces.
public final class Faces implements AutoCloseable {
  /// How hard to look.
  public enum Search {
    /// The whole picture with both detectors: finds faces whose width is about a sixteenth of the
    /// longer side or more.
    WHOLE,
    /// Also overlapping tiles of half the size: finds faces from about a fortieth of the longer
    /// side, for six to nine times the work.
    TILES
  }

  /// Detectors shrink everything to 192 pixels; there is nothing to see in more than this.
  private static final int LONGEST_SIDE = 1600;

  /// Smaller pictures have no detail that a tile could show better.
  private static final int TILED_FROM = 640;

  /// Two meshes that share this much are one face: neighbouring heads never do.
  private static final double SAME = 0.4;

  private static final Duration KEEP = Duration.ofMinutes(5);

  private final Detector near = Detector.near(KEEP);
  private final Detector far = Detector.far(KEEP);
  private final Mesh mesh = new Mesh(KEEP);

  /// The faces of a picture, the largest first.
  public List<Face> find(Picture picture, Search search) throws InterruptedException {
    double scale = Math.min(1, (double) LONGEST_SIDE / Math.max(picture.width(), picture.height()));
    try (PointerScope _ = new PointerScope()) {
      Mat small = scale < 1 ? shrunk(picture, scale) : picture.mat();
      List<Face> faces = distinct(small, detections(small, search));
      return scale < 1 ? faces.stream().map(f -> enlarged(f, 1 / scale)).toList() : faces;
    }
  }

  private static Mat shrunk(Picture picture, double scale) {
    Mat small = new Mat();
    resize(picture.mat(), small, new Size(), scale, scale, INTER_AREA);
    return small;
  }

  private static Face enlarged(Face face, double factor) {
    Landmarks points = face.landmarks().scaled(factor);
    return new Face(points.box(), points, face.score());
  }

  private List<Detection> detections(Mat small, Search search) throws InterruptedException {
    Rect whole = new Rect(0, 0, small.cols(), small.rows());
    List<Detection> found = new ArrayList<>(near.detect(small, whole));
    found.addAll(far.detect(small, whole));
    if (search == Search.TILES && Math.max(small.cols(), small.rows()) >= TILED_FROM) {
      for (Rect tile : tiles(small.cols(), small.rows())) {
        Progress.checkInterrupt();
        found.addAll(inside(far.detect(small, tile), tile, whole));
      }
    }
    return Detection.blended(found);
  }

  /// Squares of half the longer side, each overlapping the next by at least a half.
  private static List<Rect> tiles(int width, int height) {
    int side = Math.max(width, height) / 2;
    List<Rect> tiles = new ArrayList<>();
    for (int top : starts(height, side)) {
      for (int left : starts(width, side)) {
        tiles.add(new Rect(left, top, Math.min(side, width), Math.min(side, height)));
      }
    }
    return tiles;
  }

  private static List<Integer> starts(int length, int side) {
    if (length <= side) {
      return List.of(0);
    }
    int steps = Math.ceilDiv(2 * (length - side), side);
    List<Integer> starts = new ArrayList<>();
    for (int i = 0; i <= steps; i++) {
      starts.add((int) ((long) (length - side) * i / steps));
    }
    return starts;
  }

  /// A face that a tile cuts off is seen whole by its neighbour.
  private static List<Detection> inside(List<Detection> found, Rect tile, Rect whole) {
    int right = tile.x() + tile.width();
    int bottom = tile.y() + tile.height();
    return found.stream()
        .filter(d -> tile.x() == 0 || d.box().left() > tile.x() + 1)
        .filter(d -> tile.y() == 0 || d.box().top() > tile.y() + 1)
        .filter(d -> right == whole.width() || d.box().right() < right - 1)
        .filter(d -> bottom == whole.height() || d.box().bottom() < bottom - 1)
        .toList();
  }

  /// Boxes of one face may differ too much to be seen as the same; its points do not.
  private List<Face> distinct(Mat small, List<Detection> detections) throws InterruptedException {
    List<Face> faces = new ArrayList<>();
    for (Detection detection : detections) {
      Progress.checkInterrupt();
      mesh.find(small, detection)
          .filter(face -> faces.stream().noneMatch(f -> f.box().overlap(face.box()) > SAME))
          .ifPresent(faces::add);
    }
    faces.sort(Comparator.comparingDouble((Face f) -> f.box().area()).reversed());
    return List.copyOf(faces);
  }

  @Override
  public void close() {
    near.close();
    far.close();
    mesh.close();
  }
}
