package dev.pictor.engine.codec;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;

/// The one place where foreign bytes meet native code. They come without metadata and with a size
/// that was checked.
final class NativeDecoding {
  private static final String UNREADABLE = "its pixels cannot be unpacked";

  private NativeDecoding() {}

  /// @param flags OpenCV's `IMREAD_` flags
  static Mat decode(byte[] bytes, int flags) throws BadPicture {
    try (BytePointer copy = new BytePointer(bytes);
        Mat file = new Mat(1, bytes.length, CV_8UC1, copy)) {
      Mat pixels = imdecode(file, flags);
      if (pixels.empty()) {
        pixels.close();
        throw BadPicture.broken(UNREADABLE);
      }
      return pixels;
    } catch (RuntimeException e) {
      // Every C++ exception arrives as a bare RuntimeException.
      throw BadPicture.broken(UNREADABLE, e);
    }
  }
}
