package dev.pictor.engine.book;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2Lab;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_Lab2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import java.util.Arrays;
import org.bytedeco.opencv.opencv_core.Mat;

/// The colours of a page's face, and how those of a drawing become them.
///
/// @param page lightness, a and b of the skin on the page, 0 to 255 each
/// @param drawing the same of the drawing
/// @param contrast how much of the drawing's light and shade is kept
/// @param colour how much of its differences of colour is kept
/// @param line blue, green and red of the page's lines
record Tints(double[] page, double[] drawing, double contrast, double colour, double[] line) {
  /// Skin is what is lighter than this part of a face: not eyes, mouth, brows.
  private static final double SKIN_FROM = 0.45;

  /// Lines are the darkest part of what is around a face.
  private static final double LINE_UNTIL = 0.02;

  /// Lines are at least so many levels darker than skin.
  private static final double DARKER = 70;

  /// Blue, green and red of the line of a page without lines.
  private static final double[] SEPIA = {38, 48, 66};

  /// Highlights are let shine only so far above the page's skin: drawn skin does not gleam.
  private static final double GLOW = 7;

  /// Colours of the page so far from its skin are something else, in levels.
  private static final double ALIKE = 30;

  static Tints of(Mat page, Mat drawing, float[] mask, PageMedium medium) {
    double[] skin = skin(lab(page), mask);
    double[] drawn = skin(lab(drawing), mask);
    return switch (medium) {
      case FLAT, PHOTO -> new Tints(skin, drawn, 0.8, 1, lineColour(page, skin[0]));
      case SOFT -> new Tints(skin, drawn, 0.9, 1, lineColour(page, skin[0]));
      case LINES -> new Tints(skin, drawn, 0.9, 0, lineColour(page, skin[0]));
    };
  }

  /// Blue, green and red of the page's skin.
  double[] skin() {
    Mat one = new Mat(1, 1, CV_8UC3);
    one.data().put(level(page[0]), level(page[1]), level(page[2]));
    Mat bgr = new Mat();
    cvtColor(one, bgr, COLOR_Lab2BGR);
    double[] skin = new double[3];
    for (int channel = 0; channel < 3; channel++) {
      skin[channel] = bgr.data().get(channel) & 255;
    }
    return skin;
  }

  /// How much each pixel of the page is like its skin, 0 to 1.
  float[] skinOf(Mat part) {
    return alike(lab(part), page, ALIKE);
  }

  /// How much each pixel of the drawing is like the drawing's skin, 0 to 1.
  float[] skinOfDrawing(Mat part) {
    return alike(lab(part), drawing, 1.2 * ALIKE);
  }

  private static float[] alike(byte[] lab, double[] skin, double far) {
    float[] alike = new float[lab.length / 3];
    for (int i = 0; i < alike.length; i++) {
      double light = (lab[3 * i] & 255) - skin[0];
      double a = (lab[3 * i + 1] & 255) - skin[1];
      double b = (lab[3 * i + 2] & 255) - skin[2];
      alike[i] = (float) Math.exp(-(light * light + 2 * (a * a + b * b)) / (far * far));
    }
    return alike;
  }

  /// The drawing in the colours of the page.
  byte[] applied(Mat drawing) {
    byte[] lab = lab(drawing);
    for (int i = 0; i < lab.length; i += 3) {
      double light = ((lab[i] & 255) - drawing()[0]) * contrast;
      double held = light > 0 ? GLOW * Math.tanh(light / GLOW) : light;
      lab[i] = level(page[0] + held);
      lab[i + 1] = level(page[1] + ((lab[i + 1] & 255) - drawing()[1]) * colour);
      lab[i + 2] = level(page[2] + ((lab[i + 2] & 255) - drawing()[2]) * colour);
    }
    Mat tinted = new Mat(drawing.rows(), drawing.cols(), drawing.type());
    tinted.data().put(lab);
    Mat bgr = new Mat();
    cvtColor(tinted, bgr, COLOR_Lab2BGR);
    byte[] bytes = new byte[lab.length];
    bgr.data().get(bytes);
    return bytes;
  }

  private static byte level(double value) {
    return (byte) Math.clamp(Math.round(value), 0, 255);
  }

  private static byte[] lab(Mat bgr) {
    Mat lab = new Mat();
    cvtColor(bgr, lab, COLOR_BGR2Lab);
    byte[] values = new byte[3 * lab.rows() * lab.cols()];
    lab.data().get(values);
    return values;
  }

  /// The middle of the lighter part of a face.
  private static double[] skin(byte[] lab, float[] mask) {
    int[] counts = new int[256];
    int all = 0;
    for (int i = 0; i < mask.length; i++) {
      if (mask[i] > 0.9f) {
        counts[lab[3 * i] & 255]++;
        all++;
      }
    }
    int least = rank(counts, SKIN_FROM * all);
    double[] sums = new double[3];
    int count = 0;
    for (int i = 0; i < mask.length; i++) {
      if (mask[i] > 0.9f && (lab[3 * i] & 255) >= least) {
        for (int channel = 0; channel < 3; channel++) {
          sums[channel] += lab[3 * i + channel] & 255;
        }
        count++;
      }
    }
    int divisor = Math.max(1, count);
    return Arrays.stream(sums).map(sum -> sum / divisor).toArray();
  }

  private static int rank(int[] counts, double wanted) {
    int below = 0;
    for (int i = 0; i < counts.length; i++) {
      below += counts[i];
      if (below > wanted) {
        return i;
      }
    }
    return counts.length - 1;
  }

  /// The colour of the darkest pixels; of a page without anything dark, a brown that suits skin.
  private static double[] lineColour(Mat page, double skinLight) {
    double[] darkest = darkest(page);
    double light = 0.114 * darkest[0] + 0.587 * darkest[1] + 0.299 * darkest[2];
    return light < skinLight - DARKER ? darkest : SEPIA.clone();
  }

  /// The mean colour of the darkest pixels.
  private static double[] darkest(Mat page) {
    Mat whole = page.clone();
    byte[] bgr = new byte[3 * whole.rows() * whole.cols()];
    whole.data().get(bgr);
    int[] counts = new int[256];
    for (int i = 0; i < bgr.length; i += 3) {
      counts[tone(bgr, i)]++;
    }
    int most = rank(counts, LINE_UNTIL * (bgr.length / 3.0));
    double[] sums = new double[3];
    int count = 0;
    for (int i = 0; i < bgr.length; i += 3) {
      if (tone(bgr, i) <= most) {
        for (int channel = 0; channel < 3; channel++) {
          sums[channel] += bgr[i + channel] & 255;
        }
        count++;
      }
    }
    int divisor = Math.max(1, count);
    return Arrays.stream(sums).map(sum -> sum / divisor).toArray();
  }

  private static int tone(byte[] bgr, int i) {
    return (114 * (bgr[i] & 255) + 587 * (bgr[i + 1] & 255) + 299 * (bgr[i + 2] & 255)) / 1000;
  }
}
