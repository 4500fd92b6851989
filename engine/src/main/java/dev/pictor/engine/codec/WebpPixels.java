package dev.pictor.engine.codec;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC4;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_UNCHANGED;

import dev.pictor.engine.codec.Header.Part;
import dev.pictor.engine.codec.Header.WebpBody;
import dev.pictor.engine.codec.ImageInfo.Size;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;

/// Decodes WebP from a file made anew around its image chunk: a frame of an animation becomes a
/// still picture that way.
final class WebpPixels {
  private static final int EXTENDED_HEADER = 30;

  private WebpPixels() {}

  static Mat read(Input in, ImageInfo info, WebpBody body) throws BadPicture {
    if (!info.kind().alpha()) {
      return NativeDecoding.decode(file(in, body), IMREAD_COLOR);
    }
    Mat frame = NativeDecoding.decode(file(in, body), IMREAD_UNCHANGED);
    return body.frame().equals(info.stored()) ? frame : onCanvas(frame, info.stored(), body);
  }

  private static byte[] file(Input in, WebpBody body) throws BadPicture {
    List<Part> parts =
        body.alpha() == null ? List.of(body.image()) : List.of(body.alpha(), body.image());
    byte[] chunks = padded(in, parts);
    int head = body.alpha() == null ? 12 : EXTENDED_HEADER;
    ByteBuffer file = ByteBuffer.allocate(head + chunks.length).order(ByteOrder.LITTLE_ENDIAN);
    file.put(ascii("RIFF")).putInt(head - 8 + chunks.length).put(ascii("WEBP"));
    if (body.alpha() != null) {
      Size size = body.frame();
      file.put(ascii("VP8X")).putInt(10).putInt(0x10);
      putLittle24(file, size.width() - 1);
      putLittle24(file, size.height() - 1);
    }
    return file.put(chunks).array();
  }

  /// Chunks of odd length are followed by a zero.
  private static byte[] padded(Input in, List<Part> parts) throws BadPicture {
    int length = parts.stream().mapToInt(p -> (int) ((p.length() + 1) & ~1L)).sum();
    byte[] chunks = new byte[length];
    int offset = 0;
    for (Part part : parts) {
      in.copy(part.at(), chunks, offset, (int) part.length());
      offset += (int) ((part.length() + 1) & ~1L);
    }
    return chunks;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
  }

  private static void putLittle24(ByteBuffer file, int value) {
    file.put((byte) value).put((byte) (value >> 8)).put((byte) (value >> 16));
  }

  private static Mat onCanvas(Mat frame, Size size, WebpBody body) throws BadPicture {
    try (frame;
        Mat bgra = Alpha.added(frame);
        Rect place =
            new Rect(body.left(), body.top(), body.frame().width(), body.frame().height())) {
      Mat canvas = new Mat(size.height(), size.width(), CV_8UC4, Scalar.all(0));
      try (Mat inside = new Mat(canvas, place)) {
        bgra.copyTo(inside);
      }
      return canvas;
    }
  }
}
