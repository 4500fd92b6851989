package dev.pictor.page;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/// How much a first visit loads, for the build's log: `12 files, 301 kB (143 kB gzipped)`.
final class PageSize {

  private PageSize() {}

  static String of(Path page) throws IOException {
    List<Path> files;
    try (var paths = Files.walk(page)) {
      files = paths.filter(Files::isRegularFile).toList();
    }
    long bytes = 0;
    long gzipped = 0;
    for (Path file : files) {
      byte[] content = Files.readAllBytes(file);
      bytes += content.length;
      gzipped += gzippedLength(content);
    }
    return "%d files, %d kB (%d kB gzipped)".formatted(files.size(), bytes / 1000, gzipped / 1000);
  }

  private static int gzippedLength(byte[] content) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(content);
    }
    return out.size();
  }
}
