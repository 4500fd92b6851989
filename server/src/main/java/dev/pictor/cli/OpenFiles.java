package dev.pictor.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/// The pictures of one command; what was made for them goes with it.
final class OpenFiles implements AutoCloseable {
  private final InputStream standardIn;
  private final List<SourceFile> open = new ArrayList<>();

  OpenFiles(InputStream standardIn) {
    this.standardIn = standardIn;
  }

  SourceFile open(String named) throws IOException {
    SourceFile file = SourceFile.of(named, standardIn);
    open.add(file);
    return file;
  }

  @Override
  public void close() throws IOException {
    for (SourceFile file : open) {
      file.close();
    }
  }
}
