package dev.pictor.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Named bytes. An object is there whole or not at all, also after a power cut; names are {@link
/// ObjectKey}s, so no store sees a path that climbs. Safe for many threads.
///
/// A method that needs an object which is not there throws {@link
/// java.util.NoSuchElementException}; a full disk is the problem STORAGE_FULL, and a store
/// elsewhere that does not answer is the problem UNAVAILABLE.
public interface ObjectStore {
  /// Takes bytes in without naming them yet; see {@link Staged}.
  ///
  /// @throws IOException when the source fails, not the store
  /// @throws dev.pictor.platform.Problem TOO_LARGE when more than `maxBytes` come
  Staged stage(InputStream source, long maxBytes) throws IOException;

  /// Gives staged bytes their name, for good; what had the name before is replaced. The staged file
  /// may be gone afterwards.
  ///
  /// @param mediaType what a store elsewhere calls it when it serves it itself
  void place(Staged staged, ObjectKey key, String mediaType);

  /// Takes bytes in under a name.
  ///
  /// @throws IOException when the source fails, not the store
  default ObjectHead put(ObjectKey key, InputStream source, long maxBytes) throws IOException {
    try (Staged staged = stage(source, maxBytes)) {
      place(staged, key, "application/octet-stream");
    }
    return head(key).orElseThrow();
  }

  /// Takes the bytes of a file in under a name; the file stays.
  default ObjectHead put(ObjectKey key, Path file) throws IOException {
    try (InputStream source = Files.newInputStream(file)) {
      return put(key, source, Long.MAX_VALUE);
    }
  }

  Optional<ObjectHead> head(ObjectKey key);

  /// The caller closes it.
  InputStream open(ObjectKey key);

  /// For small objects: all bytes at once.
  byte[] read(ObjectKey key);

  /// For those who need a file: the object, or a copy of it on this machine.
  LocalFile local(ObjectKey key);

  /// @return false when it was not there
  boolean delete(ObjectKey key);

  /// Objects whose key begins with a text, in the order of their keys' characters.
  ///
  /// @param prefix empty for all
  /// @param after keys greater than this one; empty to begin
  List<ObjectHead> list(String prefix, String after, int limit);

  /// Links that lead to the store itself; empty when all bytes pass through this service.
  default Optional<DirectLinks> links() {
    return Optional.empty();
  }

  /// Whether placing takes a network trip, for which no transaction waits.
  default boolean isElsewhere() {
    return false;
  }

  /// Does a little real work.
  ///
  /// @throws RuntimeException when the store does not do its part, with what is wrong
  void check();
}
