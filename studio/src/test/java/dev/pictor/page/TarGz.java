package dev.pictor.page;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;

/// Reads plain tar archives (POSIX ustar: blocks of 512 bytes, a header before each file).
final class TarGz {

  private static final int BLOCK = 512;

  private TarGz() {}

  /// Writes the wanted files into one folder, without the folders that they were in.
  static void unpack(InputStream archive, Path target, Predicate<String> wanted)
      throws IOException {
    Files.createDirectories(target);
    try (var tar = new GZIPInputStream(archive)) {
      for (byte[] header = tar.readNBytes(BLOCK);
          header.length == BLOCK && header[0] != 0;
          header = tar.readNBytes(BLOCK)) {
        String name = text(header, 0, 100);
        int size = Integer.parseInt(text(header, 124, 12).strip(), 8);
        byte[] content = tar.readNBytes(size);
        tar.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
        if (wanted.test(name)) {
          Files.write(target.resolve(name.substring(name.lastIndexOf('/') + 1)), content);
        }
      }
    }
  }

  private static String text(byte[] header, int start, int length) {
    int end = start;
    while (end < start + length && header[end] != 0) {
      end++;
    }
    return new String(header, start, end - start, StandardCharsets.US_ASCII);
  }
}
