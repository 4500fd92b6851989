package dev.pictor.engine.codec;

import dev.pictor.engine.codec.Header.JpegBody;
import dev.pictor.engine.codec.Header.Part;
import dev.pictor.engine.codec.ImageInfo.PixelKind;
import dev.pictor.engine.codec.ImageInfo.Size;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Walks a JPEG from marker to marker until the end-of-image marker (ITU-T T.81, annex B). What
/// lies behind that is not the picture and is left out.
final class JpegHeader {
  /// Enough for a profile and metadata of 64 kB segments in any allowed file.
  private static final int MAX_SEGMENTS = 4096;

  /// Programs write about ten. Each scan costs a pass over all pixels, so thousands in a small file
  /// are an attack.
  private static final int MAX_SCANS = 100;

  private static final int END_OF_IMAGE = 0xd9;
  private static final int START_OF_SCAN = 0xda;
  private static final int APP0 = 0xe0;
  private static final int APP1 = 0xe1;
  private static final int APP2 = 0xe2;
  private static final int APP14 = 0xee;
  private static final int COMMENT = 0xfe;

  private final Input in;
  private final Limits limits;
  private final List<Part> keep = new ArrayList<>();
  private final List<Part> profile = new ArrayList<>();
  private Orientation orientation = Orientation.UPRIGHT;
  private @Nullable JpegFrame frame;
  private boolean adobe;
  private boolean lumaChroma;
  private int scans;
  private long scanBytes;

  private JpegHeader(Input in, Limits limits) {
    this.in = in;
    this.limits = limits;
  }

  static Header read(Input in, Limits limits) throws BadPicture {
    return new JpegHeader(in, limits).read();
  }

  private Header read() throws BadPicture {
    keep.add(new Part(0, 2));
    long at = 2;
    for (int segments = 0; ; segments++) {
      if (segments > MAX_SEGMENTS) {
        throw BadPicture.tooManyParts("segments", MAX_SEGMENTS);
      }
      at = skipFill(at);
      int marker = in.u8(at + 1);
      if (marker == END_OF_IMAGE) {
        keep.add(new Part(at, 2));
        return finished();
      }
      at = standsAlone(marker) ? at + 2 : segment(marker, at);
    }
  }

  /// Any number of 0xff bytes may stand before a marker.
  private long skipFill(long from) throws BadPicture {
    if (in.u8(from) != 0xff) {
      throw BadPicture.broken("a marker is missing at byte " + from);
    }
    long at = from;
    while (in.u8(at + 1) == 0xff) {
      at++;
    }
    return at;
  }

  private static boolean standsAlone(int marker) {
    return marker == 0x01 || (marker >= 0xd0 && marker <= 0xd7);
  }

  private long segment(int marker, long at) throws BadPicture {
    int length = in.u16(at + 2);
    if (length < 2 || marker < 0xc0 || marker == 0xd8) {
      throw BadPicture.broken("there is no segment at byte " + at);
    }
    Part content = new Part(at + 4, length - 2);
    in.mustReach(content.end());
    if (isFrame(marker)) {
      frame(marker, content);
    }
    if (isMetadata(marker)) {
      metadata(marker, content);
    } else {
      keep.add(new Part(at, 2L + length));
    }
    return marker == START_OF_SCAN ? scan(content.end()) : content.end();
  }

  private static boolean isFrame(int marker) {
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
  }

  /// APP0 (JFIF) and APP14 (Adobe) stay: they say how the colours are stored.
  private static boolean isMetadata(int marker) {
    return (marker > APP0 && marker <= 0xef && marker != APP14) || marker == COMMENT;
  }

  private void frame(int marker, Part content) throws BadPicture {
    if (frame != null) {
      throw BadPicture.broken("it has two frame headers");
    }
    frame = JpegFrame.read(in, marker, content, limits);
  }

  private void metadata(int marker, Part content) throws BadPicture {
    if (marker == APP1 && in.has(content.at(), "Exif\0\0")) {
      orientation = Exif.orientation(in, new Part(content.at() + 6, content.length() - 6));
    }
    if (marker == APP2 && content.length() > 14 && in.has(content.at(), "ICC_PROFILE\0")) {
      profile.add(new Part(content.at() + 14, content.length() - 14));
    }
  }

  /// Skips the entropy-coded data behind a scan header: up to a marker that is neither a stuffed
  /// byte nor a restart.
  private long scan(long from) throws BadPicture {
    if (frame == null) {
      throw BadPicture.broken("its pixels come before their description");
    }
    if (++scans > MAX_SCANS) {
      throw BadPicture.tooManyParts("scans", MAX_SCANS);
    }
    long at = in.find(0xff, from);
    while (isData(at)) {
      at = in.find(0xff, at + 2);
    }
    keep.add(new Part(from, at - from));
    scanBytes += at - from;
    return at;
  }

  private boolean isData(long at) throws BadPicture {
    int next = in.u8(at + 1);
    return next == 0 || (next >= 0xd0 && next <= 0xd7);
  }

  private Header finished() throws BadPicture {
    if (frame == null || scans == 0) {
      throw BadPicture.truncated("it holds no pixels");
    }
    readAdobe();
    frame.mustFitIn(scanBytes);
    PixelKind kind = new PixelKind(frame.color(), 8, false, frame.progressive());
    Size size = frame.size();
    ImageInfo info = new ImageInfo(ImageType.JPEG, size, orientation, kind, 1, !profile.isEmpty());
    return new Header(info, profile, new JpegBody(merged(), adobe, lumaChroma));
  }

  /// The Adobe segment says that CMYK is stored inverted, and whether as luma and chroma.
  private void readAdobe() throws BadPicture {
    for (Part part : keep) {
      if (part.length() >= 16
          && in.u16(part.at()) == (0xff00 | APP14)
          && in.has(part.at() + 4, "Adobe")) {
        adobe = true;
        lumaChroma = in.u8(part.at() + 15) == 2;
      }
    }
  }

  /// Joins stretches that touch, so that a file without metadata is one.
  private List<Part> merged() {
    List<Part> joined = new ArrayList<>();
    for (Part part : keep) {
      if (!joined.isEmpty() && joined.getLast().end() == part.at()) {
        Part before = joined.removeLast();
        joined.add(new Part(before.at(), before.length() + part.length()));
      } else {
        joined.add(part);
      }
    }
    return joined;
  }
}
