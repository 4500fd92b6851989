package dev.pictor.engine.codec;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC4;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;

/// WebP files that the encoder does not write.
final class WebpBuilder {
  private WebpBuilder() {}

  /// An animation that shows one simple still picture again and again.
  ///
  /// @param left where on the canvas, an even number
  static byte[] animated(byte[] still, int width, int height, int left, int top, int frames) {
    int chunk = still.length - 12;
    Rect size = simpleSize(still);
    int body = 18 + 14 + frames * (24 + chunk);
    ByteBuffer file = ByteBuffer.allocate(12 + body).order(ByteOrder.LITTLE_ENDIAN);
    file.put(Samples.ascii("RIFF")).putInt(4 + body).put(Samples.ascii("WEBPVP8X")).putInt(10);
    file.putInt(2);
    put24(file, width - 1);
    put24(file, height - 1);
    file.put(Samples.ascii("ANIM")).putInt(6).putInt(0).putShort((short) 0);
    for (int i = 0; i < frames; i++) {
      file.put(Samples.ascii("ANMF")).putInt(16 + chunk);
      put24(file, left / 2);
      put24(file, top / 2);
      put24(file, size.width() - 1);
      put24(file, size.height() - 1);
      file.putInt(100).put(still, 12, chunk);
    }
    return file.array();
  }

  private static Rect simpleSize(byte[] lossy) {
    ByteBuffer bytes = ByteBuffer.wrap(lossy).order(ByteOrder.LITTLE_ENDIAN);
    return new Rect(0, 0, bytes.getShort(26), bytes.getShort(28));
  }

  private static void put24(ByteBuffer file, int value) {
    file.put((byte) value).put((byte) (value >> 8)).put((byte) (value >> 16));
  }

  /// 16 x 16, the left half clear, the right half an opaque grey of 200.
  static byte[] transparentHalf() {
    try (Mat pixels = new Mat(16, 16, CV_8UC4, Scalar.all(0));
        Mat right = new Mat(pixels, new Rect(8, 0, 8, 16));
        BytePointer file = new BytePointer()) {
      right.put(new Scalar(200, 200, 200, 255));
      imencode(".webp", pixels, file);
      byte[] bytes = new byte[(int) file.limit()];
      file.get(bytes);
      return bytes;
    }
  }
}
