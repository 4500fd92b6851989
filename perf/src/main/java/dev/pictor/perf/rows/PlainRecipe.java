package dev.pictor.perf.rows;

import static org.bytedeco.opencv.global.opencv_core.bitwise_not;
import static org.bytedeco.opencv.global.opencv_core.divide;
import static org.bytedeco.opencv.global.opencv_imgproc.ADAPTIVE_THRESH_GAUSSIAN_C;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.GaussianBlur;
import static org.bytedeco.opencv.global.opencv_imgproc.THRESH_BINARY;
import static org.bytedeco.opencv.global.opencv_imgproc.adaptiveThreshold;
import static org.bytedeco.opencv.global.opencv_imgproc.bilateralFilter;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.pyrMeanShiftFiltering;
import static org.bytedeco.opencv.global.opencv_photo.edgePreservingFilter;
import static org.bytedeco.opencv.global.opencv_photo.pencilSketch;
import static org.bytedeco.opencv.global.opencv_photo.stylization;
import static org.bytedeco.opencv.global.opencv_xphoto.oilPainting;

import dev.pictor.engine.sketch.Method;
import dev.pictor.engine.sketch.Style;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/// What a tutorial would do for the same look: one or two calls of OpenCV with the parameters of
/// its own samples. Timed beside our looks in the same run.
enum PlainRecipe {
  /// Grey divided by its inverted blur.
  DODGE_BLEND {
    @Override
    void on(Mat photo, Mat drawing) {
      Mat grey = grey(photo);
      Mat blurred = new Mat();
      bitwise_not(grey, blurred);
      GaussianBlur(blurred, blurred, new Size(0, 0), BLUR_SIGMA);
      bitwise_not(blurred, blurred);
      divide(grey, blurred, drawing, WHITE, -1);
    }
  },
  /// OpenCV's own pencil, grey and coloured.
  PENCIL_SKETCH {
    @Override
    void on(Mat photo, Mat drawing) {
      pencilSketch(photo, new Mat(), drawing);
    }
  },
  /// OpenCV's domain transform with lines.
  STYLIZATION {
    @Override
    void on(Mat photo, Mat drawing) {
      stylization(photo, drawing);
    }
  },
  /// Smooth areas, sharp edges.
  EDGE_PRESERVING {
    @Override
    void on(Mat photo, Mat drawing) {
      edgePreservingFilter(photo, drawing);
    }
  },
  /// The most frequent colour of each neighbourhood.
  OIL_PAINTING {
    @Override
    void on(Mat photo, Mat drawing) {
      oilPainting(photo, drawing, OIL_SIZE, 1);
    }
  },
  /// A smoothed photograph cut into black and white.
  BILATERAL_THRESHOLD {
    @Override
    void on(Mat photo, Mat drawing) {
      Mat smooth = new Mat();
      bilateralFilter(photo, smooth, BILATERAL_DIAMETER, BILATERAL_SIGMA, BILATERAL_SIGMA);
      adaptiveThreshold(
          grey(smooth), drawing, WHITE, ADAPTIVE_THRESH_GAUSSIAN_C, THRESH_BINARY, 11, 2);
    }
  },
  /// Flat areas by mean shift.
  MEAN_SHIFT {
    @Override
    void on(Mat photo, Mat drawing) {
      pyrMeanShiftFiltering(photo, drawing, MEAN_SHIFT_RADIUS, MEAN_SHIFT_RADIUS);
    }
  };

  private static final double WHITE = 255;
  private static final double BLUR_SIGMA = 21;
  private static final int OIL_SIZE = 7;
  private static final int BILATERAL_DIAMETER = 9;
  private static final double BILATERAL_SIGMA = 75;
  private static final double MEAN_SHIFT_RADIUS = 20;

  static PlainRecipe of(Style style, Method method) {
    return switch (style) {
      case PENCIL -> method == Method.BASIC ? DODGE_BLEND : PENCIL_SKETCH;
      case CHARCOAL -> DODGE_BLEND;
      case WATERCOLOR -> STYLIZATION;
      case INK -> BILATERAL_THRESHOLD;
      case PASTEL -> EDGE_PRESERVING;
      case OIL -> OIL_PAINTING;
      case ACRYLIC -> MEAN_SHIFT;
    };
  }

  /// The call that matters, for the table.
  String title() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
  }

  void run(Mat photo) {
    try (PointerScope _ = new PointerScope()) {
      on(photo, new Mat());
    }
  }

  abstract void on(Mat photo, Mat drawing);

  private static Mat grey(Mat photo) {
    Mat grey = new Mat();
    cvtColor(photo, grey, COLOR_BGR2GRAY);
    return grey;
  }
}
