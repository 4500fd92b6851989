package dev.pictor.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// A picture of the command line: a file, or `-` for the standard input.
///
/// @param isTemporary whether it was made of the standard input
record SourceFile(Path path, String name, boolean isTemporary) implements AutoCloseable {
  private static final String STANDARD_IN = "-";

  /// @throws Refused when there is no such file
  static SourceFile of(String named, InputStream standardIn) throws IOException {
    if (named.equals(STANDARD_IN)) {
      Path copy = Files.createTempFile("pictor", ".in");
      try (var out = Files.newOutputStream(copy)) {
        standardIn.transferTo(out);
      }
      return new SourceFile(copy, "picture", true);
    }
    Path path = Path.of(named);
    if (!Files.isRegularFile(path)) {
      throw new Refused(
          ExitCode.NO_INPUT,
          Files.isDirectory(path)
              ? named + " is a folder; name the pictures in it."
              : "There is no file " + named + ".");
    }
    if (!Files.isReadable(path)) {
      throw new Refused(ExitCode.NO_INPUT, named + " cannot be read; check its permissions.");
    }
    String file = String.valueOf(path.getFileName());
    int dot = file.lastIndexOf('.');
    return new SourceFile(path, dot > 0 ? file.substring(0, dot) : file, false);
  }

  @Override
  public void close() throws IOException {
    if (isTemporary) {
      Files.deleteIfExists(path);
    }
  }
}
