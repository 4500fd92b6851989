package dev.pictor.platform;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;

/// What is in a folder as one SHA-256: names and contents of its files, two levels deep. Times do
/// not count, so nodes with the same files agree.
public final class FolderDigest {
  private static final int DEPTH = 2;

  private FolderDigest() {}

  /// @return lower-case hexadecimal; empty when there is no such folder
  /// @throws UncheckedIOException when a file cannot be read
  public static String of(Path folder) {
    if (!Files.isDirectory(folder)) {
      return "";
    }
    try (Stream<Path> files = Files.walk(folder, DEPTH)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        add(digest, folder.relativize(file).toString(), file);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " cannot be read", e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }

  /// Sizes keep one file's end from the next one's name.
  private static void add(MessageDigest digest, String name, Path file) throws IOException {
    digest.update((name + "\n" + Files.size(file) + "\n").getBytes(StandardCharsets.UTF_8));
    try (InputStream in = Files.newInputStream(file);
        var out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
      long _ = in.transferTo(out);
    }
  }
}
