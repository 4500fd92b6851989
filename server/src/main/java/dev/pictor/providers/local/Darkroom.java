package dev.pictor.providers.local;

import dev.pictor.engine.LocalEngine;
import dev.pictor.engine.codec.BadPicture;
import dev.pictor.engine.codec.Covering;
import dev.pictor.engine.codec.Encoder;
import dev.pictor.engine.codec.Encoding;
import dev.pictor.engine.codec.Fitted;
import dev.pictor.engine.codec.Glance;
import dev.pictor.engine.codec.ImageInfo;
import dev.pictor.engine.codec.ImageInfo.Size;
import dev.pictor.engine.codec.Limits;
import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.codec.PixelBudget;
import dev.pictor.engine.codec.PixelsBusy;
import dev.pictor.engine.codec.Probe;
import dev.pictor.platform.Problem;
import dev.pictor.providers.Generated;
import dev.pictor.providers.Generation;
import dev.pictor.providers.Output;
import dev.pictor.providers.Refusals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// Makes pictures ready to be sent to other machines, and results of other machines ready to be
/// kept. It computes on threads of the platform, whatever thread asks: see
/// [dev.pictor.jobs.Workers].
public final class Darkroom {
  private static final Encoding SENT = new Encoding.Jpeg(95);
  private static final Encoding SENT_WITH_ALPHA = new Encoding.Png(3);

  /// Each try to get below a limit of bytes takes this much off the sides.
  private static final double SMALLER = 0.8;

  /// A side below which a picture is not worth sending.
  private static final int LEAST_SIDE = 64;

  /// Proportions that differ by less are a provider's rounding.
  private static final double ROUNDING = 0.03;

  /// Decoded, scaled and encoded copies live beside each other.
  private static final int BYTES_PER_PIXEL = 12;

  private static final Developed NO_PICTURE = new Developed.Bad("its result is no picture.");

  private final LocalEngine engine;
  private final boolean marks;

  /// @param marks whether results say in their metadata that they were altered
  public Darkroom(LocalEngine engine, boolean marks) {
    this.engine = engine;
    this.marks = marks;
  }

  /// What may be sent.
  ///
  /// @param maxSide in pixels
  /// @param maxBytes of the file
  /// @param withAlpha whether see-through parts stay so
  public record Demands(int maxSide, long maxBytes, boolean withAlpha) {}

  /// A picture to send: upright and without metadata, so that no place, time or camera leaves this
  /// host.
  ///
  /// @param mediaType `image/jpeg`, or `image/png` when something is see-through
  public record Sent(Path file, String mediaType, Size size, long bytes, Glance glance) {}

  /// @param target where it is written
  /// @throws Problem when the picture cannot be read, or not be made small enough
  public Sent prepare(Path source, Demands demands, Path target) throws InterruptedException {
    return computed(() -> prepared(Files.readAllBytes(source), demands, target));
  }

  private Sent prepared(byte[] bytes, Demands demands, Path target) throws Exception {
    ImageInfo info = Probe.probe(bytes, engine.limits());
    try (var _ = engine.budget().take(BYTES_PER_PIXEL * info.pixels());
        Picture whole =
            demands.withAlpha() && info.kind().alpha()
                ? engine.decoder().decodeWithAlpha(bytes)
                : engine.decoder().decode(bytes)) {
      Encoding encoding = whole.alpha().isPresent() ? SENT_WITH_ALPHA : SENT;
      for (int side = Math.min(demands.maxSide(), longest(whole));
          side >= LEAST_SIDE || side == longest(whole);
          side = (int) (side * SMALLER)) {
        try (Picture fitted = Fitted.of(whole, side)) {
          byte[] written = Encoder.encode(fitted, encoding);
          if (written.length <= demands.maxBytes()) {
            Files.write(target, written);
            var size = new Size(fitted.width(), fitted.height());
            return new Sent(
                target, encoding.type().mediaType(), size, written.length, Glance.of(fitted));
          }
        }
      }
      throw Problem.of(
          Problem.Kind.TOO_LARGE,
          "The picture cannot be made small enough for the provider; send a smaller one.");
    }
  }

  private static int longest(Picture picture) {
    return Math.max(picture.width(), picture.height());
  }

  /// How large a picture is as it is seen; from its header alone.
  public Size sizeOf(Path picture) {
    try {
      return Probe.probe(picture, engine.limits()).shown();
    } catch (BadPicture e) {
      throw Refusals.of(e);
    } catch (IOException e) {
      throw Problem.because(Problem.Kind.UNAVAILABLE, "A picture cannot be read now.", e);
    }
  }

  /// How a result is to come out.
  ///
  /// @param generation the whole, which the mark is about
  /// @param wanted its size
  /// @param exact whether it is cut to that size when the provider's proportions differ; otherwise
  ///   its longer side is as long as that of the wanted size
  /// @param original the picture whose opacity an opaque result gets, enlarged: most providers drop
  ///   it on the way; null where the step keeps none
  public record Finish(
      Generation generation, Size wanted, boolean exact, @Nullable Path original, Output output) {}

  /// Says what is wrong with a result.
  @FunctionalInterface
  public interface Judge {
    /// @param size in which it came
    /// @return for its owner; empty when it will do
    Optional<String> fault(Size size, Glance glance);
  }

  /// What a provider's bytes turn out to be.
  public sealed interface Developed {
    /// As it is kept.
    record Good(Generated.Variant variant) implements Developed {}

