package dev.pictor.engine.codec;

import dev.pictor.engine.codec.Header.Part;
import dev.pictor.engine.codec.Header.PngBody;
import dev.pictor.engine.codec.ImageInfo.Color;
import dev.pictor.engine.codec.ImageInfo.PixelKind;
import dev.pictor.engine.codec.ImageInfo.Size;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Walks a PNG from chunk to chunk (W3C PNG, third edition). Unpacks no pixel, but compressed
/// metadata as far as needed to see that it is not a bomb.
final class PngHeader {
  /// 10 MB in the smallest usual chunks of 4 kB are 2,500.
  private static final int MAX_CHUNKS = 20_000;

  /// Deflate cannot pack tighter: two bits for 258 bytes.
  private static final int DEFLATE_LIMIT = 1032;

  private final Input in;
  private final Limits limits;
  private final Unpacking metadata = new Unpacking();
  private final List<Part> keep = new ArrayList<>();
  private final List<Part> profile = new ArrayList<>();
  private @Nullable PngKind kind;
  private @Nullable Part transparency;
  private Orientation orientation = Orientation.UPRIGHT;
  private boolean palette;
  private boolean dataEnded;
  private long dataBytes;
  private long frames = 1;

  private PngHeader(Input in, Limits limits) {
    this.in = in;
    this.limits = limits;
  }

  static Header read(Input in, Limits limits) throws BadPicture {
    return new PngHeader(in, limits).read();
  }

  private Header read() throws BadPicture {
    keep(new Part(0, 8));
    long at = 8;
    for (int chunks = 0; chunks <= MAX_CHUNKS; chunks++) {
      long length = in.u32(at);
      String type = in.text(at + 4, 4);
      Part content = new Part(at + 8, length);
      in.mustReach(content.end() + 4);
      if (kind == null && !type.equals("IHDR")) {
        throw BadPicture.broken("its first chunk is not its header");
      }
      chunk(type, content);
      if (type.equals("IEND")) {
        return finished();
      }
      at = content.end() + 4;
    }
    throw BadPicture.tooManyParts("chunks", MAX_CHUNKS);
  }

  private void chunk(String type, Part content) throws BadPicture {
    dataEnded |= dataBytes > 0 && !type.equals("IDAT");
    switch (type) {
      case "IHDR" -> header(content);
      case "PLTE" -> palette = true;
      case "IDAT" -> data(content);
      case "tRNS" -> transparency = content;
      case "acTL" -> frames(content);
      case "eXIf" -> orientation = Exif.orientation(in, content);
      case "iCCP" -> profile(content);
      case "zTXt", "iTXt" -> metadata.text(in, content, type);
      default -> refuseUnknown(type);
    }
    if (isNeeded(type)) {
      keep(new Part(content.at() - 8, content.length() + 12));
    }
  }

  private static boolean isNeeded(String type) {
    return switch (type) {
      case "IHDR", "PLTE", "IDAT", "tRNS", "IEND" -> true;
      default -> false;
    };
  }

  /// A capital first letter means that the picture cannot be shown without this chunk.
  private static void refuseUnknown(String type) throws BadPicture {
    if (!type.equals("IEND") && Character.isUpperCase(type.charAt(0))) {
      throw BadPicture.broken("a chunk that PNG does not know");
    }
  }

  private void header(Part content) throws BadPicture {
    if (kind != null) {
      throw BadPicture.broken("it has two headers");
    }
    if (content.length() != 13) {
      throw BadPicture.broken("its header has a wrong length");
    }
    limits.checkSize(in.u32(content.at()), in.u32(content.at() + 4));
    kind = PngKind.read(in, content.at());
  }

  private void data(Part content) throws BadPicture {
    if (dataEnded) {
      throw BadPicture.broken("its pixels are torn apart");
    }
    dataBytes += content.length();
  }

  private void frames(Part content) throws BadPicture {
    if (kind == null || content.length() != 8) {
      throw BadPicture.broken("its animation header has a wrong length");
    }
    frames = Math.max(1, in.u32(content.at()));
    limits.checkFrames(frames, frames * kind.size().pixels());
  }

  private void profile(Part content) throws BadPicture {
    profile.clear();
    profile.add(metadata.profile(in, content));
  }

  private void keep(Part part) {
    if (!keep.isEmpty() && keep.getLast().end() == part.at()) {
      Part before = keep.removeLast();
      keep.add(new Part(before.at(), before.length() + part.length()));
    } else {
      keep.add(part);
    }
  }

  private Header finished() throws BadPicture {
    if (kind == null || dataBytes == 0) {
      throw BadPicture.truncated("it holds no pixels");
    }
    if (kind.color() == Color.PALETTE && !palette) {
      throw BadPicture.broken("its table of colours is missing");
    }
    if (dataBytes * DEFLATE_LIMIT < kind.rawBytes()) {
      throw BadPicture.truncated(
          kind.rawBytes() + " bytes of pixels cannot be packed into " + dataBytes);
    }
    boolean alpha = kind.alpha() || transparency != null;
    Size size = kind.size();
    PixelKind pixels = new PixelKind(kind.color(), kind.bits(), alpha, kind.interlaced());
    ImageInfo info =
        new ImageInfo(ImageType.PNG, size, orientation, pixels, (int) frames, !profile.isEmpty());
    return new Header(info, profile, new PngBody(keep, transparency));
  }
}
