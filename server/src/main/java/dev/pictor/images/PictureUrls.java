package dev.pictor.images;

import dev.pictor.identity.Principal;
import dev.pictor.platform.Problem;
import dev.pictor.platform.fetch.GivenUrl;
import dev.pictor.platform.fetch.GuardedFetch;
import dev.pictor.storage.Grant;
import dev.pictor.storage.Links;
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

/// Pictures that are given as a URL instead of a key: a `data:` URL, one of our own signed links,
/// or an address on another host. What is not ours yet is stored as the caller's upload first.
public final class PictureUrls {
  /// A request's fields beside the picture.
  private static final int REST_OF_BODY = 64 * 1024;

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

  /// How long a body with a picture in base64 may be.
  public int maxBodyBytes() {
    return Math.toIntExact(
        Math.min(Integer.MAX_VALUE - 8, uploads.taken().maxBytes() / 3 * 4 + REST_OF_BODY));
  }

  /// The key of the picture at a URL.
  ///
  /// @param field the request's field, for messages
  public String keyFor(Principal caller, String field, String url) throws InterruptedException {
    if (url.strip().regionMatches(true, 0, "data:", 0, 5)) {
      return fromData(caller, field, url.strip());
    }
    Optional<URI> own = ownLink(url);
    return own.isPresent() ? fromOwnLink(caller, own.get()) : fromElsewhere(caller, field, url);
  }

  /// Whether it is one of our own links: then the picture is the caller's already.
  boolean isStoredHere(String url) {
    return ownLink(url).isPresent();
  }

  private String fromData(Principal caller, String field, String url) throws InterruptedException {
    int comma = url.indexOf(',');
    String head = comma < 0 ? "" : url.substring(0, comma).toLowerCase(Locale.ROOT);
    if (!head.endsWith(";base64")) {
      throw Problem.invalid(field, "a data: URL carries base64: data:image/jpeg;base64,…");
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(url.substring(comma + 1).replaceAll("\\s", ""));
      return uploads.add(caller, "picture", new ByteArrayInputStream(bytes)).key().value();
    } catch (IllegalArgumentException _) {
      throw Problem.invalid(field, "the base64 of the data: URL is broken.");
    }
  }

  /// The path and the signature tell our links; the host does not, as one service has many names.
  private static Optional<URI> ownLink(String url) {
    try {
      URI uri = URI.create(url.strip());
      String path = uri.getRawPath();
      boolean signed = uri.getRawQuery() != null && uri.getRawQuery().contains("signature=");
      return path != null && path.startsWith(SignedUrls.PATH) && signed
          ? Optional.of(uri)
          : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /// A link proves that its holder may see the picture; work is done on pictures of one's own.
  private String fromOwnLink(Principal caller, URI uri) {
    Grant grant = links.verify("GET", uri.getRawPath(), uri.getRawQuery());
    return uploads.get(caller, grant.key().value()).key().value();
  }

  private String fromElsewhere(Principal caller, String field, String url)
      throws InterruptedException {
    try {
      Path file = Files.createTempFile(temporary, "fetched", null);
      try {
        var fetched =
            fetch.fetch(new GivenUrl(field, url.strip()), file, uploads.taken().maxBytes());
        try (InputStream bytes = Files.newInputStream(file)) {
          return uploads.add(caller, nameOf(fetched.finalUri()), bytes).key().value();
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
