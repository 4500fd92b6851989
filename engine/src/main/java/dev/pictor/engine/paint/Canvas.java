package dev.pictor.engine.paint;

import dev.pictor.engine.plane.Plane;
import dev.pictor.engine.plane.Rows;
import org.bytedeco.opencv.opencv_core.Mat;

/// What is painted on: one packed colour a pixel, black at first.
///
/// @param pixels `0xRRGGBB`, row by row
@SuppressWarnings("ArrayRecordComponent") // Strokes write into the array; that is its purpose.
public record Canvas(int width, int height, int[] pixels) {
  public Canvas(int width, int height) {
    this(width, height, new int[width * height]);
  }

  /// An 8 bit BGR picture, to be painted over or painted from.
  public static Canvas of(Mat picture, Rows rows) throws InterruptedException {
    int width = picture.cols();
    byte[] bytes = Colours.bytesOf(picture);
    Canvas canvas = new Canvas(width, picture.rows());
    rows.each(
        picture.rows(),
        y -> {
          for (int i = y * width, end = i + width; i < end; i++) {
            canvas.pixels[i] =
                Rgb.of(bytes[3 * i + 2] & 255, bytes[3 * i + 1] & 255, bytes[3 * i] & 255);
          }
        });
    return canvas;
  }

  /// A canvas of its own with the same colours.
  public Canvas copy() {
    return new Canvas(width, height, pixels.clone());
  }

  /// Mixes another canvas in: `share` of the mask's value of it.
  public void mix(Canvas other, Plane mask, float share, Rows rows) throws InterruptedException {
    float[] part = mask.values();
    rows.each(
        height,
        y -> {
          for (int i = y * width, end = i + width; i < end; i++) {
            pixels[i] = Rgb.over(pixels[i], other.pixels[i], (int) (part[i] * share * 256));
          }
        });
  }

  /// The luma (Rec. 601 weights), 0 to 1.
  public Plane tone(Rows rows) throws InterruptedException {
    Plane tone = new Plane(width, height);
    float[] values = tone.values();
    rows.each(
        height,
        y -> {
          for (int i = y * width, end = i + width; i < end; i++) {
            values[i] = Rgb.luma(pixels[i]);
          }
        });
    return tone;
  }

  /// The same colours as planes.
  public Colours toColours(Rows rows) throws InterruptedException {
    Colours colours = new Colours(width, height);
    float[] red = colours.red().values();
    float[] green = colours.green().values();
    float[] blue = colours.blue().values();
    rows.each(
        height,
        y -> {
          for (int i = y * width, end = i + width; i < end; i++) {
            int rgb = pixels[i];
            red[i] = Rgb.red(rgb) * (1 / 255f);
            green[i] = Rgb.green(rgb) * (1 / 255f);
            blue[i] = Rgb.blue(rgb) * (1 / 255f);
          }
        });
    return colours;
  }
}
