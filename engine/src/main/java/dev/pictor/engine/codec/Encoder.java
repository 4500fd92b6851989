package dev.pictor.engine.codec;

import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_PNG_COMPRESSION;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_WEBP_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;

/// Pixels to bytes. Nothing but pixels is written: no EXIF, so no place and no camera, and no
/// profile, which means sRGB.
public final class Encoder {
  private Encoder() {}

  public static byte[] encode(Picture picture, Encoding encoding) {
    return switch (encoding) {
      case Encoding.Jpeg jpeg -> encode(picture, ".jpg", IMWRITE_JPEG_QUALITY, jpeg.quality());
      case Encoding.Png png -> encode(picture, ".png", IMWRITE_PNG_COMPRESSION, png.level());
      case Encoding.Webp webp -> encode(picture, ".webp", IMWRITE_WEBP_QUALITY, webp.quality());
    };
  }

  private static byte[] encode(Picture picture, String ending, int parameter, int value) {
    try (BytePointer file = new BytePointer();
        IntPointer parameters = new IntPointer(parameter, value)) {
      if (!imencode(ending, picture.mat(), file, parameters)) {
        throw new IllegalStateException(
            picture.width() + " x " + picture.height() + " could not be written as " + ending);
      }
      byte[] bytes = new byte[(int) file.limit()];
      file.get(bytes);
      return bytes;
    }
  }
}
