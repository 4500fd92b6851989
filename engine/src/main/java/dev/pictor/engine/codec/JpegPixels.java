package dev.pictor.engine.codec;

import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_COLOR_2;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_COLOR_4;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_COLOR_8;

import dev.pictor.engine.codec.Header.JpegBody;
import org.bytedeco.opencv.opencv_core.Mat;

/// Decodes grey and colour JPEG, at a half, a quarter or an eighth of its size when that is enough:
/// the decoder then computes fewer coefficients of each block.
final class JpegPixels {
  private JpegPixels() {}

  /// @param reduction 1, 2, 4 or 8
  static Mat read(Input in, JpegBody body, int reduction) throws BadPicture {
    int flags =
        switch (reduction) {
          case 2 -> IMREAD_REDUCED_COLOR_2;
          case 4 -> IMREAD_REDUCED_COLOR_4;
          case 8 -> IMREAD_REDUCED_COLOR_8;
          default -> IMREAD_COLOR;
        };
    return NativeDecoding.decode(in.bytes(body.keep()), flags);
  }
}
