package dev.pictor.engine.codec;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A file's structure: what the caller is told about it, and where the parts lie that a decoder
/// needs. Metadata is in none of these parts, so that no native code ever reads it.
///
/// @param profile the pieces of the ICC profile, in order; empty without one
record Header(ImageInfo info, List<Part> profile, Body body) {
  Header {
    profile = List.copyOf(profile);
  }

  /// A stretch of the file.
  record Part(long at, long length) {
    long end() {
      return at + length;
    }
  }

  /// Where the pixels are, by type.
  sealed interface Body {}

  /// @param keep the stretches without metadata, in order
  /// @param inverted whether a CMYK picture counts paper, not ink: Adobe's programs write it so
  /// @param lumaChroma whether the first three channels of CMYK are a luma-chroma form
  record JpegBody(List<Part> keep, boolean inverted, boolean lumaChroma) implements Body {
    JpegBody {
      keep = List.copyOf(keep);
    }
  }

  /// @param keep the stretches without metadata, in order
  /// @param transparency the content of the chunk that makes colours transparent
  record PngBody(List<Part> keep, @Nullable Part transparency) implements Body {
    PngBody {
      keep = List.copyOf(keep);
    }
  }

  /// @param alpha the whole chunk with the alpha channel
  /// @param image the whole chunk with the colours
  /// @param frame the size of the frame, which may be smaller than the picture
  /// @param left where in the picture the frame begins, in pixels
  record WebpBody(@Nullable Part alpha, Part image, ImageInfo.Size frame, int left, int top)
      implements Body {}

  /// @param frameAt where the descriptor of the first frame lies
  /// @param transparentIndex the palette index that is transparent, -1 for none
  record GifBody(long frameAt, int transparentIndex) implements Body {}
}
