package dev.pictor.platform.postgres;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

/// The stored data of one PostgreSQL, with the password of its only user.
///
/// @param data the folder that PostgreSQL calls its data directory
record Cluster(Path data, String password) {
  static final String USER = "pictor";

  private static final int PASSWORD_BYTES = 24;

  /// Opens the cluster below `home`, or makes one. It is made under another name and renamed when
  /// it is complete: a crash in between leaves a folder that the next start throws away. Each try
  /// has a name of its own, because an `initdb` whose parent was killed goes on writing.
  static Cluster in(Path home, Binaries binaries, Unprivileged way)
      throws IOException, InterruptedException {
    Path data = home.resolve("data");
    Path passwordFile = home.resolve("password");
    deleteUnfinished(home);
    if (!Files.exists(data.resolve("PG_VERSION"))) {
      create(home, data, passwordFile, binaries, way);
    }
    checkVersion(data);
    if (!Files.exists(passwordFile)) {
      throw new EmbeddedPostgresException(
          passwordFile
              + " is missing, so nobody can log in to "
              + data
              + ". Restore both together.");
    }
    return new Cluster(data, Files.readString(passwordFile).strip());
  }

  private static void create(
      Path home, Path data, Path passwordFile, Binaries binaries, Unprivileged way)
      throws IOException, InterruptedException {
    writePassword(passwordFile);
    Path partial = Files.createTempDirectory(home, "data.init-");
    way.handOver(home, binaries.program("initdb"));
    Command.run(
        way.command(
            List.of(
                binaries.program("initdb").toString(),
                "--pgdata=" + partial,
                "--username=" + USER,
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                // The same order and the same upper case on every machine, whatever its C library.
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C",
                "--data-checksums",
                "--no-instructions")));
    Folders.publish(partial, data);
  }

  private static void writePassword(Path file) throws IOException {
    var random = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(random);
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, HexFormat.of().formatHex(random));
    Folders.flush(file);
  }

  private static void deleteUnfinished(Path home) throws IOException {
    try (DirectoryStream<Path> unfinished = Files.newDirectoryStream(home, "data.init-*")) {
      for (Path folder : unfinished) {
        Folders.delete(folder);
      }
    }
  }

  private static void checkVersion(Path data) throws IOException {
    String found = Files.readString(data.resolve("PG_VERSION")).strip();
    if (!found.equals(Binaries.MAJOR_VERSION)) {
      throw new EmbeddedPostgresException(
          data
              + " was made by PostgreSQL "
              + found
              + ", but this Pictor brings PostgreSQL "
              + Binaries.MAJOR_VERSION
              + ". Start the Pictor that made it, or move the folder away to begin empty.");
    }
  }
}
