package dev.pictor.providers.local;

import dev.pictor.engine.LocalEngine;
import dev.pictor.engine.Progress;
import dev.pictor.engine.codec.BadPicture;
import dev.pictor.engine.codec.Encoder;
import dev.pictor.engine.codec.Encoding;
import dev.pictor.engine.codec.ImageInfo;
import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.codec.PixelsBusy;
import dev.pictor.engine.codec.Probe;
import dev.pictor.engine.codec.Thumbnail;
import dev.pictor.platform.Problem;
import dev.pictor.providers.Generated;
import dev.pictor.providers.Generation;
import dev.pictor.providers.Provider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Makes pictures on this machine's cores. Waits for memory first and for a core then, so that
/// waiting costs nothing.
public final class LocalProvider implements Provider {
  /// Hard to tell from a lossless file, at a tenth of its bytes.
  private static final Encoding RESULT = new Encoding.Jpeg(92);

  private static final Encoding SMALL = new Encoding.Jpeg(82);

  /// The long side of a thumbnail, in pixels: sharp on a phone's list at double density.
  private static final int THUMBNAIL_SIDE = 480;

  /// Where decoding ends and encoding begins, as shares of the progress.
  private static final double DECODED = 0.05;

  private static final double DRAWN = 0.95;

  private final LocalEngine engine;

  public LocalProvider(LocalEngine engine) {
    this.engine = engine;
  }

  @Override
  public String name() {
    return "local";
  }

  @Override
  public boolean offers(Generation generation) {
    return switch (generation) {
      case Generation.Sketch _ -> true;
    };
  }

  @Override
  public Generated generate(Generation generation, Path source, Progress progress)
      throws InterruptedException {
    progress.at(0, "reading the picture");
    try {
      byte[] bytes = Files.readAllBytes(source);
      ImageInfo info = Probe.probe(bytes, engine.limits());
      try (var _ = engine.budget().take(bytesFor(info))) {
        return engine.cores().with(() -> generate(generation, bytes, progress));
      }
    } catch (BadPicture e) {
      throw Problem.because(Problem.Kind.BAD_PICTURE, String.valueOf(e.getMessage()), e);
    } catch (PixelsBusy e) {
      throw Problem.because(
          Problem.Kind.BUSY, "All memory for pictures is taken; the job waits.", e);
    } catch (IOException e) {
      throw Problem.because(Problem.Kind.UNAVAILABLE, "The source picture cannot be read now.", e);
    }
  }

  /// Decoding, then the source and the result at once; the operation itself works at a capped size.
  private static long bytesFor(ImageInfo info) {
    return Math.max(info.decodingBytes(), info.pixels() * 3 * 2);
  }

  private Generated generate(Generation generation, byte[] bytes, Progress progress)
      throws BadPicture, InterruptedException {
    try (Picture source = engine.decoder().decode(bytes)) {
      progress.at(DECODED, "decoded");
      try (Picture made = make(generation, source, part(progress))) {
        progress.at(DRAWN, "writing the picture");
        return written(made);
      }
    }
  }

  private Picture make(Generation generation, Picture source, Progress progress)
      throws InterruptedException {
    return switch (generation) {
      case Generation.Sketch sketch ->
          engine.sketcher().sketch(source, sketch.look(), sketch.intensity(), progress);
    };
  }

  private static Progress part(Progress whole) {
    return (done, step) -> whole.at(DECODED + done * (DRAWN - DECODED), step);
  }

  private static Generated written(Picture made) {
    try (Picture small = Thumbnail.of(made, THUMBNAIL_SIDE)) {
      return new Generated(written(made, RESULT), written(small, SMALL));
    }
  }

  private static Generated.Made written(Picture picture, Encoding encoding) {
    return new Generated.Made(
        Encoder.encode(picture, encoding),
        encoding.type().mediaType(),
        picture.width(),
        picture.height());
  }
}
