package dev.pictor.storage;

import dev.pictor.platform.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Signed links to objects: making them, and doing what they allow. The routes below {@link
/// SignedUrls#PATH} call {@link #verify} first and nothing else decides about access.
public final class Links {
  /// What everybody may read is served below this path.
  public static final String PUBLIC_PATH = "/public/";

  private final Objects objects;
  private final Arrivals arrivals;
  private final Stores stores;
  private final SignedUrls urls;
  private final StorageSettings.LinkSettings settings;
  private final InstantSource clock;

  /// What links lead to.
  record Shelf(Objects objects, Arrivals arrivals, Stores stores) {}

  Links(Shelf shelf, SignedUrls urls, StorageSettings.LinkSettings settings, InstantSource clock) {
    this.objects = shelf.objects();
    this.arrivals = shelf.arrivals();
    this.stores = shelf.stores();
    this.urls = urls;
    this.settings = settings;
    this.clock = clock;
  }

  /// How long links are valid.
  public Duration lifetime() {
    return settings.lifetime();
  }

  /// A link to PUT the bytes of a reserved object: what was declared, in type and size.
  public SignedLink upload(StoredObject reserved) {
    Grant.Upload grant = grantFor(reserved);
    return direct(reserved.place())
        .map(links -> links.put(ObjectKeys.incoming(reserved.key()), grant))
        .orElseGet(() -> urls.sign(grant));
  }

  /// A form to POST the bytes of a reserved object with, when the operator wants forms and the
  /// store has them; else a link as above is the way.
  public Optional<UploadForm> uploadForm(StoredObject reserved) {
    return settings.uploadBy() == StorageSettings.UploadBy.POST
        ? direct(reserved.place())
            .flatMap(links -> links.post(ObjectKeys.incoming(reserved.key()), grantFor(reserved)))
        : Optional.empty();
  }

  private Grant.Upload grantFor(StoredObject reserved) {
    StoredObject.Declared declared = reserved.declared();
    return new Grant.Upload(
        reserved.key(), declared.mediaType(), declared.size(), declared.isExact(), end());
  }

  private Optional<DirectLinks> direct(Place place) {
    return settings.leadTo() == StorageSettings.LeadTo.STORE
        ? stores.at(place).links()
        : Optional.empty();
  }

  /// A link for a page to show a confirmed object.
  public SignedLink show(StoredObject object) {
    return download(object, new Grant.Download(object.key(), false, filenameOf(object), end()));
  }

  /// A link for a person to save a confirmed object.
  ///
  /// @param filename what the browser saves it as
  public SignedLink save(StoredObject object, String filename) {
    return download(object, new Grant.Download(object.key(), true, filename, end()));
  }

  private SignedLink download(StoredObject object, Grant.Download grant) {
    StoredObject.Content content = object.content();
    StoredObject.Picture picture = object.picture();
    if (content == null || picture == null) {
      return urls.sign(grant); // Leads nowhere until it is confirmed, and then to its bytes.
    }
    return direct(object.place())
        .map(links -> links.get(Blobs.keyOf(content.sha256()), picture.mediaType(), grant))
        .orElseGet(() -> urls.sign(grant));
  }

  /// A link without signature and end, for everybody: the same each time, until the object is
  /// deleted.
  ///
  /// @return path to be put after the service's own address, or a whole URL when the store lets
  ///   everybody read there
  /// @throws IllegalArgumentException when the object's place is not public
  public String lasting(StoredObject object) {
    if (!object.place().isPublic()) {
      throw new IllegalArgumentException("what lies in " + object.place() + " is not for all");
    }
    ObjectKey blob = Blobs.keyOf(object.bytes().sha256());
    return stores
        .at(object.place())
        .links()
        .flatMap(links -> links.lasting(blob))
        .orElse(PUBLIC_PATH + object.key());
  }

  /// What everybody may read, opened; the caller closes it.
  ///
  /// @param key as somebody wrote it
  /// @throws Problem NOT_FOUND when there is no such object or it is not public
  public Download serveLasting(String key) {
    StoredObject object =
        ObjectKey.find(key)
            .flatMap(objects::findConfirmed)
            .filter(found -> found.place().isPublic())
            .orElseThrow(() -> Problem.notFound("object"));
    return Download.lasting(object, objects.open(object));
  }

  /// What the holder of a link may do; see {@link SignedUrls#verify}.
  public Grant verify(String method, String path, @Nullable String query) {
    return urls.verify(method, path, query);
  }

  /// Takes in what a link allows to upload.
  ///
  /// @param contentType the request's header
  /// @param declaredLength the request's header; -1 when there is none
  /// @throws Problem BAD_SIGNATURE when type or length are not the granted ones; TOO_LARGE or
  ///   UPLOAD_MISMATCH when other bytes come than were announced; MALFORMED_REQUEST when the body
  ///   is cut short
  public StoredObject receive(
      Grant.Upload grant, @Nullable String contentType, long declaredLength, InputStream body) {
    checkHeaders(grant, contentType, declaredLength);
    try (Staged staged = objects.stage(body, grant.maxBytes())) {
      if (grant.isExact() && staged.size() != grant.maxBytes()) {
        throw Problem.of(
            Problem.Kind.UPLOAD_MISMATCH,
            staged.size() + " bytes came and " + grant.maxBytes() + " were declared.");
      }
      return arrivals.received(grant.key(), staged);
    } catch (IOException e) {
      throw Problem.because(
          Problem.Kind.MALFORMED_REQUEST, "The upload was cut short; send it again.", e);
    }
  }

  private static void checkHeaders(
      Grant.Upload grant, @Nullable String contentType, long declaredLength) {
    if (!grant.contentType().equalsIgnoreCase(contentType)) {
      throw Problem.of(
          Problem.Kind.BAD_SIGNATURE,
          "The link is for Content-Type " + grant.contentType() + "; send exactly that.");
    }
    boolean tooLong = declaredLength > grant.maxBytes();
    boolean tooShort = declaredLength >= 0 && declaredLength < grant.maxBytes();
    if (tooLong || (grant.isExact() && tooShort)) {
      throw Problem.of(
          Problem.Kind.BAD_SIGNATURE,
          "The link is for "
              + (grant.isExact() ? "exactly " : "at most ")
              + grant.maxBytes()
              + " bytes; send as many, or ask for a new link.");
    }
  }

  /// What a link allows to download, opened; the caller closes it.
  ///
  /// @throws Problem NOT_FOUND when the object was deleted since the link was made
  public Download serve(Grant.Download grant) {
    StoredObject object =
        objects.findConfirmed(grant.key()).orElseThrow(() -> Problem.notFound("object"));
    return Download.of(object, grant, objects.open(object));
  }

  private Instant end() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS).plus(settings.lifetime());
  }

  private static String filenameOf(StoredObject object) {
    return object.declared().filename();
  }
}
