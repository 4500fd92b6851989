package dev.pictor.engine.codec;

import dev.pictor.engine.codec.Header.Part;
import dev.pictor.engine.codec.Header.WebpBody;
import dev.pictor.engine.codec.ImageInfo.Color;
import dev.pictor.engine.codec.ImageInfo.PixelKind;
import dev.pictor.engine.codec.ImageInfo.Size;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Walks a WebP from chunk to chunk (RFC 9649). The simple forms hold one image chunk; the extended
/// form begins with a `VP8X` chunk and may hold profile, metadata, alpha and frames.
final class WebpHeader {
  private static final int MAX_CHUNKS = 20_000;
  private static final int FRAME_HEADER = 16;

  private final Input in;
  private final Limits limits;
  private final List<Part> profile = new ArrayList<>();
  private Orientation orientation = Orientation.UPRIGHT;
  private @Nullable Size canvas;
  private @Nullable Part alpha;
  private @Nullable WebpImage image;
  private @Nullable Size frame;
  private int left;
  private int top;
  private int frames;
  private long framePixels;
  private int chunks;

  private WebpHeader(Input in, Limits limits) {
    this.in = in;
    this.limits = limits;
  }

  static Header read(Input in, Limits limits) throws BadPicture {
    return new WebpHeader(in, limits).read();
  }

  private Header read() throws BadPicture {
    long end = 8 + in.u32Little(4);
    in.mustReach(end);
    walk(12, end);
    if (image == null) {
      throw BadPicture.truncated("it holds no pixels");
    }
    Size shown = canvas == null ? image.size() : canvas;
    Size first = frame == null ? shown : frame;
    if (!first.equals(image.size())
        || left + first.width() > shown.width()
        || top + first.height() > shown.height()) {
      throw BadPicture.broken("its sizes contradict each other");
    }
    boolean transparent = alpha != null || image.alpha() || !first.equals(shown);
    PixelKind kind = new PixelKind(Color.RGB, 8, transparent, false);
    ImageInfo info =
        new ImageInfo(
            ImageType.WEBP, shown, orientation, kind, Math.max(1, frames), !profile.isEmpty());
    return new Header(info, profile, new WebpBody(alpha, image.part(), first, left, top));
  }

  private void walk(long from, long end) throws BadPicture {
    long at = from;
    while (at + 8 <= end) {
      if (++chunks > MAX_CHUNKS) {
        throw BadPicture.tooManyParts("chunks", MAX_CHUNKS);
      }
      long length = in.u32Little(at + 4);
      Part whole = new Part(at, 8 + length);
      if (whole.end() > end) {
        throw BadPicture.truncated("a chunk ends behind the end of the picture");
      }
      chunk(in.text(at, 4), whole);
      at = whole.end() + (length & 1);
    }
  }

  private void chunk(String type, Part whole) throws BadPicture {
    Part content = new Part(whole.at() + 8, whole.length() - 8);
    switch (type) {
      case "VP8X" -> canvas(content);
      case "VP8 ", "VP8L" -> image(type, whole);
      case "ALPH" -> alpha = image == null && alpha == null ? whole : alpha;
      case "ANMF" -> frame(content);
      case "ICCP" -> profile.add(content);
      case "EXIF" -> orientation = Exif.orientation(in, content);
      default -> {
        // Unknown chunks are allowed and skipped.
      }
    }
  }

  private void canvas(Part content) throws BadPicture {
    if (canvas != null || image != null || content.length() < 10) {
      throw BadPicture.broken("its extended header is misplaced");
    }
    Size size = new Size(in.u24Little(content.at() + 4) + 1, in.u24Little(content.at() + 7) + 1);
    limits.checkSize(size.width(), size.height());
    canvas = size;
  }

  private void image(String type, Part whole) throws BadPicture {
    if (image != null) {
      return;
    }
    image = WebpImage.read(in, type, whole);
    limits.checkSize(image.size().width(), image.size().height());
  }

  /// A frame holds image chunks of its own. Those of the first are used, the others counted.
  private void frame(Part content) throws BadPicture {
    if (content.length() < FRAME_HEADER) {
      throw BadPicture.broken("a frame is too short");
    }
    long at = content.at();
    Size size = new Size(in.u24Little(at + 6) + 1, in.u24Little(at + 9) + 1);
    frames++;
    framePixels += size.pixels();
    limits.checkFrames(frames, framePixels);
    if (frames == 1 && image == null) {
      frame = size;
      left = 2 * in.u24Little(at);
      top = 2 * in.u24Little(at + 3);
      walkFrame(new Part(at + FRAME_HEADER, content.length() - FRAME_HEADER));
    }
  }

  private void walkFrame(Part inside) throws BadPicture {
    long at = inside.at();
    while (at + 8 <= inside.end() && image == null) {
      String type = in.text(at, 4);
      Part whole = new Part(at, 8 + in.u32Little(at + 4));
      if (whole.end() > inside.end()) {
        throw BadPicture.truncated("a frame ends behind the end of its chunk");
      }
      if (!type.equals("ANMF") && !type.equals("VP8X")) {
        chunk(type, whole);
      }
      at = whole.end() + (whole.length() & 1);
    }
  }
}
