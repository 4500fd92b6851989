package dev.pictor.storage;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// Writes a word into a store, reads it and deletes it: what the service will do all day.
final class WriteCheck {
  private WriteCheck() {}

  static void of(ObjectStore store) {
    var key = new ObjectKey("checks/" + UUID.randomUUID());
    byte[] word = "pictor".getBytes(StandardCharsets.UTF_8);
    try {
      var _ = store.put(key, new ByteArrayInputStream(word), word.length);
      if (store.read(key).length != word.length || !store.delete(key)) {
        throw new IllegalStateException("what was written was not there afterwards");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
