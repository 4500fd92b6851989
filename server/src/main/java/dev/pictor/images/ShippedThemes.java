package dev.pictor.images;

import dev.pictor.engine.theme.BadTheme;
import dev.pictor.engine.theme.Themes;
import dev.pictor.platform.FolderDigest;
import dev.pictor.platform.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The themes that ship with the engine, and those in the operator's folder. They are read again
/// when a file of the folder has changed, and only then.
public final class ShippedThemes {
  private final Path folder;
  private volatile Read last = new Read("", "", Themes.bundled());

  /// @param folder need not be there
  public ShippedThemes(Path folder) {
    this.folder = folder;
  }

  /// @param signature of the folder when it was read
  /// @param edition of its contents then
  private record Read(String signature, String edition, Themes themes) {}

  /// @throws Problem UNAVAILABLE when a theme of the folder is broken: it must not hide the others'
  ///   names, but say what is wrong
  public Themes current() {
    return read().themes();
  }

  /// Tells one state of the folder's files from another, by their contents: the same on every node
  /// that has the same files. Empty when there are none.
  String edition() {
    return read().edition();
  }

  private Read read() {
    String signature = signature();
    Read known = last;
    if (known.signature().equals(signature)) {
      return known;
    }
    try {
      var read =
          signature.isEmpty()
              ? new Read("", "", Themes.bundled())
              : new Read(signature, FolderDigest.of(folder), Themes.with(folder));
      last = read;
      return read;
    } catch (BadTheme e) {
      throw Problem.because(
          Problem.Kind.UNAVAILABLE, "A theme of this server is broken: " + e.getMessage(), e);
    }
  }

  /// Names, sizes and times of every file; empty when there is none.
  private String signature() {
    if (!Files.isDirectory(folder)) {
      return "";
    }
    try (Stream<Path> files = Files.walk(folder, 2)) {
      return files
          .filter(file -> !file.equals(folder))
          .sorted()
          .map(ShippedThemes::signature)
          .collect(Collectors.joining("\n"));
    } catch (IOException | UncheckedIOException e) {
      throw Problem.because(
          Problem.Kind.UNAVAILABLE, "The folder with the themes cannot be read now.", e);
    }
  }

  private static String signature(Path file) {
    try {
      return file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
