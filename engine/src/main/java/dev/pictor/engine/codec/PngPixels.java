package dev.pictor.engine.codec;

import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_UNCHANGED;

import dev.pictor.engine.codec.Header.PngBody;
import org.bytedeco.opencv.opencv_core.Mat;

/// Decodes PNG. Alpha survives only the unchanged form, which also keeps 16 bits.
final class PngPixels {
  private PngPixels() {}

  static Mat read(Input in, ImageInfo info, PngBody body) throws BadPicture {
    return NativeDecoding.decode(
        in.bytes(body.keep()), info.kind().alpha() ? IMREAD_UNCHANGED : IMREAD_COLOR);
  }
}