    /// No picture, or not one that will do.
    ///
    /// @param reason for its owner
    record Bad(String reason) implements Developed {}
  }

  /// A provider's result, of which nothing that is said is believed: looked at, judged, then
  /// scaled, marked and written as the job wants it.
  public Developed develop(byte[] bytes, Judge judge, Finish finish) throws InterruptedException {
    var writing =
        new Writing(finish.output(), marks ? Marks.of(finish.generation()) : Optional.empty());
    return computed(() -> {
      ImageInfo info;
      try {
        info = Probe.probe(bytes, unlimited(bytes));
      } catch (BadPicture _) {
        return NO_PICTURE;
      }
      byte[] original = info.kind().alpha() ? null : withOpacity(finish.original());
      long pixels = Math.max(info.pixels(), finish.wanted().pixels());
      long copies = original == null ? pixels : 2 * pixels;
      try (var _ = room(copies);
          Picture picture = decoded(bytes, info)) {
        Optional<String> fault = judge.fault(sizeOf(picture), glance(bytes, info, picture));
        return fault.isPresent()
            ? new Developed.Bad(fault.get())
            : new Developed.Good(finished(picture, original, finish, writing));
      } catch (Undecodable _) {
        return NO_PICTURE;
      }
    });
  }

  /// What a provider sent does not decode: unlike a broken picture of ours, that is its fault.
  private static final class Undecodable extends Exception {
    private static final long serialVersionUID = 1L;
  }

  private PixelBudget.Lease room(long pixels) throws Undecodable, PixelsBusy, InterruptedException {
    try {
      return engine.budget().take(BYTES_PER_PIXEL * pixels);
    } catch (BadPicture _) {
      throw new Undecodable(); // Larger than anything that this host could show.
    }
  }

  private Picture decoded(byte[] bytes, ImageInfo info) throws Undecodable, InterruptedException {
    try {
      return info.kind().alpha()
          ? engine.decoder().decodeWithAlpha(bytes)
          : engine.decoder().decode(bytes);
    } catch (BadPicture _) {
      throw new Undecodable();
    }
  }

  /// A see-through picture is judged as it looks on white.
  private Glance glance(byte[] bytes, ImageInfo info, Picture picture)
      throws Undecodable, InterruptedException {
    if (!info.kind().alpha()) {
      return Glance.of(picture);
    }
    try (Picture flat = engine.decoder().decode(bytes)) {
      return Glance.of(flat);
    } catch (BadPicture _) {
      throw new Undecodable();
    }
  }

  private static Size sizeOf(Picture picture) {
    return new Size(picture.width(), picture.height());
  }

  private Generated.Variant finished(
      Picture picture, byte @Nullable [] original, Finish finish, Writing writing)
      throws BadPicture, InterruptedException {
    Size made = sizeOf(picture);
    Size size = sizeFor(made, finish);
    if (size.equals(made)) {
      return written(picture, original, writing);
    }
    try (Picture scaled = Covering.of(picture, size.width(), size.height())) {
      return written(scaled, original, writing);
    }
  }

  /// @return null when there is no such picture, or none that can be see-through
  private byte @Nullable [] withOpacity(@Nullable Path original) throws IOException, BadPicture {
    if (original == null || !Probe.probe(original, engine.limits()).kind().alpha()) {
      return null;
    }
    return Files.readAllBytes(original);
  }

  private Generated.Variant written(Picture picture, byte @Nullable [] original, Writing writing)
      throws BadPicture, InterruptedException {
    if (original == null) {
      return writing.written(picture);
    }
    try (Picture before = engine.decoder().decodeWithAlpha(original);
        Picture larger = Covering.of(before, picture.width(), picture.height())) {
      if (larger.alpha().isEmpty()) {
        return writing.written(picture);
      }
      try (Picture whole =
          new Picture(picture.mat().clone(), larger.alpha().orElseThrow().clone())) {
        return writing.written(whole);
      }
    }
  }

  /// A provider's result may have more bytes than an upload.
  private Limits unlimited(byte[] bytes) {
    Limits limits = engine.limits();
    return new Limits(
        Math.max(limits.maxBytes(), bytes.length),
        limits.maxSide(),
        limits.maxPixels(),
        limits.maxFrames());
  }

  static Size sizeFor(Size made, Finish finish) {
    Size wanted = finish.wanted();
    double ratio =
        ((double) made.width() / made.height()) / ((double) wanted.width() / wanted.height());
    if (finish.exact() || Math.abs(ratio - 1) <= ROUNDING) {
      return wanted;
    }
    double scale =
        (double) Math.max(wanted.width(), wanted.height()) / Math.max(made.width(), made.height());
    return new Size(
        (int) Math.max(1, Math.round(made.width() * scale)),
        (int) Math.max(1, Math.round(made.height() * scale)));
  }

  /// On a core of its own and a thread of the platform.
  private <T> T computed(Callable<T> work) throws InterruptedException {
    return OwnThread.run(() -> {
      try {
        return engine.cores().with(work::call);
      } catch (BadPicture e) {
        throw Refusals.of(e);
      } catch (PixelsBusy e) {
        throw Refusals.of(e);
      } catch (IOException e) {
        throw Problem.because(Problem.Kind.UNAVAILABLE, "A picture cannot be read now.", e);
      }
    });
  }
}
