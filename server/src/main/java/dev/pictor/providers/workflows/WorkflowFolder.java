package dev.pictor.providers.workflows;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/// The operator's folder as admins change it. A template is written beside and then moved into its
/// place, so that it is there whole or not at all. Thread-safe within one process; nodes that do
/// not share the folder each have their own.
final class WorkflowFolder {
  /// Folders that begin so are not templates.
  static final String HIDDEN = ".";

  private final Path folder;

  WorkflowFolder(Path folder) {
    this.folder = folder;
  }

  /// Puts a template into the folder, in place of one of the same name.
  ///
  /// @throws BadWorkflow when it cannot be used; nothing is changed
  synchronized void put(String id, JsonNode manifest, JsonNode graph)
      throws BadWorkflow, IOException {
    String manifestText = manifest.toPrettyString();
    String graphText = graph.toPrettyString();
    WorkflowReader.read(id, manifestText, graphText);
    Path fresh = Files.createDirectories(folder.resolve(HIDDEN + UUID.randomUUID()));
    try {
      Files.writeString(fresh.resolve(WorkflowReader.MANIFEST), manifestText);
      Files.writeString(fresh.resolve(WorkflowReader.GRAPH), graphText);
      delete(id);
      Files.move(fresh, folder.resolve(id));
    } finally {
      deleteAll(fresh);
    }
  }

  /// @return whether there was one
  synchronized boolean delete(String id) throws IOException {
    if (!WorkflowReader.isId(id) || !Files.isDirectory(folder.resolve(id))) {
      return false;
    }
    Path old = folder.resolve(HIDDEN + UUID.randomUUID());
    Files.move(folder.resolve(id), old);
    deleteAll(old);
    return true;
  }

  boolean has(String id) {
    return WorkflowReader.isId(id) && Files.isDirectory(folder.resolve(id));
  }

  private static void deleteAll(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    List<Path> all;
    try (Stream<Path> files = Files.walk(tree)) {
      all = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : all) {
      Files.delete(each);
    }
  }
}
