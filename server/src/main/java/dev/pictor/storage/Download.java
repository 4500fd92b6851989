package dev.pictor.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// Bytes on their way out, with the headers that keep them harmless in a browser: served as what
/// they are and nothing else, in a sandbox without scripts, also when a picture hides a page
/// (polyglots).
///
/// @param etag quoted, as headers have it; the same bytes always have the same
public record Download(
    InputStream body,
    long size,
    String mediaType,
    String etag,
    SequencedMap<String, String> headers)
    implements AutoCloseable {

  static Download of(StoredObject object, Grant.Download grant, InputStream body) {
    String disposition = ContentDisposition.of(grant.isAttachment(), grant.filename());
    return of(object, disposition, "private, max-age=86400, immutable", body);
  }

  /// For everybody. It may be deleted, so caches ask again within the hour.
  static Download lasting(StoredObject object, InputStream body) {
    String disposition = ContentDisposition.of(false, object.declared().filename());
    return of(object, disposition, "public, max-age=3600", body);
  }

  private static Download of(
      StoredObject object, String disposition, String cacheControl, InputStream body) {
    StoredObject.Picture picture = object.accepted();
    String etag = "\"" + object.bytes().sha256().substring(0, 32) + "\"";
    var headers = new LinkedHashMap<String, String>();
    headers.put("Content-Type", picture.mediaType());
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("Content-Security-Policy", "default-src 'none'; sandbox");
    headers.put("Cross-Origin-Resource-Policy", "cross-origin");
    headers.put("Content-Disposition", disposition);
    headers.put("Cache-Control", cacheControl);
    headers.put("ETag", etag);
    return new Download(body, object.bytes().size(), picture.mediaType(), etag, headers);
  }

  @Override
  public void close() {
    try {
      body.close();
    } catch (IOException e) {
      throw new UncheckedIOException("a download cannot be closed", e);
    }
  }
}
