package dev.pictor;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// The folder where everything is kept, held by one process at a time. The system gives the lock
/// back when the process dies, however it dies.
final class DataFolder implements AutoCloseable {
  private final FileChannel channel;

  private DataFolder(FileChannel channel) {
    this.channel = channel;
  }

  /// @param temporary made when it is missing
  static DataFolder open(Path folder, Path temporary) {
    try {
      Files.createDirectories(folder);
      Files.createDirectories(temporary);
      var channel =
          FileChannel.open(
              folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lock(channel) == null) {
        channel.close();
        throw new App.CannotStart(
            "another Pictor is running on "
                + folder
                + ". Stop it first, or choose another folder with --data.",
            null);
      }
      return new DataFolder(channel);
    } catch (IOException e) {
      throw new App.CannotStart(
          "the data folder "
              + folder
              + " cannot be written ("
              + e.getMessage()
              + "). Give it to this user, or choose another with --data.",
          e);
    }
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException _) {
      return null; // Held by this very process, as in tests.
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
