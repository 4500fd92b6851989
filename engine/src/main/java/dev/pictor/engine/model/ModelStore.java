package dev.pictor.engine.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// All models there are: those that ship, and those that an operator put into a folder with
/// `./pictor models add`. The folder is read anew at every question, so a model that was added is
/// used from the next job on. Safe for several threads.
///
/// A model that cannot be used is found all the same and refuses when it is loaded, with a
/// [BrokenModel] that says what to do: an operator who added it wants to hear that, not to get
/// something else silently.
public final class ModelStore implements AutoCloseable {
  private static final Duration KEEP = Duration.ofMinutes(5);
  private static final String MANIFEST = ".json";

  private final @Nullable Path folder;
  private final Map<String, NetPool> pools = new HashMap<>();

  private ModelStore(@Nullable Path folder) {
    this.folder = folder;
  }

  /// Only the models that ship.
  public static ModelStore shipped() {
    return new ModelStore(null);
  }

  /// The models that ship and those of a folder, which need not exist.
  public static ModelStore with(Path folder) {
    return new ModelStore(folder);
  }

  /// Every model: those of the folder by file name, then those that ship by name.
  public List<ModelFile> all() {
    return Stream.concat(added().stream(), ModelFile.bundled().stream()).toList();
  }

  /// Those for a task: the operator's first.
  public List<ModelFile> all(Task task) {
    return all().stream().filter(file -> file.model().tasks().contains(task)).toList();
  }

  /// The best there is for a task: the operator's before one that ships. Empty when there is none.
  public Optional<ModelFile> find(Task task) {
    return all(task).stream().findFirst();
  }

  /// The model of this name.
  public Optional<ModelFile> find(String name) {
    return all().stream().filter(file -> file.model().name().equals(name)).findFirst();
  }

  /// The nets of a model, shared by all who use this store; nothing is loaded before the first run.
  /// Closing the store closes them.
  public synchronized NetPool nets(ModelFile file) {
    return pools.computeIfAbsent(
        file.model().sha256(), _ -> new NetPool(file, file.model().outputNames(), KEEP));
  }

  /// Every model with its state, for an operator: also those whose manifest cannot be read.
  public List<Listed> list() {
    List<Listed> lines = new ArrayList<>();
    for (Path manifest : manifests()) {
      lines.add(listed(manifest));
    }
    for (ModelFile file : ModelFile.bundled()) {
      lines.add(new Listed(file.model().name(), Optional.of(file.model()), "ships", true));
    }
    return lines;
  }

  private static Listed listed(Path manifest) {
    String name = manifest.getFileName().toString().replace(MANIFEST, "");
    try {
      Model model = Manifests.read(manifest);
      Optional<String> fault = ModelFile.added(model, parent(manifest)).fault();
      return new Listed(model.name(), Optional.of(model), fault.orElse("added"), fault.isEmpty());
    } catch (BrokenModel e) {
      return new Listed(name, Optional.empty(), String.valueOf(e.getMessage()), false);
    }
  }

  /// Copies a file into the folder when it is one of the nets that are known here and runs; a model
  /// of the same name is replaced.
  ///
  /// @throws BrokenModel when it is not an ONNX model, is cut off, is another net, or cannot be
  ///   run; nothing is left behind then
  public ModelFile add(Path file) {
    if (folder == null) {
      throw new BrokenModel("There is no folder for models; set PICTOR_DATA.");
    }
    return new Adding(folder).add(file);
  }

  /// Reads a model from its first byte to its last, loads it and runs it once.
  ///
  /// @throws BrokenModel when anything is wrong with it
  public void check(String name) {
    ModelFile file =
        find(name)
            .orElseThrow(() ->
                new BrokenModel("There is no model " + name + "; ./pictor models list shows all."));
    file.verify();
    Trial.run(file);
  }

  private List<ModelFile> added() {
    return manifests().stream().flatMap(manifest -> added(manifest).stream()).toList();
  }

  /// Empty when the manifest cannot be read: [#list] says so, and nobody else is disturbed.
  private static Optional<ModelFile> added(Path manifest) {
    try {
      return Optional.of(ModelFile.added(Manifests.read(manifest), parent(manifest)));
    } catch (BrokenModel e) {
      return Optional.empty();
    }
  }

  private static Path parent(Path manifest) {
    return Objects.requireNonNull(manifest.getParent());
  }

  private List<Path> manifests() {
    if (folder == null || !Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(MANIFEST)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the folder of models cannot be read", e);
    }
  }

  @Override
  public synchronized void close() {
    pools.values().forEach(NetPool::close);
    pools.clear();
  }
}
