package dev.pictor.engine.codec;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMAGE_METADATA_XMP;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_PNG_COMPRESSION;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_WEBP_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencodeWithMetadata;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;

/// Pixels to bytes. Nothing but pixels is written, and if it is wanted how they came to be: no
/// EXIF, so no place and no camera, and no profile, which means sRGB.
public final class Encoder {
  private Encoder() {}

  /// A file without any metadata. PNG and WebP keep the opacity, a JPEG is on white.
  public static byte[] encode(Picture picture, Encoding encoding) {
    try (PointerScope _ = new PointerScope()) {
      return encode(pixels(picture, encoding), new MatVector(), encoding);
    }
  }

  /// A file that says in its XMP metadata how the picture came to be, so that programs can tell
  /// that it was altered.
  public static byte[] encode(Picture picture, Encoding encoding, SourceType source) {
    if (encoding instanceof Encoding.Png) {
      return Xmp.intoPng(encode(picture, encoding), source);
    }
    byte[] packet = encoding instanceof Encoding.Jpeg ? Xmp.jpeg(source) : Xmp.webp(source);
    try (PointerScope _ = new PointerScope()) {
      Mat metadata = new Mat(1, packet.length, CV_8UC1);
      metadata.data().put(packet);
      return encode(pixels(picture, encoding), new MatVector(metadata), encoding);
    }
  }

  private static Mat pixels(Picture picture, Encoding encoding) {
    if (picture.alpha().isEmpty()) {
      return picture.mat();
    }
    Mat bgra = Alpha.joined(picture.mat(), picture.alpha().get());
    return encoding instanceof Encoding.Jpeg ? Alpha.flattened(bgra) : bgra;
  }

  private static byte[] encode(Mat pixels, MatVector metadata, Encoding encoding) {
    return switch (encoding) {
      case Encoding.Jpeg jpeg ->
          encode(pixels, metadata, ".jpg", IMWRITE_JPEG_QUALITY, jpeg.quality());
      case Encoding.Png png ->
          encode(pixels, metadata, ".png", IMWRITE_PNG_COMPRESSION, png.level());
      case Encoding.Webp webp ->
          encode(pixels, metadata, ".webp", IMWRITE_WEBP_QUALITY, webp.quality());
    };
  }

  private static byte[] encode(
      Mat pixels, MatVector metadata, String ending, int parameter, int value) {
    BytePointer file = new BytePointer();
    IntPointer parameters = new IntPointer(parameter, value);
    boolean written =
        metadata.empty()
            ? imencode(ending, pixels, file, parameters)
            : imencodeWithMetadata(
                new BytePointer(ending),
                pixels,
                new IntPointer(new int[] {IMAGE_METADATA_XMP}),
                metadata,
                file,
                parameters);
    if (!written) {
      throw new IllegalStateException(
          pixels.cols() + " x " + pixels.rows() + " could not be written as " + ending);
    }
    byte[] bytes = new byte[(int) file.limit()];
    file.get(bytes);
    return bytes;
  }
}
