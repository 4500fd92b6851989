package dev.pictor.engine.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Takes a file into the operator's folder: looks at its graph, copies it, tries it, and only then
/// gives it its name. A file that fails leaves nothing behind.
final class Adding {
  private static final String UNFINISHED = ".part";

  private final Path folder;

  Adding(Path folder) {
    this.folder = folder;
  }

  ModelFile add(Path file) {
    OnnxGraph graph = OnnxGraph.read(file);
    KnownNet net =
        KnownNet.recognise(graph).orElseThrow(() -> new BrokenModel(unknown(file, graph)));
    try {
      Files.createDirectories(folder);
      Path copy = folder.resolve(net.modelName() + ".onnx" + UNFINISHED);
      try {
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        return place(net.manifest(graph, given(file), Files.size(copy), Checksum.of(copy)), copy);
      } finally {
        Files.deleteIfExists(copy);
      }
    } catch (IOException e) {
      throw new BrokenModel(
          file + " cannot be copied to " + folder + " (" + e.getMessage() + "); is there room?", e);
    }
  }

  private ModelFile place(Model model, Path copy) throws IOException {
    Path manifest = folder.resolve(model.name() + ".json");
    Path written = folder.resolve(model.name() + ".json" + UNFINISHED);
    try {
      Manifests.write(model, written);
      TrialProcess.run(model, written, copy);
      // Without the old manifest first: at no time does one describe another file.
      Files.deleteIfExists(manifest);
      Files.move(copy, folder.resolve(model.file()), StandardCopyOption.REPLACE_EXISTING);
      Files.move(written, manifest, StandardCopyOption.ATOMIC_MOVE);
      return ModelFile.added(model, folder);
    } finally {
      Files.deleteIfExists(written);
    }
  }

  private static String given(Path file) {
    return String.valueOf(file.getFileName());
  }

  private static String unknown(Path file, OnnxGraph graph) {
    return given(file)
        + " is an ONNX model, but none that is known here: it takes "
        + graph.inputs().stream().map(OnnxGraph.Value::tensor).toList()
        + " and gives "
        + graph.outputs().stream().map(OnnxGraph.Value::tensor).toList()
        + ". Known are "
        + KnownNet.list()
        + "; docs/models.md says in which form.";
  }
}
