package dev.pictor.storage;

import dev.pictor.platform.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;

/// The folder where bytes are written before they have a name: counted and hashed. They are forced
/// to disk by whoever gives them one, as most stores keep them elsewhere and many have them
/// already.
final class Staging {
  private static final int BUFFER_BYTES = 64 * 1024;

  private final Path folder;

  Staging(Path folder) {
    this.folder = folder;
  }

  /// Reads to the end.
  ///
  /// @throws IOException when the source fails; a fault of the disk is a problem or unchecked
  /// @throws Problem TOO_LARGE after `maxBytes`; STORAGE_FULL when the disk is. No file is left.
  Staged write(InputStream source, long maxBytes) throws IOException {
    Path file = newFile();
    boolean done = false;
    try (FileChannel out = create(file)) {
      MessageDigest digest = sha256();
      long size = copy(source, out, digest, maxBytes);
      done = true;
      return new Staged(file, size, HexFormat.of().formatHex(digest.digest()));
    } finally {
      if (!done) {
        Files.deleteIfExists(file);
      }
    }
  }

  /// A name that no file has, in the folder, which is there afterwards. What is written there is
  /// swept after a day.
  Path newFile() {
    return Disk.get(
        "make the staging folder",
        () -> Files.createDirectories(folder).resolve(UUID.randomUUID().toString()));
  }

  private static FileChannel create(Path file) {
    return Disk.get(
        "make a staged file",
        () -> FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
  }

  private static long copy(InputStream source, FileChannel out, MessageDigest digest, long maxBytes)
      throws IOException {
    var buffer = new byte[BUFFER_BYTES];
    long size = 0;
    while (true) {
      int count = source.read(buffer);
      if (count < 0) {
        return size;
      }
      size += count;
      if (size > maxBytes) {
        throw Problem.of(
            Problem.Kind.TOO_LARGE, "More than " + maxBytes + " bytes came; send a smaller file.");
      }
      digest.update(buffer, 0, count);
      ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, count);
      Disk.run(
          "write a staged file",
          () -> {
            while (bytes.hasRemaining()) {
              var _ = out.write(bytes);
            }
          });
    }
  }

  /// Removes what a crash left behind.
  ///
  /// @param before nothing that was written to since then is touched: it may still be coming in
  /// @return how many files were removed
  int deleteOlderThan(Instant before) {
    int deleted = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        if (Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
          deleted += Files.deleteIfExists(file) ? 1 : 0;
        }
      }
    } catch (NoSuchFileException _) {
      return deleted; // The folder is not made yet, or another sweep was faster.
    } catch (IOException e) {
      throw new UncheckedIOException("the staging folder cannot be swept", e);
    }
    return deleted;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }
}
