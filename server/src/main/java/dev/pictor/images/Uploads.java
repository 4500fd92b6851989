package dev.pictor.images;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.pictor.engine.LocalEngine;
import dev.pictor.engine.codec.BadPicture;
import dev.pictor.engine.codec.ImageInfo;
import dev.pictor.engine.codec.ImageType;
import dev.pictor.engine.codec.Limits;
import dev.pictor.engine.codec.PixelsBusy;
import dev.pictor.engine.codec.Probe;
import dev.pictor.identity.Principal;
import dev.pictor.platform.Problem;
import dev.pictor.platform.Problem.FieldError;
import dev.pictor.providers.Refusals;
import dev.pictor.storage.Arrivals;
import dev.pictor.storage.Companion;
import dev.pictor.storage.Links;
import dev.pictor.storage.LocalFile;
import dev.pictor.storage.Objects;
import dev.pictor.storage.OwnerId;
import dev.pictor.storage.Place;
import dev.pictor.storage.SignedLink;
import dev.pictor.storage.Staged;
import dev.pictor.storage.Storage;
import dev.pictor.storage.StoredObject;
import dev.pictor.storage.UploadForm;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Pictures in: what comes is checked for what it is before anybody works with it. Magic bytes
/// decide the type and the header is read before a pixel is decoded; what a caller declared is
/// believed by nobody.
public final class Uploads {
  private final Objects objects;
  private final Arrivals arrivals;
  private final Links links;
  private final LocalEngine engine;
  private final Set<ImageType> types;
  private final InputRules usual;

  /// Confirmed objects never change, so they are remembered for a moment: a page that makes many
  /// sketches of one picture asks for it again and again. One that was deleted on another node is
  /// found out when its job runs.
  private final Cache<String, StoredObject> confirmed =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(Duration.ofSeconds(10)).build();

  private final Cache<String, Boolean> used =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(Duration.ofMinutes(30)).build();

  /// @param usual what is taken where a surface has no rules of its own
  public Uploads(Storage storage, LocalEngine engine, Set<ImageType> types, InputRules usual) {
    this.objects = storage.objects();
    this.arrivals = storage.arrivals();
    this.links = storage.links();
    this.engine = engine;
    this.types = Set.copyOf(types);
    this.usual = usual;
  }

  /// What a caller wants to upload.
  ///
  /// @param size in bytes; 0 when it is not known before
  public record Announced(String filename, String contentType, long size) {}

  /// Where an announced picture may be put.
  ///
  /// @param form another way, where the operator wants it; null for none
  public record Room(StoredObject object, SignedLink link, @Nullable UploadForm form) {}

  /// Makes room for a picture and a link to put it there.
  public Room announce(Principal caller, Announced announced) {
    return announce(caller, announced, usual, true);
  }

  /// The same with a surface's own rules. A size that is not known before may be anything up to the
  /// most that is taken.
  ///
  /// @throws Problem TOO_LARGE or UNSUPPORTED_TYPE before a byte moves
  public Room announce(Principal caller, Announced announced, InputRules rules) {
    ImageType type = ImageType.ofMediaType(announced.contentType()).orElse(null);
    if (!announced.contentType().isBlank() && (type == null || !types.contains(type))) {
      throw Problem.of(
          Problem.Kind.UNSUPPORTED_TYPE,
          announced.contentType() + " is not taken here; it is one of " + mediaTypes() + ".");
    }
    if (announced.size() > rules.maxBytes()) {
      throw Problem.of(
          Problem.Kind.TOO_LARGE,
          announced.size() + " bytes are too many; at most " + rules.maxBytes() + " are taken.");
    }
    return announce(caller, announced, rules, false);
  }

