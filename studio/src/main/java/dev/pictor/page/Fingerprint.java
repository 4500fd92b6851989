package dev.pictor.page;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// One SHA-256 over everything that decides how the page comes out: each file's name and content,
/// and the versions of the tools. Times do not count, so a fresh clone or a `touch` costs nothing.
final class Fingerprint {

  private Fingerprint() {}

  static String of(Path sources, String versions) throws IOException {
    MessageDigest digest = sha256();
    digest.update(versions.getBytes(StandardCharsets.UTF_8));
    for (Path file : filesIn(sources)) {
      digest.update(sources.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
      digest.update(Files.readAllBytes(file));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static List<Path> filesIn(Path sources) throws IOException {
    try (var paths = Files.walk(sources)) {
      return paths
          .filter(Files::isRegularFile)
          .filter(file -> !isTest(sources.relativize(file)))
          .sorted()
          .toList();
    }
  }

  private static boolean isTest(Path file) {
    return file.startsWith("test") || file.toString().endsWith(".test.ts");
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
