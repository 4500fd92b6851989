package dev.pictor.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// An object as a file of this machine, to be read and never written, for as long as it is not
/// closed. A store elsewhere makes a copy, which goes on close.
public final class LocalFile implements AutoCloseable {
  private final Path path;
  private final boolean isCopy;

  LocalFile(Path path, boolean isCopy) {
    this.path = path;
    this.isCopy = isCopy;
  }

  public Path path() {
    return path;
  }

  @Override
  public void close() {
    if (!isCopy) {
      return;
    }
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException("a local copy cannot be deleted", e);
    }
  }
}
