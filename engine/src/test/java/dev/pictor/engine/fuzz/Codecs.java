package dev.pictor.engine.fuzz;

import dev.pictor.engine.codec.BadPicture;
import dev.pictor.engine.codec.Decoder;
import dev.pictor.engine.codec.ImageInfo;
import dev.pictor.engine.codec.Limits;
import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.codec.Probe;
import org.jspecify.annotations.Nullable;

/// Files of any bytes: what is probed, decoded, and decoded with opacity is a picture of the
/// announced size or a refusal in a sentence.
final class Codecs {
  private static final Limits LIMITS = new Limits(1_000_000, 1024, 400_000, 20);
  private static final Decoder DECODER = new Decoder(LIMITS);

  private Codecs() {}

  static void decode(byte[] file) throws InterruptedException {
    ImageInfo info = probed(file);
    try (Picture picture = DECODER.decode(file)) {
      check(picture, info);
    } catch (BadPicture e) {
      check(e);
    }
    try (Picture picture = DECODER.decodeWithAlpha(file)) {
      check(picture, info);
    } catch (BadPicture e) {
      check(e);
    }
  }

  private static @Nullable ImageInfo probed(byte[] file) {
    try {
      return Probe.probe(file, LIMITS);
    } catch (BadPicture e) {
      check(e);
      return null;
    }
  }

  private static void check(Picture picture, @Nullable ImageInfo info) {
    if (info == null) {
      throw new IllegalStateException("decoded what could not be probed");
    }
    if (picture.width() != info.width() || picture.height() != info.height()) {
      throw new IllegalStateException(
          "announced " + info + ", decoded " + picture.width() + " x " + picture.height());
    }
  }

  private static void check(BadPicture refusal) {
    String message = refusal.getMessage();
    if (message == null || !message.endsWith(".")) {
      throw new IllegalStateException("not a sentence: " + message, refusal);
    }
  }
}
