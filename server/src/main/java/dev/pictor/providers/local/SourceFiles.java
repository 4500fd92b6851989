package dev.pictor.providers.local;

import dev.pictor.engine.codec.BadPicture;
import dev.pictor.engine.codec.ImageInfo;
import dev.pictor.engine.codec.Limits;
import dev.pictor.engine.codec.Probe;
import dev.pictor.providers.Inputs;
import dev.pictor.providers.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The input files of a generation, each read once, with what their headers say.
final class SourceFiles {
  private final Inputs inputs;
  private final Map<Path, SourceFile> files;

  /// One file.
  record SourceFile(byte[] bytes, ImageInfo info) {}

  private SourceFiles(Inputs inputs, Map<Path, SourceFile> files) {
    this.inputs = inputs;
    this.files = files;
  }

  static SourceFiles read(Inputs inputs, Limits limits) throws BadPicture, IOException {
    var files = new LinkedHashMap<Path, SourceFile>();
    for (Path path : inputs.files().values()) {
      if (!files.containsKey(path)) {
        byte[] bytes = Files.readAllBytes(path);
        files.put(path, new SourceFile(bytes, Probe.probe(bytes, limits)));
      }
    }
    return new SourceFiles(inputs, files);
  }

  Optional<Path> pathOf(int step, Role role) {
    return inputs.find(step, role);
  }

  SourceFile get(Path path) {
    SourceFile file = files.get(path);
    if (file == null) {
      throw new IllegalArgumentException("no input " + path);
    }
    return file;
  }

  boolean isNeededAfter(int step, Path path) {
    return inputs.files().entrySet().stream()
        .anyMatch(each -> each.getKey().step() > step && each.getValue().equals(path));
  }

  /// Every input's size as it is seen.
  Map<Inputs.Slot, ImageInfo.Size> sizes() {
    var sizes = new HashMap<Inputs.Slot, ImageInfo.Size>();
    inputs.files().forEach((slot, path) -> sizes.put(slot, get(path).info().shown()));
    return sizes;
  }

  Iterable<SourceFile> all() {
    return files.values();
  }
}
