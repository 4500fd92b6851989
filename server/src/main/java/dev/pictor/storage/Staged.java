package dev.pictor.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Bytes that have come in whole, lie in a file of this machine and have no name yet. They can be
/// looked at, then placed in a store or dropped; nothing sees a half of them.
public final class Staged implements AutoCloseable {
  private final Path file;
  private final long size;
  private final String sha256;

  Staged(Path file, long size, String sha256) {
    this.file = file;
    this.size = size;
    this.sha256 = sha256;
  }

  /// A file to look at until this is placed or closed.
  public Path path() {
    return file;
  }

  public long size() {
    return size;
  }

  /// In lower-case hexadecimal.
  public String sha256() {
    return sha256;
  }

  /// Drops what was not placed.
  @Override
  public void close() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("a staged file cannot be deleted", e);
    }
  }
}
