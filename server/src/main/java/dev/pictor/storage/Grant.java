package dev.pictor.storage;

import java.time.Instant;

/// What a signed link allows whoever holds it. Every part is inside the signature.
public sealed interface Grant {
  ObjectKey key();

  /// When the link ends; whole seconds.
  Instant expiresAt();

  /// PUT the bytes of a reserved object.
  ///
  /// @param contentType the only type that the request may declare
  /// @param maxBytes the most bytes that may come
  /// @param isExact whether exactly `maxBytes` must come
  record Upload(
      ObjectKey key, String contentType, long maxBytes, boolean isExact, Instant expiresAt)
      implements Grant {}

  /// GET (or HEAD) the bytes of a confirmed object.
  ///
  /// @param isAttachment whether a browser saves it instead of showing it
  /// @param filename the name that a browser saves it under
  record Download(ObjectKey key, boolean isAttachment, String filename, Instant expiresAt)
      implements Grant {}
}
