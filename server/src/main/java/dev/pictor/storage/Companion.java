package dev.pictor.storage;

import org.jdbi.v3.core.Handle;

/// What is written in the same transaction as an object: after a crash there are both or neither.
@FunctionalInterface
public interface Companion {
  /// @throws dev.pictor.platform.Problem when it cannot be; then there is no object either
  void write(Handle handle, StoredObject object);
}
