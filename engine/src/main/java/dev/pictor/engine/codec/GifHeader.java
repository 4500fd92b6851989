package dev.pictor.engine.codec;

import dev.pictor.engine.codec.Header.GifBody;
import dev.pictor.engine.codec.ImageInfo.Color;
import dev.pictor.engine.codec.ImageInfo.PixelKind;
import dev.pictor.engine.codec.ImageInfo.Size;
import java.util.List;

/// Walks a GIF from block to block (GIF89a). All frames are counted, the first is remembered.
final class GifHeader {
  private static final int EXTENSION = 0x21;
  private static final int FRAME = 0x2c;
  private static final int TRAILER = 0x3b;
  private static final int GRAPHIC_CONTROL = 0xf9;

  private final Input in;
  private final Limits limits;
  private long firstFrame = -1;
  private int transparentIndex = -1;
  private int frames;
  private long framePixels;

  private GifHeader(Input in, Limits limits) {
    this.in = in;
    this.limits = limits;
  }

  static Header read(Input in, Limits limits) throws BadPicture {
    return new GifHeader(in, limits).read();
  }

  private Header read() throws BadPicture {
    Size canvas = new Size(in.u16Little(6), in.u16Little(8));
    limits.checkSize(canvas.width(), canvas.height());
    walk(13 + tableBytes(in.u8(10)));
    if (frames == 0) {
      throw BadPicture.truncated("it holds no pixels");
    }
    // A first frame that does not cover the canvas leaves transparent pixels.
    PixelKind kind =
        new PixelKind(Color.PALETTE, 8, transparentIndex >= 0 || !covers(canvas), false);
    ImageInfo info = new ImageInfo(ImageType.GIF, canvas, Orientation.UPRIGHT, kind, frames, false);
    return new Header(info, List.of(), new GifBody(firstFrame, transparentIndex));
  }

  /// How long the table of colours is that these flags announce.
  static int tableBytes(int flags) {
    return (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
  }

  /// Files without a trailer are common; they end with a whole block.
  private void walk(long from) throws BadPicture {
    long at = from;
    while (at < in.size() || frames == 0) {
      switch (in.u8(at)) {
        case TRAILER -> {
          return;
        }
        case EXTENSION -> at = extension(at);
        case FRAME -> at = frame(at);
        case 0 -> at++;
        default -> throw BadPicture.broken("there is no block at byte " + at);
      }
    }
  }

  private long extension(long at) throws BadPicture {
    if (in.u8(at + 1) == GRAPHIC_CONTROL && in.u8(at + 2) >= 4 && frames == 0) {
      transparentIndex = (in.u8(at + 3) & 1) == 1 ? in.u8(at + 6) : -1;
    }
    return skipBlocks(at + 2);
  }

  private long frame(long at) throws BadPicture {
    if (frames == 0) {
      firstFrame = at;
    }
    long width = in.u16Little(at + 5);
    long height = in.u16Little(at + 7);
    limits.checkSize(width, height);
    frames++;
    framePixels += width * height;
    limits.checkFrames(frames, framePixels);
    return skipBlocks(at + 10 + tableBytes(in.u8(at + 9)) + 1);
  }

  private long skipBlocks(long from) throws BadPicture {
    long at = from;
    for (int length = in.u8(at); length > 0; length = in.u8(at)) {
      at += 1L + length;
    }
    return at + 1;
  }

  private boolean covers(Size canvas) throws BadPicture {
    return in.u16Little(firstFrame + 1) == 0
        && in.u16Little(firstFrame + 3) == 0
        && in.u16Little(firstFrame + 5) >= canvas.width()
        && in.u16Little(firstFrame + 7) >= canvas.height();
  }
}
