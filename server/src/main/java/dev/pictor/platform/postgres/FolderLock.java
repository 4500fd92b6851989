package dev.pictor.platform.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Says that one process works in a folder. The kernel takes the lock back when that process ends,
/// in whichever way, so there is no stale lock; the file itself stays and holds the owner's process
/// id.
final class FolderLock implements AutoCloseable {
  /// What this JVM holds. Asked first, because closing any channel to a locked file, even one
  /// opened only to look, makes Linux drop the lock of the whole process.
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final FileChannel channel;

  private FolderLock(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /// Takes the lock or fails at once.
  ///
  /// @param folder an existing folder, as a real path: two names of one folder would be two locks
  ///   here
  static FolderLock take(Path folder) throws IOException {
    if (!HELD_HERE.add(folder)) {
      throw inUse(folder, Long.toString(ProcessHandle.current().pid()));
    }
    try {
      return new FolderLock(folder, lock(folder));
    } catch (IOException | EmbeddedPostgresException e) {
      HELD_HERE.remove(folder);
      throw e;
    }
  }

  private static FileChannel lock(Path folder) throws IOException {
    Path file = folder.resolve("lock");
    FileChannel channel = FileChannel.open(file, CREATE, READ, WRITE);
    if (channel.tryLock() == null) {
      channel.close();
      throw inUse(folder, Files.readString(file).strip());
    }
    channel.truncate(0);
    channel.write(UTF_8.encode(ProcessHandle.current().pid() + "\n"), 0);
    return channel;
  }

  private static EmbeddedPostgresException inUse(Path folder, String owner) {
    return new EmbeddedPostgresException(
        "The folder "
            + folder
            + " is in use by another running Pictor"
            + (owner.isEmpty() ? "" : " (process " + owner + ")")
            + ". Stop that one first, or choose another data folder with --data.");
  }

  @Override
  public void close() throws IOException {
    channel.close();
    HELD_HERE.remove(folder);
  }
}
