package dev.pictor.images;

import dev.pictor.identity.Principal;
import dev.pictor.platform.Problem;
import dev.pictor.platform.fetch.GivenUrl;
import dev.pictor.platform.fetch.GuardedFetch;
import dev.pictor.storage.OwnUrls;
import dev.pictor.storage.Place;
import dev.pictor.storage.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/// Pictures that are given as a URL instead of a key: a `data:` URL, one of our own signed links,
/// or an address on another host. What is not the caller's yet is stored as their upload first.
public final class PictureUrls {
  /// A request's fields beside the picture.
  private static final int REST_OF_BODY = 64 * 1024;

  private final Uploads uploads;
  private final OwnUrls ownUrls;
  private final GuardedFetch fetch;
  private final Path temporary;

  /// @param temporary a folder for pictures while they come
  public PictureUrls(Uploads uploads, OwnUrls ownUrls, GuardedFetch fetch, Path temporary) {
    this.uploads = uploads;
    this.ownUrls = ownUrls;
    this.fetch = fetch;
    this.temporary = temporary;
  }

  /// How long a body with a picture in base64 may be, by the widest rules of all surfaces.
  public int maxBodyBytes() {
    return Math.toIntExact(
        Math.min(Integer.MAX_VALUE - 8, uploads.limits().maxBytes() / 3 * 4 + REST_OF_BODY));
  }

  /// The key of the picture at a URL.
  ///
  /// @param field the request's field, for messages
  public String keyFor(Principal caller, String field, String url) throws InterruptedException {
    return keyFor(caller, field, url, uploads.usual());
  }

  /// The same by a surface's own rules.
  String keyFor(Principal caller, String field, String url, InputRules rules)
      throws InterruptedException {
    if (url.strip().regionMatches(true, 0, "data:", 0, 5)) {
      return fromData(caller, field, url.strip(), rules);
    }
    Optional<StoredObject> own = own(caller, url);
    return own.isPresent()
        ? uploads.own(caller, own.get()).key().value()
        : fromElsewhere(caller, field, url, rules);
  }

  /// Whether it is the address of a picture that is the caller's already.
  boolean isStoredHere(Principal caller, String url) {
    return own(caller, url)
        .filter(object -> object.owner().equals(Uploads.owner(caller)))
        .isPresent();
  }

  private Optional<StoredObject> own(Principal caller, String url) {
    return ownUrls.find(Uploads.owner(caller), url);
  }

  private String fromData(Principal caller, String field, String url, InputRules rules)
      throws InterruptedException {
    int comma = url.indexOf(',');
    String head = comma < 0 ? "" : url.substring(0, comma).toLowerCase(Locale.ROOT);
    if (!head.endsWith(";base64")) {
      throw Problem.invalid(field, "a data: URL carries base64: data:image/jpeg;base64,…");
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(url.substring(comma + 1).replaceAll("\\s", ""));
      return uploads
          .add(caller, Place.PRIVATE, "picture", new ByteArrayInputStream(bytes), rules)
          .key()
          .value();
    } catch (IllegalArgumentException _) {
      throw Problem.invalid(field, "the base64 of the data: URL is broken.");
    }
  }

  private String fromElsewhere(Principal caller, String field, String url, InputRules rules)
      throws InterruptedException {
    try {
      Path file = Files.createTempFile(temporary, "fetched", null);
      try {
        var fetched = fetch.fetch(new GivenUrl(field, url.strip()), file, rules.maxBytes());
        try (InputStream bytes = Files.newInputStream(file)) {
          return uploads
              .add(caller, Place.PRIVATE, nameOf(fetched.finalUri()), bytes, rules)
              .key()
              .value();
        }
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw Problem.because(
          Problem.Kind.STORAGE_FULL, "The picture could not be written down here; try later.", e);
    }
  }

  private static String nameOf(URI uri) {
    String path = uri.getPath() == null ? "" : uri.getPath();
    String name = path.substring(path.lastIndexOf('/') + 1);
    return name.isBlank() ? "picture" : name;
  }
}
