package dev.pictor.engine.codec;

import dev.pictor.engine.codec.BadPicture.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/// Reads what a file is and walks its structure to the end, without decoding a pixel and without
/// believing the file: memory use is a few kilobytes, whatever it claims.
public final class Probe {
  private Probe() {}

  public static ImageInfo probe(byte[] bytes, Limits limits) throws BadPicture {
    return header(new Input(bytes), limits).info();
  }

  /// @throws IOException when the file cannot be read; what is wrong with the picture in it is a
  ///   [BadPicture]
  public static ImageInfo probe(Path file, Limits limits) throws BadPicture, IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      return probe(channel, limits);
    }
  }

  /// Reads from the beginning of the channel, wherever it stands, and leaves it open.
  public static ImageInfo probe(SeekableByteChannel channel, Limits limits)
      throws BadPicture, IOException {
    try {
      return header(new Input(channel), limits).info();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  static Header header(Input in, Limits limits) throws BadPicture {
    limits.checkBytes(in.size());
    return switch (type(in)) {
      case JPEG -> JpegHeader.read(in, limits);
      case PNG -> PngHeader.read(in, limits);
      case WEBP -> WebpHeader.read(in, limits);
      case GIF -> GifHeader.read(in, limits);
    };
  }

  private static ImageType type(Input in) throws BadPicture {
    byte[] head = in.bytes(0, (int) Math.min(ImageType.SNIFFED_BYTES, in.size()));
    ImageType known = ImageType.sniff(head).orElse(null);
    if (known != null) {
      return known;
    }
    if (OtherFormat.isPicture(head)) {
      throw new BadPicture(
          Reason.UNSUPPORTED_TYPE,
          "Pictures of this type are not read; send a JPEG, PNG, WebP or GIF.");
    }
    throw new BadPicture(
        Reason.NOT_A_PICTURE, "The file is not a picture; send a JPEG, PNG, WebP or GIF.");
  }
}
