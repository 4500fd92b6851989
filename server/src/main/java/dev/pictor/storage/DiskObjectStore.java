package dev.pictor.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;

/// Objects as files below a folder, the key being the path.
///
/// A write goes to a staged file on the same file system, is forced to disk, renamed into place
/// (one atomic step), and then the folder is forced to disk too: the name survives a power cut as
/// well as the bytes (fsync(2): syncing a file does not sync its entry in the directory).
final class DiskObjectStore implements ObjectStore {
  /// No key begins with a dot, so no object is ever in there.
  private static final String STAGING = ".staging";

  private final Path root;
  private final Staging staging;

  /// @param staging on the same file system as the root
  DiskObjectStore(Path root, Staging staging) {
    this.root = root.toAbsolutePath().normalize();
    this.staging = staging;
  }

  /// A store with a staging folder of its own.
  static DiskObjectStore at(Path root) {
    return new DiskObjectStore(root, stagingBelow(root));
  }

  static Staging stagingBelow(Path root) {
    return new Staging(root.toAbsolutePath().normalize().resolve(STAGING));
  }

  @Override
  public Staged stage(InputStream source, long maxBytes) throws IOException {
    return staging.write(source, maxBytes);
  }

  @Override
  public void place(Staged staged, ObjectKey key, String mediaType) {
    Path target = pathOf(key);
    Disk.run(
        "place an object",
        () -> {
          createFolders(folderOf(target));
          force(staged.path());
          Files.move(staged.path(), target, StandardCopyOption.ATOMIC_MOVE);
          force(folderOf(target));
        });
  }

  private void createFolders(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    if (!folder.equals(root)) {
      createFolders(folderOf(folder));
    }
    Files.createDirectories(folder);
    force(folderOf(folder));
  }

  private static Path folderOf(Path path) {
    Path folder = path.getParent();
    if (folder == null) {
      throw new IllegalStateException("the root of a file system is not inside a store");
    }
    return folder;
  }

  /// A file or a folder, which need not be open for writing.
  private static void force(Path path) throws IOException {
    try (FileChannel opened = FileChannel.open(path, StandardOpenOption.READ)) {
      opened.force(true);
    }
  }

  @Override
  public Optional<ObjectHead> head(ObjectKey key) {
    return Disk.get("look for an object", () -> headOf(key, pathOf(key)));
  }

  private static Optional<ObjectHead> headOf(ObjectKey key, Path path) throws IOException {
    // Not by exception: a file where the key has a folder is "not a directory" and no such object.
    if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    try {
      var facts = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return Optional.of(new ObjectHead(key, facts.size(), facts.lastModifiedTime().toInstant()));
    } catch (NoSuchFileException _) {
      return Optional.empty(); // Deleted since the line above.
    }
  }

  @Override
  public InputStream open(ObjectKey key) {
    return Disk.get("open an object", () -> Files.newInputStream(existing(key)));
  }

  @Override
  public byte[] read(ObjectKey key) {
    return Disk.get("read an object", () -> Files.readAllBytes(existing(key)));
  }

  @Override
  public LocalFile local(ObjectKey key) {
    return new LocalFile(existing(key), false);
  }

  private Path existing(ObjectKey key) {
    return head(key)
        .map(head -> pathOf(head.key()))
        .orElseThrow(() -> new NoSuchElementException("no object " + key));
  }

  @Override
  public boolean delete(ObjectKey key) {
    return head(key).isPresent()
        && Disk.get("delete an object", () -> Files.deleteIfExists(pathOf(key)));
  }

  @Override
  public List<ObjectHead> list(String prefix, String after, int limit) {
    var found = new ArrayList<ObjectHead>();
    Disk.run("list objects", () -> collect(root, "", new KeyRange(prefix, after, limit), found));
    return found;
  }

  /// Folders sort as if their slash were part of the name: `a-b` comes before `a/b`, as in the
  /// keys.
  private static void collect(Path folder, String above, KeyRange range, List<ObjectHead> found)
      throws IOException {
    for (String name : sortedNames(folder)) {
      if (found.size() >= range.limit()) {
        return;
      }
      String key = above + name;
      if (name.endsWith("/")) {
        if (range.reachesInto(key)) {
          collect(folder.resolve(name), key, range, found);
        }
      } else if (range.holds(key)) {
        ObjectKey.find(key)
            .flatMap(valid -> Disk.get("list objects", () -> headOf(valid, folder.resolve(name))))
            .ifPresent(found::add);
      }
    }
  }

  private static List<String> sortedNames(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(entry -> !entry.getFileName().toString().startsWith("."))
          .map(entry ->
              entry.getFileName()
                  + (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS) ? "/" : ""))
          .sorted()
          .toList();
    } catch (NoSuchFileException _) {
      return List.of();
    }
  }

  @Override
  public void check() {
    Disk.run(
        "write below " + root,
        () -> {
          Files.createDirectories(root);
          Path probe = Files.createTempFile(root, ".check", null);
          Files.write(probe, new byte[] {1}); // A full disk still makes empty files.
          Files.delete(probe);
        });
  }

  /// Belt and braces: a key has no way to climb, and a path that left the root would be refused.
  private Path pathOf(ObjectKey key) {
    Path path = root.resolve(key.value()).normalize();
    if (!path.startsWith(root)) {
      throw new IllegalStateException("a key led out of the store: " + key);
    }
    return path;
  }
}