  private Room announce(
      Principal caller, Announced announced, InputRules rules, boolean isSizeNeeded) {
    var errors = new ArrayList<FieldError>();
    if (announced.filename().isBlank()) {
      errors.add(new FieldError("filename", "is missing."));
    }
    ImageType type = ImageType.ofMediaType(announced.contentType()).orElse(null);
    if (type == null || !types.contains(type)) {
      errors.add(new FieldError("content_type", "is one of " + mediaTypes() + "."));
    }
    long most = rules.maxBytes();
    boolean isUnknown = announced.size() == 0 && !isSizeNeeded;
    if (!isUnknown && (announced.size() < 1 || announced.size() > most)) {
      errors.add(new FieldError("file_size", "is within 1 to " + most + " bytes."));
    }
    if (type == null || !errors.isEmpty()) {
      throw Problem.invalid(errors);
    }
    var declared =
        new StoredObject.Declared(
            announced.filename(),
            type.mediaType(),
            isUnknown ? most : announced.size(),
            !isUnknown);
    StoredObject object = objects.reserve(owner(caller), declared, links.lifetime());
    return new Room(object, links.upload(object), links.uploadForm(object).orElse(null));
  }

  /// Looks at what was put at a key and accepts it. Confirming twice is the same as once.
  public StoredObject confirm(Principal caller, String key) throws InterruptedException {
    StoredObject object = objects.get(owner(caller), key);
    return switch (object.state()) {
      case CONFIRMED -> object;
      case PENDING -> acceptArrived(object);
      case UPLOADED -> accept(object);
    };
  }

  /// What was put straight into a store elsewhere.
  private StoredObject acceptArrived(StoredObject object) throws InterruptedException {
    Optional<Staged> arrived = arrivals.find(object);
    if (arrived.isEmpty()) {
      throw Problem.of(
          Problem.Kind.NOT_FOUND,
          "Nothing was uploaded for this key yet; PUT the file to upload_url first.");
    }
    try (Staged staged = arrived.get()) {
      return arrivals.accept(object, staged, facts(checkAsDeclared(object, staged.path())));
    }
  }

  private StoredObject accept(StoredObject object) throws InterruptedException {
    try (LocalFile file = objects.local(object)) {
      return objects.confirm(object, facts(checkAsDeclared(object, file.path())));
    }
  }

  private ImageInfo checkAsDeclared(StoredObject object, Path file) throws InterruptedException {
    ImageInfo info = check(file);
    if (!info.type().mediaType().equals(object.declared().mediaType())) {
      throw Problem.of(
          Problem.Kind.UPLOAD_MISMATCH,
          "The file was declared as "
              + object.declared().mediaType()
              + " and is "
              + info.type().mediaType()
              + "; ask for a new upload link with the right content_type.");
    }
    return info;
  }

  /// What one of our own links leads to, as a picture of the caller's own: it is, or becomes one.
  StoredObject own(Principal caller, StoredObject found) throws InterruptedException {
    if (!found.owner().equals(owner(caller))) {
      return objects.share(found, owner(caller));
    }
    return confirm(caller, found.key().value());
  }

  /// Notes that a job will need a picture. Retention counts in days, so once in a while is enough.
  ///
  /// @throws Problem NOT_FOUND when it is not there any more
  void use(Principal caller, StoredObject picture) {
    String key = picture.key().value();
    if (used.getIfPresent(key) == null) {
      if (!objects.use(owner(caller), picture.key())) {
        throw Problem.notFound("upload");
      }
      used.put(key, true);
    }
  }

  /// Takes a picture in one go.
  ///
  /// @param bytes read to their end or to one byte beyond the limit; the caller closes them
  public StoredObject add(Principal caller, String filename, InputStream bytes)
      throws InterruptedException {
    return add(caller, Place.PRIVATE, filename, bytes, usual);
  }

  /// The same in another place of the store, together with what belongs to it.
  public StoredObject add(
      Principal caller, Place place, String filename, InputStream bytes, Companion companion)
      throws InterruptedException {
    try (Staged staged = stage(bytes, usual)) {
      return keep(caller, place, staged, filename, companion);
    }
  }

  /// The same by a surface's own rules.
  StoredObject add(
      Principal caller, Place place, String filename, InputStream bytes, InputRules rules)
      throws InterruptedException {
    try (Staged staged = stage(bytes, rules)) {
      return keep(caller, place, staged, filename, (_, _) -> {});
    }
  }

