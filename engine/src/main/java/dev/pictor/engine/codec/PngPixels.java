package dev.pictor.engine.codec;

import static org.bytedeco.opencv.global.opencv_core.inRange;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_UNCHANGED;

import dev.pictor.engine.codec.Header.Part;
import dev.pictor.engine.codec.Header.PngBody;
import dev.pictor.engine.codec.ImageInfo.Color;
import dev.pictor.engine.codec.ImageInfo.PixelKind;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;

/// Decodes PNG. Alpha survives only in the unchanged form, which also keeps 16 bits.
final class PngPixels {
  private PngPixels() {}

  static Mat read(Input in, ImageInfo info, PngBody body) throws BadPicture {
    PixelKind kind = info.kind();
    if (!kind.alpha()) {
      return NativeDecoding.decode(in.bytes(body.keep()), IMREAD_COLOR);
    }
    Mat pixels = NativeDecoding.decode(in.bytes(body.keep()), IMREAD_UNCHANGED);
    if (kind.color() == Color.GREY && body.transparency() != null) {
      whiten(pixels, tone(in, kind, body.transparency()));
    }
    return pixels;
  }

  /// OpenCV knows a transparent colour in tables and in colour pictures, but not a transparent tone
  /// in grey ones.
  private static void whiten(Mat grey, double tone) throws BadPicture {
    if (grey.channels() != 1) {
      throw BadPicture.broken("it names a transparent tone and has an alpha channel");
    }
    try (Mat key = new Mat(1, 1, grey.type(), Scalar.all(tone));
        Mat same = new Mat();
        Mat white = new Mat(1, 1, grey.type(), Scalar.all(0xffff))) {
      inRange(grey, key, key, same);
      grey.setTo(white, same);
    }
  }

  /// Tones of fewer than 8 bits come out stretched to 8.
  private static double tone(Input in, PixelKind kind, Part transparency) throws BadPicture {
    if (transparency.length() != 2) {
      throw BadPicture.broken("its transparent tone has a wrong length");
    }
    int tone = in.u16(transparency.at());
    return kind.bits() >= 8 ? tone : tone * 255.0 / ((1 << kind.bits()) - 1);
  }
}
