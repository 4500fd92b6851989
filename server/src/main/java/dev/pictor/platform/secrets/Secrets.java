package dev.pictor.platform.secrets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// The secrets that nobody gave: each is made once, on first use, and kept in a file of its own
/// (mode 0600) in a folder of its own (mode 0700).
public final class Secrets {
  /// 48 random bytes are 64 characters: enough as a key for HMAC up to SHA-512 (RFC 7518, 3.2).
  private static final int RANDOM_BYTES = 48;

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> OWNER_FOLDER =
      PosixFilePermissions.fromString("rwx------");

  private final Path folder;

  /// @param folder made when it is missing, and closed to others when it is open to them
  public Secrets(Path folder) {
    this.folder = folder;
  }

  /// The keys of one secret.
  ///
  /// @param given what the operator gave; blank means the made one
  /// @param previous given secrets that still verify
  public KeyRing ring(String name, String given, List<String> previous) {
    String current = given.isBlank() ? made(name) : given;
    return KeyRing.of(
        current.getBytes(StandardCharsets.UTF_8),
        previous.stream().map(each -> each.getBytes(StandardCharsets.UTF_8)).toList());
  }

  /// The text of a secret that is made when it does not exist yet.
  public synchronized String made(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("not a name for a secret: " + name);
    }
    try {
      prepareFolder();
      // Two processes that start at once on one folder must end up with the same secret.
      try (var gate = FileChannel.open(folder.resolve(".lock"), createPrivate(), privately());
          var _ = gate.lock()) {
        Path file = folder.resolve(name);
        return Files.exists(file) ? read(file) : make(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep secrets in " + folder, e);
    }
  }

  private void prepareFolder() throws IOException {
    Files.createDirectories(folder);
    Files.setPosixFilePermissions(folder, OWNER_FOLDER);
  }

  private static String read(Path file) throws IOException {
    Files.setPosixFilePermissions(file, OWNER_ONLY);
    String text = Files.readString(file).strip();
    SecretStrength.weaknessOf(text)
        .ifPresent(weakness -> {
          throw new IllegalStateException(
              file + " " + weakness + "; restore it from a backup, or delete it for a new one");
        });
    return text;
  }

  private static String make(Path file) throws IOException {
    var bytes = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(bytes);
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    Path unfinished = file.resolveSibling("." + file.getFileName() + ".new");
    Files.deleteIfExists(unfinished);
    try (var out = FileChannel.open(unfinished, createPrivate(), privately())) {
      out.write(StandardCharsets.UTF_8.encode(text + "\n"));
      out.force(true);
    }
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    return text;
  }

  private static Set<StandardOpenOption> createPrivate() {
    return Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private static FileAttribute<?> privately() {
    return PosixFilePermissions.asFileAttribute(OWNER_ONLY);
  }
}
