package dev.pictor.providers.simulated;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Pictures of a simulated provider under their names: in files of a temporary folder, as they
/// would fill the memory otherwise. The oldest go when all together are larger than allowed.
/// Thread-safe.
final class PictureShelf implements AutoCloseable {
  private static final long MOST_BYTES = 256L << 20;

  private final long mostBytes;
  private final Map<String, Held> held = new LinkedHashMap<>();
  private @Nullable Path folder;
  private long bytes;
  private long number;
  private boolean isClosed;

  private record Held(Path file, long size) {}

  PictureShelf() {
    this(MOST_BYTES);
  }

  /// @param mostBytes of all pictures; the newest stays however large it is
  PictureShelf(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /// In place of one of the same name.
  synchronized void put(String name, byte[] picture) {
    if (isClosed) {
      return;
    }
    try {
      forget(held.remove(name));
      // The name is a stranger's and no name of a file.
      Path file = Files.write(folder().resolve(Long.toString(number++)), picture);
      held.put(name, new Held(file, picture.length));
      bytes += picture.length;
      Iterator<Held> oldest = held.values().iterator();
      while (bytes > mostBytes && held.size() > 1) {
        Held next = oldest.next();
        oldest.remove();
        forget(next);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path folder() throws IOException {
    Path known = folder;
    if (known == null) {
      known = Files.createTempDirectory("pictor-simulated-");
      folder = known;
    }
    return known;
  }

  private void forget(@Nullable Held old) throws IOException {
    if (old != null) {
      bytes -= old.size();
      Files.deleteIfExists(old.file());
    }
  }

  synchronized byte @Nullable [] get(String name) {
    Held found = held.get(name);
    try {
      return found == null ? null : Files.readAllBytes(found.file());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  synchronized boolean holds(String name) {
    return held.containsKey(name);
  }

  /// The names as they are now, the oldest first.
  synchronized Set<String> names() {
    return new LinkedHashSet<>(held.keySet());
  }

  synchronized void clear() {
    try {
      for (Held each : held.values()) {
        forget(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    held.clear();
  }

  /// Everything is forgotten, and what still comes as well.
  @Override
  public synchronized void close() {
    clear();
    isClosed = true;
    try {
      if (folder != null) {
        Files.deleteIfExists(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
