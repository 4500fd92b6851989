package dev.pictor.engine.fuzz;

import dev.pictor.engine.model.BrokenModel;
import dev.pictor.engine.model.ModelFile;
import dev.pictor.engine.model.ModelStore;
import dev.pictor.engine.theme.BadTheme;
import dev.pictor.engine.theme.ThemeFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// What an operator puts into the data folder, of any bytes: it is read, or refused in words.
final class FilesOfOperators {
  private static final String THEME =
      """
      {"id": "mine", "name": "Mine", "description": "A cap.", "prompt": "a cap",
       "lora": {"name": "mine", "weight": 0.7}, "strength": 0.5,
       "parts": [{"svg": "cap.svg", "on": {"what": "head", "around": [-90, 90],
         "rings": [{"at": 0, "y": 14, "rx": 6, "rz": 6}, {"at": 1, "y": 9, "rx": 8, "rz": 8}]}}]}
      """;

  private static final String DRAWING =
      """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50" width="100" height="50">
        <rect width="100" height="50" fill="#ffffff"/>
      </svg>
      """;

  private FilesOfOperators() {}

  static void theme(byte[] json) {
    read(json, DRAWING.getBytes(StandardCharsets.UTF_8));
  }

  static void drawing(byte[] svg) {
    read(THEME.getBytes(StandardCharsets.UTF_8), svg);
  }

  private static void read(byte[] json, byte[] svg) {
    try {
      ThemeFiles.read(json, svg);
    } catch (BadTheme e) {
      check(e);
    }
  }

  /// A manifest of the first bytes, a model file of the rest.
  static void model(Input input) throws IOException {
    Path folder = Holder.FOLDER.resolve("models");
    Files.createDirectories(folder);
    Path given = Holder.FOLDER.resolve("given.onnx");
    String manifest = input.text(900);
    Files.writeString(folder.resolve("one.json"), manifest);
    Files.write(given, input.rest());
    try (ModelStore store = ModelStore.with(folder)) {
      store.list();
      store.all().forEach(ModelFile::model);
      store.add(given);
    } catch (BrokenModel e) {
      check(e);
    }
  }

  private static void check(RuntimeException refusal) {
    if (refusal.getMessage() == null || refusal.getMessage().isBlank()) {
      throw new IllegalStateException("a refusal without words", refusal);
    }
  }

  private static final class Holder {
    static final Path FOLDER = folder();

    private static Path folder() {
      try {
        Path folder = Files.createTempDirectory("pictor-fuzz");
        folder.toFile().deleteOnExit();
        return folder;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
