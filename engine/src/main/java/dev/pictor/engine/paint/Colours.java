package dev.pictor.engine.paint;

import dev.pictor.engine.plane.Plane;
import dev.pictor.engine.plane.Rows;
import org.bytedeco.opencv.opencv_core.Mat;

/// A picture as three planes, each 0 to 1 as sRGB stores it. Filters that add up neighbours run
/// several times faster on planes than on interleaved bytes.
public record Colours(Plane red, Plane green, Plane blue) {
  private static final float STEP = 1 / 255f;

  /// A little of the broad patches stays on faces, so that they belong to the rest.
  private static final float FACE_SHARE = .85f;

  public Colours {
    if (!red.sameSizeAs(green) || !red.sameSizeAs(blue)) {
      throw new IllegalArgumentException("the three planes differ in size");
    }
  }

  public Colours(int width, int height) {
    this(new Plane(width, height), new Plane(width, height), new Plane(width, height));
  }

  /// Reads the pixels of an 8 bit BGR picture.
  public static Colours of(Mat picture, Rows rows) throws InterruptedException {
    int width = picture.cols();
    byte[] bytes = bytesOf(picture);
    Colours colours = new Colours(width, picture.rows());
    float[] red = colours.red.values();
    float[] green = colours.green.values();
    float[] blue = colours.blue.values();
    rows.each(
        picture.rows(),
        y -> {
          for (int i = y * width, end = i + width; i < end; i++) {
            blue[i] = (bytes[3 * i] & 255) * STEP;
            green[i] = (bytes[3 * i + 1] & 255) * STEP;
            red[i] = (bytes[3 * i + 2] & 255) * STEP;
          }
        });
    return colours;
  }

  static byte[] bytesOf(Mat mat) {
    // A region of a larger picture has gaps between its rows; a copy has none.
    try (Mat whole = mat.isContinuous() ? new Mat(mat) : mat.clone()) {
      byte[] bytes = new byte[3 * whole.rows() * whole.cols()];
      whole.data().get(bytes);
      return bytes;
    }
  }

  public int width() {
    return red.width();
  }

  public int height() {
    return red.height();
  }

  /// Mixes finer colours of an area in, `FACE_SHARE` of the mask's value, and returns this.
  Colours mixed(Colours fine, Area area, Plane mask, Rows rows) throws InterruptedException {
    int width = width();
    float[] part = mask.values();
    Plane[] into = {red, green, blue};
    Plane[] from = {fine.red, fine.green, fine.blue};
    rows.each(
        area.height(),
        y -> {
          int there = (area.top() + y) * width + area.left();
          int here = y * area.width();
          for (int c = 0; c < 3; c++) {
            float[] a = into[c].values();
            float[] b = from[c].values();
            for (int x = 0; x < area.width(); x++) {
              a[there + x] += (b[here + x] - a[there + x]) * part[there + x] * FACE_SHARE;
            }
          }
        });
    return this;
  }

  /// The same colours as one packed number a pixel.
  public Canvas toCanvas(Rows rows) throws InterruptedException {
    int width = width();
    Canvas canvas = new Canvas(width, height());
    int[] pixels = canvas.pixels();
    rows.each(
        height(),
        y -> {
          for (int i = y * width, end = i + width; i < end; i++) {
            pixels[i] = Rgb.of(red.values()[i], green.values()[i], blue.values()[i]);
          }
        });
    return canvas;
  }
}
