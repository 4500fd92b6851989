package dev.pictor.engine.upscale;

import static org.bytedeco.opencv.global.opencv_core.CV_16U;
import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.extractChannel;
import static org.bytedeco.opencv.global.opencv_core.merge;

import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;

/// How finely a picture's colours are stored, and the way between its pixels and planes of numbers
/// within 0 to 1.
enum Depth {
  /// What goes in and comes out: 256 levels.
  EIGHT_BITS(CV_8U, 255),

  /// Between two passes: 256 steps for each level. Rounding to whole levels there would let the
  /// second pass enlarge differences that are none.
  SIXTEEN_BITS(CV_16U, 65_280);

  private final int type;
  private final double white;

  Depth(int type, double white) {
    this.type = type;
    this.white = white;
  }

  static Depth of(Mat picture) {
    return picture.depth() == CV_16U ? SIXTEEN_BITS : EIGHT_BITS;
  }

  int type() {
    return type;
  }

  /// @param picture blue, green, red
  /// @param planes red, green, blue, as large as the picture
  void read(Mat picture, List<Mat> planes) {
    Mat channel = new Mat();
    for (int colour = 0; colour < planes.size(); colour++) {
      extractChannel(picture, channel, planes.size() - 1 - colour);
      channel.convertTo(planes.get(colour), CV_32F, 1 / white, 0);
    }
  }

  /// Clips and rounds.
  void write(List<Mat> planes, Mat picture) {
    MatVector channels = new MatVector(planes.size());
    for (int colour = 0; colour < planes.size(); colour++) {
      Mat channel = new Mat();
      planes.get(colour).convertTo(channel, type, white, 0);
      channels.put(planes.size() - 1L - colour, channel);
    }
    merge(channels, picture);
  }
}
