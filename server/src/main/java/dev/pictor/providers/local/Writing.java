package dev.pictor.providers.local;

import dev.pictor.engine.codec.Encoder;
import dev.pictor.engine.codec.Encoding;
import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.codec.SourceType;
import dev.pictor.engine.codec.Thumbnail;
import dev.pictor.providers.Generated;
import dev.pictor.providers.Output;
import java.util.Optional;

/// Pixels to files: each result once at its full size and once small.
///
/// @param mark written into each file; empty for none
record Writing(Output output, Optional<SourceType> mark) {
  private static final Encoding SMALL = new Encoding.Jpeg(82);

  /// The long side of a preview, in pixels: sharp on a phone's list at double density.
  private static final int PREVIEW_SIDE = 480;

  /// Higher levels cost a second more for a twentieth of the bytes (measured at 12 megapixels).
  private static final int PNG_LEVEL = 3;

  Generated.Variant written(Picture picture) {
    try (Picture small = Thumbnail.of(picture, PREVIEW_SIDE)) {
      return new Generated.Variant(written(picture, encoding()), written(small, SMALL));
    }
  }

  private Encoding encoding() {
    return switch (output.format()) {
      case JPEG -> new Encoding.Jpeg(output.quality());
      case PNG -> new Encoding.Png(PNG_LEVEL);
      case WEBP -> new Encoding.Webp(output.quality());
    };
  }

  private Generated.Made written(Picture picture, Encoding encoding) {
    byte[] bytes =
        mark.isPresent()
            ? Encoder.encode(picture, encoding, mark.get())
            : Encoder.encode(picture, encoding);
    return new Generated.Made(
        bytes, encoding.type().mediaType(), picture.width(), picture.height());
  }
}
