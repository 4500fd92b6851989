package dev.pictor.images;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.pictor.engine.LocalEngine;
import dev.pictor.engine.Progress;
import dev.pictor.engine.codec.BadPicture;
import dev.pictor.engine.codec.Encoder;
import dev.pictor.engine.codec.Encoding;
import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.codec.PixelsBusy;
import dev.pictor.engine.codec.Probe;
import dev.pictor.engine.codec.Thumbnail;
import dev.pictor.engine.sketch.FaceArea;
import dev.pictor.engine.sketch.Look;
import dev.pictor.platform.Problem;
import dev.pictor.providers.Refusals;
import dev.pictor.storage.Objects;
import dev.pictor.storage.StoredObject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// One photo in every look, small and at once: the gallery from which a person chooses. The photo
/// is decoded and its faces are found once, then each look costs a few hundredths of a second.
public final class Previews {
  /// The long side of a preview, in pixels.
  public static final int SIDE = 320;

  private static final double INTENSITIES = 20;

  private static final Encoding JPEG = new Encoding.Jpeg(84);
  private static final long MAX_CACHED_BYTES = 48L << 20;

  private final LocalEngine engine;
  private final Objects objects;
  private final Cache<String, Subject> subjects =
      Caffeine.newBuilder()
          .maximumWeight(MAX_CACHED_BYTES)
          .weigher((String _, Subject subject) -> subject.weight())
          .expireAfterAccess(Duration.ofMinutes(10))
          .build();
  private final Cache<String, byte[]> drawn =
      Caffeine.newBuilder()
          .maximumWeight(MAX_CACHED_BYTES)
          .weigher((String _, byte[] bytes) -> bytes.length)
          .expireAfterAccess(Duration.ofMinutes(10))
          .build();
  private final ConcurrentHashMap<String, ReentrantLock> reading = new ConcurrentHashMap<>();

  public Previews(LocalEngine engine, Objects objects) {
    this.engine = engine;
    this.objects = objects;
  }

  /// What a style looks like, on a photo of ours.
  ///
  /// @param style in any case
  /// @throws Problem NOT_FOUND when there is no such style
  public byte[] example(String style) throws InterruptedException {
    var form = new LookForm(style, "ARTISTIC", 1.0);
    if (!form.faults().isEmpty()) {
      throw Problem.notFound("style");
    }
    return draw(new Photo("example", ExamplePhoto.PORTRAIT::bytes), form);
  }

  /// A photo to be read when it is needed.
  ///
  /// @param id the same for the same bytes
  private record Photo(String id, Supplier<byte[]> bytes) {}

  /// A photo made small, with its faces.
  private record Subject(byte[] png, Optional<FaceArea> faces) {
    int weight() {
      return png.length + faces.map(area -> 4 * area.mask().values().length).orElse(0);
    }
  }

  /// A JPEG of at most [#SIDE] pixels.
  ///
  /// @param picture one that the caller may see; the intensity is rounded to a twentieth
  public byte[] draw(StoredObject picture, LookForm form) throws InterruptedException {
    return draw(new Photo(picture.bytes().sha256(), () -> objects.read(picture)), form);
  }

  private byte[] draw(Photo photo, LookForm form) throws InterruptedException {
    Look look = form.look();
    double intensity = Math.round(form.wantedIntensity() * INTENSITIES) / INTENSITIES;
    String wanted = photo.id() + " " + look.id() + " " + intensity;
    byte[] known = drawn.getIfPresent(wanted);
    if (known != null) {
      return known;
    }
    try {
      Subject subject = subject(photo);
      byte[] made = engine.cores().with(() -> draw(subject, look, intensity));
      drawn.put(wanted, made);
      return made;
    } catch (BadPicture e) {
      throw Refusals.of(e);
    } catch (PixelsBusy e) {
      throw Refusals.of(e);
    }
  }

  private byte[] draw(Subject subject, Look look, double intensity)
      throws BadPicture, InterruptedException {
    try (Picture photo = engine.decoder().decode(subject.png());
        Picture sketch =
            engine
                .sketcher()
                .sketch(photo, look, intensity, _ -> subject.faces(), Progress.SILENT)) {
      return Encoder.encode(sketch, JPEG);
    }
  }

  /// A page asks for many looks of a new photo at once; the first one reads it and the others wait.
  private Subject subject(Photo photo) throws BadPicture, PixelsBusy, InterruptedException {
    Subject known = subjects.getIfPresent(photo.id());
    if (known != null) {
      return known;
    }
    ReentrantLock lock = reading.computeIfAbsent(photo.id(), _ -> new ReentrantLock());
    lock.lockInterruptibly();
    try {
      Subject meanwhile = subjects.getIfPresent(photo.id());
      return meanwhile == null ? read(photo) : meanwhile;
    } finally {
      lock.unlock();
      reading.remove(photo.id(), lock);
    }
  }

  private Subject read(Photo photo) throws BadPicture, PixelsBusy, InterruptedException {
    byte[] bytes = photo.bytes().get();
    long memory = Probe.probe(bytes, engine.limits()).decodingBytes();
    try (var _ = engine.budget().take(memory)) {
      Subject subject = engine.cores().with(() -> small(bytes));
      subjects.put(photo.id(), subject);
      return subject;
    }
  }

  private Subject small(byte[] bytes) throws BadPicture, InterruptedException {
    try (Picture photo = engine.decoder().decode(bytes, 4L * SIDE * SIDE);
        Picture small = Thumbnail.of(photo, SIDE)) {
      return new Subject(
          Encoder.encode(small, new Encoding.Png(1)), engine.faceFinder().find(small));
    }
  }
}
