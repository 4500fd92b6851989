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

  /// @param pixelsWanted the result keeps at least as many, if the picture has them
  static Mat read(Input in, ImageInfo info, JpegBody body, long pixelsWanted) throws BadPicture {
    return NativeDecoding.decode(in.bytes(body.keep()), flags(info.pixels(), pixelsWanted));
  }

  private static int flags(long pixels, long wanted) {
    if (pixels / 64 >= wanted) {
      return IMREAD_REDUCED_COLOR_8;
    }
    if (pixels / 16 >= wanted) {
      return IMREAD_REDUCED_COLOR_4;
    }
    return pixels / 4 >= wanted ? IMREAD_REDUCED_COLOR_2 : IMREAD_COLOR;
  }
}
