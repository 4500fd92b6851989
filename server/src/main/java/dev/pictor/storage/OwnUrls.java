package dev.pictor.storage;

import dev.pictor.platform.Problem;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/// Knows the addresses of stored objects again when somebody gives one as an input, so that the
/// bytes are taken from the store and nothing is fetched from ourselves.
///
/// A signed link opens what it leads to for whoever holds it, as it does in a browser; so does the
/// lasting link of what everybody may read. An address without a signature names something of the
/// reader's own.
public final class OwnUrls {
  private static final Pattern BLOB = Pattern.compile("blobs/[0-9a-f]{2}/([0-9a-f]{64})");
  private static final String SIGNATURE = "signature=";

  private final Objects objects;
  private final Stores stores;
  private final SignedUrls urls;
  private final String address;

  /// @param address the service's own, without a slash at its end; empty when nobody said
  OwnUrls(Objects objects, Stores stores, SignedUrls urls, String address) {
    this.objects = objects;
    this.stores = stores;
    this.urls = urls;
    this.address = address;
  }

  /// The object that a URL leads to, confirmed or not, the reader's own or not.
  ///
  /// @param url absolute, or a path on this service
  /// @return empty when it leads elsewhere
  /// @throws Problem BAD_SIGNATURE when it is ours and does not open anything; NOT_FOUND when what
  ///   it opens is gone
  public Optional<StoredObject> find(OwnerId reader, String url) {
    URI uri;
    try {
      uri = URI.create(url.strip());
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
    String path = uri.getRawPath();
    if (path == null) {
      return Optional.empty();
    }
    boolean isHere = !uri.isAbsolute() || isOurs(uri);
    if (path.startsWith(SignedUrls.PATH)) {
      return isSigned(uri) ? signed(uri, isHere) : unsigned(reader, path, isHere);
    }
    if (path.startsWith(Links.PUBLIC_PATH)) {
      return lasting(path.substring(Links.PUBLIC_PATH.length()), isHere);
    }
    return inStores(reader, uri.toString());
  }

  private boolean isOurs(URI uri) {
    String there = uri.getScheme() + "://" + uri.getRawAuthority();
    return !address.isEmpty() && there.equalsIgnoreCase(address);
  }

  private static boolean isSigned(URI uri) {
    return uri.getRawQuery() != null && uri.getRawQuery().contains(SIGNATURE);
  }

  /// The signature tells that it is ours, also under a name of this host that we do not know.
  private Optional<StoredObject> signed(URI uri, boolean isHere) {
    Grant grant;
    try {
      grant = urls.verify("GET", uri.getRawPath(), uri.getRawQuery());
    } catch (Problem e) {
      if (isHere || objectAt(uri.getRawPath()).isPresent()) {
        throw e;
      }
      return Optional.empty();
    }
    return Optional.of(
        objects.findConfirmed(grant.key()).orElseThrow(() -> Problem.notFound("object")));
  }

  private Optional<StoredObject> objectAt(String path) {
    return ObjectKey.find(path.substring(SignedUrls.PATH.length())).flatMap(objects::findAny);
  }

  private Optional<StoredObject> unsigned(OwnerId reader, String path, boolean isHere) {
    Optional<StoredObject> found = objectAt(path).filter(object -> object.owner().equals(reader));
    if (found.isEmpty() && isHere) {
      throw Problem.notFound("object");
    }
    return found;
  }

  private Optional<StoredObject> lasting(String key, boolean isHere) {
    Optional<StoredObject> found =
        ObjectKey.find(key)
            .flatMap(objects::findConfirmed)
            .filter(object -> object.place().isPublic());
    if (found.isEmpty() && isHere) {
      throw Problem.notFound("object");
    }
    return found;
  }

  private Optional<StoredObject> inStores(OwnerId reader, String url) {
    for (Place place : Place.values()) {
      Optional<ObjectKey> key = stores.at(place).links().flatMap(links -> links.keyOf(url));
      if (key.isPresent()) {
        var blob = BLOB.matcher(key.get().value());
        return Optional.of(
            Optional.of(blob)
                .filter(found -> found.matches())
                .flatMap(found -> objects.findContent(new Blobs.Id(place, found.group(1)), reader))
                .orElseThrow(() -> Problem.notFound("object")));
      }
    }
    return Optional.empty();
  }
}
