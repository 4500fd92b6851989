package dev.pictor.engine.book;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.addWeighted;
import static org.bytedeco.opencv.global.opencv_core.extractChannel;
import static org.bytedeco.opencv.global.opencv_core.insertChannel;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2Lab;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_Lab2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_CUBIC;
import static org.bytedeco.opencv.global.opencv_imgproc.bilateralFilter;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import dev.pictor.engine.Progress;
import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.face.Box;
import dev.pictor.engine.face.Face;
import dev.pictor.engine.plane.Blur;
import dev.pictor.engine.plane.Lines;
import dev.pictor.engine.plane.Pixels;
import dev.pictor.engine.plane.Plane;
import dev.pictor.engine.plane.Tones;
import dev.pictor.engine.sketch.Look;
import dev.pictor.engine.sketch.Sketcher;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;

/// The photographed face, drawn in the medium of a page: its areas and its lines apart, so that the
/// areas can take the colours of the page's skin and the lines those of the page's lines.
///
/// @param areas 8 bit BGR
/// @param lines one channel of floats: 1 where there is none, 0 in the middle of one
/// @param outline where the face is in both
record Likeness(Mat areas, Mat lines, Outline outline) {
  /// Room around the face, as a part of its width.
  private static final double ROOM = 0.55;

  /// Drawn this much larger than it will be seen, within these widths of a face.
  private static final double LARGER = 1.5;

  private static final double LEAST_WIDTH = 300;
  private static final double MOST_WIDTH = 900;

  /// How broad the light is that goes, as a part of the face's width; how much of it goes; and the
  /// lightness that stays.
  private static final double LAMP = 0.16;

  private static final double EVENNESS = 0.7;
  private static final double MIDDLE = 165;

  /// The width of a drawn line as a part of the face's.
  private static final double LINE = 1 / 150.0;

  private static final double LINE_STRENGTH = 17;
  private static final float LINE_LEVEL = 0.47f;
  private static final float LINE_HARDNESS = 9;

  /// Tones of an even area, and how softly one goes over into the next.
  private static final double TONE_STEP = 26;

  private static final double TONE_SOFTNESS = 3.2;

  /// @param pageWidth of the face on the page, in pixels
  static Likeness of(
      Picture photo, Face face, PageMedium medium, double pageWidth, Sketcher sketcher)
      throws InterruptedException {
    Box box = face.box();
    double width = Math.clamp(LARGER * pageWidth, LEAST_WIDTH, MOST_WIDTH);
    double scale = width / box.width();
    double room = ROOM * box.width();
    int left = Math.clamp((long) (box.left() - room), 0, photo.width() - 1);
    int top = Math.clamp((long) (box.top() - room), 0, photo.height() - 1);
    int right = Math.clamp((long) (box.right() + room), left + 1, photo.width());
    int bottom = Math.clamp((long) (box.bottom() + room), top + 1, photo.height());
    Mat part = new Mat(photo.mat(), new Rect(left, top, right - left, bottom - top));
    Mat portrait = new Mat();
    Size size =
        new Size(
            (int) Math.round((right - left) * scale), (int) Math.round((bottom - top) * scale));
    resize(part, portrait, size, 0, 0, scale < 1 ? INTER_AREA : INTER_CUBIC);
    Outline outline = Outline.of(face, -left * scale, -top * scale, scale);
    portrait = evenlyLit(portrait, width);
    return new Likeness(areas(portrait, medium, sketcher), lines(portrait, width, medium), outline);
  }

  /// Lamps have no place on a drawn page: broad light and shade goes, and so do pores and wrinkles
  /// that no picture book shows.
  private static Mat evenlyLit(Mat portrait, double width) throws InterruptedException {
    Mat smooth = portrait;
    for (int pass = 0; pass < 3; pass++) {
      Progress.checkInterrupt();
      Mat next = new Mat();
      bilateralFilter(smooth, next, 9, 24, width / 75);
      smooth = next;
    }
    Mat lab = new Mat();
    cvtColor(smooth, lab, COLOR_BGR2Lab);
    Mat light = new Mat();
    extractChannel(lab, light, 0);
    Mat broad = Blur.gauss(light, LAMP * width);
    Mat even = new Mat();
    addWeighted(light, 1, broad, -EVENNESS, EVENNESS * MIDDLE, even);
    insertChannel(even, lab, 0);
    Mat lit = new Mat();
    cvtColor(lab, lit, COLOR_Lab2BGR);
    return lit;
  }

  private static Mat areas(Mat portrait, PageMedium medium, Sketcher sketcher)
      throws InterruptedException {
    return switch (medium) {
      case FLAT, PHOTO -> evened(portrait);
      case SOFT -> sketched(portrait, Look.of("watercolor", "advanced"), sketcher);
      case LINES -> sketched(portrait, Look.of("pencil", "basic"), sketcher);
    };
  }

  private static Mat sketched(Mat portrait, Look look, Sketcher sketcher)
      throws InterruptedException {
    Picture source = new Picture(portrait.clone());
    try (source;
        Picture drawn = sketcher.sketch(source, look, 0.9, Progress.SILENT)) {
      return drawn.mat().clone();
    }
  }

  /// Winnemöller, Olsen and Gooch, "Real-time video abstraction" (2006): smoothed within edges,
  /// then a few tones with soft steps between them.
  private static Mat evened(Mat portrait) throws InterruptedException {
    Mat smooth = portrait.clone();
    for (int pass = 0; pass < 2; pass++) {
      Progress.checkInterrupt();
      Mat next = new Mat();
      bilateralFilter(smooth, next, 9, 30, 7);
      smooth = next;
    }
    Mat lab = new Mat();
    cvtColor(smooth, lab, COLOR_BGR2Lab);
    byte[] values = new byte[3 * lab.rows() * lab.cols()];
    lab.data().get(values);
    for (int i = 0; i < values.length; i += 3) {
      double light = values[i] & 255;
      double tone = Math.floor(light / TONE_STEP) * TONE_STEP + TONE_STEP / 2;
      double off = Math.tanh(TONE_SOFTNESS * (light - tone) / TONE_STEP * 0.5) * TONE_STEP * 0.15;
      values[i] = (byte) Math.clamp(Math.round(tone + off), 0, 255);
    }
    lab.data().put(values);
    Mat even = new Mat();
    cvtColor(lab, even, COLOR_Lab2BGR);
    return even;
  }

  private static Mat lines(Mat portrait, double width, PageMedium medium) {
    Plane tone = Tones.calmed(Pixels.tone(portrait), 3, 0.1, 2);
    Plane level = Tones.levelled(tone, width / 5, 0.6, 0.7);
    Plane response = Lines.response(level, width * LINE, LINE_STRENGTH);
    float[] lines = new float[response.values().length];
    float paper = medium == PageMedium.SOFT ? 0.45f : 0.1f;
    for (int i = 0; i < lines.length; i++) {
      float line = Lines.soft(response.values()[i], LINE_LEVEL, LINE_HARDNESS);
      lines[i] = paper + (1 - paper) * line;
    }
    Mat mat = new Mat(portrait.rows(), portrait.cols(), CV_32F);
    new FloatPointer(mat.data()).put(lines);
    return mat;
  }
}
