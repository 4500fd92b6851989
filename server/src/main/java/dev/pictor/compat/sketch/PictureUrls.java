package dev.pictor.compat.sketch;

import dev.pictor.identity.Principal;
import dev.pictor.images.Uploads;
import dev.pictor.platform.Problem;
import dev.pictor.storage.Grant;
import dev.pictor.storage.Links;
import dev.pictor.storage.SignedUrls;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.util.Base64;
import java.util.Locale;

/// `image_url`: where a picture is instead of a key. One of our own signed links is read from the
/// store without a trip over the network.
final class PictureUrls {
  /// A request's fields beside the picture.
  private static final int REST_OF_BODY = 64 * 1024;

  private final Uploads uploads;
  private final Links links;

  PictureUrls(Uploads uploads, Links links) {
    this.uploads = uploads;
    this.links = links;
  }

  /// How long a body with a picture in base64 may be.
  int maxBodyBytes() {
    return Math.toIntExact(
        Math.min(Integer.MAX_VALUE - 8, uploads.taken().maxBytes() / 3 * 4 + REST_OF_BODY));
  }

  /// The key of the picture at a URL; what is not ours yet is stored first.
  String keyFor(Principal caller, String url) throws InterruptedException {
    if (url.regionMatches(true, 0, "data:", 0, 5)) {
      return fromData(caller, url);
    }
    URI uri = parse(url);
    String path = uri.getRawPath();
    if (path != null && path.startsWith(SignedUrls.PATH) && uri.getRawQuery() != null) {
      return fromOurLink(caller, uri);
    }
    throw Problem.invalid("image_url", "is a data: URL or one of our own links.");
  }

  private String fromData(Principal caller, String url) throws InterruptedException {
    int comma = url.indexOf(',');
    String head = comma < 0 ? "" : url.substring(0, comma).toLowerCase(Locale.ROOT);
    if (!head.endsWith(";base64")) {
      throw Problem.invalid("image_url", "a data: URL carries base64: data:image/jpeg;base64,…");
    }
    try {
      byte[] bytes = Base64.getMimeDecoder().decode(url.substring(comma + 1));
      return uploads.add(caller, "picture", new ByteArrayInputStream(bytes)).key().value();
    } catch (IllegalArgumentException _) {
      throw Problem.invalid("image_url", "the base64 of the data: URL is broken.");
    }
  }

  /// A link proves that its holder may see the object, but a sketch is made from a picture of one's
  /// own.
  private String fromOurLink(Principal caller, URI uri) {
    Grant grant = links.verify("GET", uri.getRawPath(), uri.getRawQuery());
    return uploads.get(caller, grant.key().value()).key().value();
  }

  private static URI parse(String url) {
    try {
      return URI.create(url.strip());
    } catch (IllegalArgumentException _) {
      throw Problem.invalid("image_url", "is not a URL.");
    }
  }
}
