package dev.pictor.engine.sketch;

import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.plane.Plane;
import dev.pictor.engine.plane.Region;
import dev.pictor.engine.plane.Rows;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.jspecify.annotations.Nullable;

/// What the steps of a recipe share: the picture at working size, its scale, and the layers made so
/// far. One thread at a time uses it.
final class Easel implements AutoCloseable {
  /// Small previews draw as if they were a quarter of a megapixel: thinner lines than half a pixel
  /// would not be seen at all.
  static final double LEAST_SCALE = 0.5;

  /// Room around faces at one megapixel, so that blurs see past the mask.
  private static final double FACE_MARGIN = 6;

  private final int fullWidth;
  private final int fullHeight;
  private final double intensity;
  private final Rows rows;
  private final FaceFinder finder;
  private final Mat subject;
  private final Map<Layer, Plane> layers = new EnumMap<>(Layer.class);
  private Optional<FaceArea> faces = Optional.empty();
  private boolean facesSought;
  private @Nullable Region faceRegion;

  Easel(Picture source, double megapixels, double intensity, Rows rows, FaceFinder finder) {
    fullWidth = source.width();
    fullHeight = source.height();
    this.intensity = intensity;
    this.rows = rows;
    this.finder = finder;
    subject = atMost(source, megapixels);
  }

  /// The photograph at working size, 8 bit BGR; steps read it and leave it as it is.
  Mat subject() {
    return subject;
  }

  int width() {
    return subject.cols();
  }

  int height() {
    return subject.rows();
  }

  int fullWidth() {
    return fullWidth;
  }

  int fullHeight() {
    return fullHeight;
  }

  Rows rows() {
    return rows;
  }

  double intensity() {
    return intensity;
  }

  /// A value that moves with the intensity, from `gentle` at 0 to `full` at 1.
  double between(double gentle, double full) {
    return gentle + (full - gentle) * intensity;
  }

  /// A length in pixels of the working size, given as it would be in a picture of one megapixel.
  double px(double atOneMegapixel) {
    return atOneMegapixel * scale(width(), height());
  }

  /// The scale of lengths at full size.
  double fullScale() {
    return scale(fullWidth, fullHeight);
  }

  void put(Layer layer, Plane plane) {
    layers.put(layer, plane);
  }

  Plane get(Layer layer) {
    Plane plane = layers.get(layer);
    if (plane == null) {
      throw new IllegalStateException("no step has made " + layer);
    }
    return plane;
  }

  /// Takes a layer off the easel, so that its memory is free when the caller is done.
  Plane take(Layer layer) {
    Plane plane = get(layer);
    layers.remove(layer);
    return plane;
  }

  /// Lets every other layer go.
  void keepOnly(Iterable<Layer> wanted) {
    Map<Layer, Plane> kept = new EnumMap<>(Layer.class);
    wanted.forEach(layer -> kept.put(layer, get(layer)));
    layers.clear();
    layers.putAll(kept);
  }

  /// Where the faces are, looked for once and only when a step asks.
  Optional<FaceArea> faces() throws InterruptedException {
    if (!facesSought) {
      // The picture is only lent to the finder, so it must not be closed here.
      faces = finder.find(new Picture(subject));
      facesSought = true;
    }
    return faces;
  }

  /// The part of the working size that holds the faces, with some room around; to be asked only
  /// when there are faces.
  Region faceRegion() throws InterruptedException {
    Region known = faceRegion;
    if (known == null) {
      known = Region.around(faces().orElseThrow().mask(), (int) Math.ceil(px(FACE_MARGIN)));
      faceRegion = known;
    }
    return known;
  }

  @Override
  public void close() {
    subject.close();
    layers.clear();
  }

  private static double scale(int width, int height) {
    return Math.max(LEAST_SCALE, Math.sqrt((double) width * height / 1e6));
  }

  private static Mat atMost(Picture source, double megapixels) {
    double shrink = Math.sqrt(megapixels / source.megapixels());
    if (shrink >= 1) {
      return source.mat().clone();
    }
    Mat small = new Mat();
    int width = Math.max(1, (int) Math.round(source.width() * shrink));
    int height = Math.max(1, (int) Math.round(source.height() * shrink));
    try (Size size = new Size(width, height)) {
      resize(source.mat(), small, size, 0, 0, INTER_AREA);
    }
    return small;
  }
}