  private Staged stage(InputStream bytes, InputRules rules) {
    try {
      return objects.stage(bytes, rules.maxBytes());
    } catch (IOException e) {
      throw Problem.because(
          Problem.Kind.MALFORMED_REQUEST, "The picture was cut short; send it again.", e);
    }
  }

  private StoredObject keep(
      Principal caller, Place place, Staged staged, String filename, Companion companion)
      throws InterruptedException {
    var named = new Objects.Named(filename, facts(check(staged.path())));
    return objects.add(owner(caller), place, staged, named, companion);
  }

  /// What pictures are taken.
  public record Taken(long maxBytes, List<String> mediaTypes, int maxSide, long maxPixels) {}

  public Taken taken() {
    return new Taken(
        usual.maxBytes(),
        types.stream().sorted().map(ImageType::mediaType).toList(),
        engine.limits().maxSide(),
        engine.limits().maxPixels());
  }

  /// What is taken where a surface has no rules of its own.
  public InputRules usual() {
    return usual;
  }

  /// The limits on a picture, of those that come and of those that are made.
  Limits limits() {
    return engine.limits();
  }

  /// A stored picture of the caller's own, if it is still there.
  public Optional<StoredObject> find(Principal caller, String key) {
    OwnerId owner = owner(caller);
    StoredObject known = confirmed.getIfPresent(key);
    if (known != null && known.owner().equals(owner)) {
      return Optional.of(known);
    }
    Optional<StoredObject> found = objects.find(owner, key);
    found
        .filter(object -> object.state() == StoredObject.State.CONFIRMED)
        .ifPresent(object -> confirmed.put(key, object));
    return found;
  }

  /// Removes a picture of the caller's own.
  public void delete(Principal caller, String key) {
    objects
        .find(owner(caller), key)
        .ifPresent(object -> objects.delete(owner(caller), object.key()));
    forget(key);
  }

  /// These are deleted.
  void forget(String... keys) {
    confirmed.invalidateAll(List.of(keys));
    used.invalidateAll(List.of(keys));
  }

  /// A picture of the caller's own that was confirmed.
  public StoredObject get(Principal caller, String key) {
    StoredObject object = find(caller, key).orElseThrow(() -> Problem.notFound("upload"));
    if (object.state() != StoredObject.State.CONFIRMED) {
      throw Problem.of(
          Problem.Kind.CONFLICT,
          "This upload is not confirmed yet; call /api/upload/confirm first.");
    }
    return object;
  }

  /// The header first, then the pixels once: a picture that is accepted here can be worked with
  /// later.
  private ImageInfo check(Path file) throws InterruptedException {
    try {
      ImageInfo info = Probe.probe(file, engine.limits());
      if (!types.contains(info.type())) {
        throw Problem.of(
            Problem.Kind.UNSUPPORTED_TYPE,
            info.type().mediaType() + " is not taken here; send one of " + mediaTypes() + ".");
      }
      decodeOnce(file, info);
      return info;
    } catch (BadPicture e) {
      throw Refusals.of(e);
    } catch (IOException e) {
      throw Problem.because(Problem.Kind.UNAVAILABLE, "The picture cannot be read now.", e);
    }
  }

  private void decodeOnce(Path file, ImageInfo info)
      throws BadPicture, IOException, InterruptedException {
    try (var _ = engine.budget().take(info.decodingBytes())) {
      byte[] bytes = Files.readAllBytes(file);
      engine
          .cores()
          .with(() -> {
            engine.decoder().decode(bytes).close();
            return info;
          });
    } catch (PixelsBusy e) {
      throw Refusals.of(e);
    }
  }

  private static StoredObject.Picture facts(ImageInfo info) {
    return new StoredObject.Picture(info.type().mediaType(), info.width(), info.height());
  }

  private String mediaTypes() {
    return types.stream().sorted().map(ImageType::mediaType).collect(Collectors.joining(", "));
  }

  static OwnerId owner(Principal caller) {
    return new OwnerId(caller.userId().value());
  }
}
