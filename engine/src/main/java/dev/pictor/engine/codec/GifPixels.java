package dev.pictor.engine.codec;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import dev.pictor.engine.codec.Header.GifBody;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;

/// Decodes the first frame of a GIF on white. Written here because the native decoder reads all
/// frames, and because sixty lines of Java cannot run out of bounds.
final class GifPixels {
  private static final int[] INTERLACE_STARTS = {0, 4, 2, 1};
  private static final int[] INTERLACE_STEPS = {8, 8, 4, 2};

  private final Input in;
  private final ImageInfo info;
  private final int transparentIndex;
  private final int left;
  private final int top;
  private final int width;
  private final int height;
  private final boolean interlaced;
  private final byte[] palette;
  private final long codesAt;

  private GifPixels(Input in, ImageInfo info, GifBody body) throws BadPicture {
    this.in = in;
    this.info = info;
    long at = body.frameAt();
    transparentIndex = body.transparentIndex();
    left = in.u16Little(at + 1);
    top = in.u16Little(at + 3);
    width = in.u16Little(at + 5);
    height = in.u16Little(at + 7);
    int flags = in.u8(at + 9);
    interlaced = (flags & 0x40) != 0;
    int own = GifHeader.tableBytes(flags);
    int shared = GifHeader.tableBytes(in.u8(10));
    if (own + shared == 0) {
      throw BadPicture.broken("its table of colours is missing");
    }
    palette = own > 0 ? in.bytes(at + 10, own) : in.bytes(13, shared);
    codesAt = at + 10 + own;
  }

  static Mat read(Input in, ImageInfo info, GifBody body) throws BadPicture {
    return new GifPixels(in, info, body).read();
  }

  private Mat read() throws BadPicture {
    int canvasWidth = info.stored().width();
    int canvasHeight = info.stored().height();
    LzwRows rows = new LzwRows(in, codesAt);
    byte[] indices = new byte[width];
    byte[] bgr = new byte[3 * canvasWidth];
    Mat canvas = new Mat(canvasHeight, canvasWidth, CV_8UC3, Scalar.all(255));
    try (BytePointer pixels = canvas.data()) {
      for (int pass = interlaced ? 0 : 3; pass < 4; pass++) {
        int step = interlaced ? INTERLACE_STEPS[pass] : 1;
        for (int y = interlaced ? INTERLACE_STARTS[pass] : 0; y < height; y += step) {
          rows.next(indices);
          if (top + y < canvasHeight) {
            pixels.position(3L * canvasWidth * (top + y));
            paint(pixels, indices, bgr);
          }
        }
      }
      return canvas;
    } catch (BadPicture e) {
      canvas.close();
      throw e;
    }
  }

  private void paint(BytePointer row, byte[] indices, byte[] bgr) throws BadPicture {
    row.get(bgr);
    int visible = Math.min(width, bgr.length / 3 - left);
    for (int x = 0; x < visible; x++) {
      int index = indices[x] & 0xff;
      if (index == transparentIndex) {
        continue;
      }
      if (3 * index >= palette.length) {
        throw BadPicture.broken("a pixel has a colour that is not in the table");
      }
      int to = 3 * (left + x);
      bgr[to] = palette[3 * index + 2];
      bgr[to + 1] = palette[3 * index + 1];
      bgr[to + 2] = palette[3 * index];
    }
    row.put(bgr);
  }
}
