package dev.pictor.images;

import dev.pictor.identity.Principal;
import dev.pictor.platform.Problem;
import dev.pictor.platform.fetch.GivenUrl;
import dev.pictor.platform.fetch.GuardedFetch;
import dev.pictor.storage.Grant;
import dev.pictor.storage.Links;
import dev.pictor.storage.Place;
import dev.pictor.storage.SignedUrls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Pictures that are given as a URL instead of a key: a `data:` URL, one of our own signed links,
/// or an address on another host. What is not ours yet is stored as the caller's upload first.
public final class PictureUrls {
  /// A request's fields beside the picture.
  private static final int REST_OF_BODY = 64 * 1024;

  /// What is told to a client as the lasting address of an upload: it opens nothing by itself.
  private static final Pattern OF_A_USER =
      Pattern.compile(SignedUrls.PATH + "users/[0-9a-f-]{36}/uploads/[^/]+");

  private final Uploads uploads;
  private final Links links;
  private final GuardedFetch fetch;
  private final Path temporary;

  /// @param temporary a folder for pictures while they come
  public PictureUrls(Uploads uploads, Links links, GuardedFetch fetch, Path temporary) {
    this.uploads = uploads;
    this.links = links;
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
    Optional<URI> own = ownLink(url);
    return own.isPresent()
        ? fromOwnLink(caller, own.get())
        : fromElsewhere(caller, field, url, rules);
  }

  /// Whether it is one of our own links: then the picture is the caller's already.
  boolean isStoredHere(String url) {
    return ownLink(url).isPresent();
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

  /// The path and the signature tell our links; the host does not, as one service has many names.
  private static Optional<URI> ownLink(String url) {
    try {
      URI uri = URI.create(url.strip());
      String path = uri.getRawPath();
      return path != null && (isSigned(uri) || OF_A_USER.matcher(path).matches())
          ? Optional.of(uri)
          : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static boolean isSigned(URI uri) {
    return uri.getRawPath().startsWith(SignedUrls.PATH)
        && uri.getRawQuery() != null
        && uri.getRawQuery().contains("signature=");
  }

  /// A link proves that its holder may see the picture; work is done on pictures of one's own. An
  /// address without a signature names one's own upload, which nobody has confirmed where a
  /// contract knows no such step.
  private String fromOwnLink(Principal caller, URI uri) throws InterruptedException {
    if (isSigned(uri)) {
      Grant grant = links.verify("GET", uri.getRawPath(), uri.getRawQuery());
      return uploads.get(caller, grant.key().value()).key().value();
    }
    String key = uri.getRawPath().substring(SignedUrls.PATH.length());
    return uploads.confirm(caller, key).key().value();
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
