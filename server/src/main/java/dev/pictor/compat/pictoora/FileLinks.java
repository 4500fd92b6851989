package dev.pictor.compat.pictoora;

import dev.pictor.platform.http.PublicAddress;
import dev.pictor.storage.Links;
import dev.pictor.storage.ObjectKey;
import dev.pictor.storage.SignedUrls;
import dev.pictor.storage.StoredObject;
import io.javalin.http.Context;
import java.net.URI;
import java.util.Optional;

/// Links to stored pictures, in both directions.
final class FileLinks {
  private final Links links;
  private final PublicAddress address;

  FileLinks(Links links, PublicAddress address) {
    this.links = links;
    this.address = address;
  }

  /// A signed link, whole.
  String show(Context request, StoredObject object) {
    return address.absolute(request, links.show(object).target());
  }

  /// The key of an upload, when a `file_path` or one of our links was given; empty for any other
  /// address. A link's signature and end do not count here: whether the picture is the caller's own
  /// is looked up anyway, and a process may begin an hour after its uploads.
  static Optional<String> keyIn(String given) {
    try {
      URI uri = URI.create(given.strip());
      String path = uri.getRawPath();
      if (uri.getScheme() == null && uri.getRawQuery() == null) {
        return ObjectKey.find(given.strip()).map(ObjectKey::value);
      }
      boolean isOurs =
          path != null
              && path.startsWith(SignedUrls.PATH)
              && uri.getRawQuery() != null
              && uri.getRawQuery().contains("signature=");
      return isOurs
          ? ObjectKey.find(path.substring(SignedUrls.PATH.length())).map(ObjectKey::value)
          : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
