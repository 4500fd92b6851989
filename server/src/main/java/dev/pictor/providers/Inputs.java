package dev.pictor.providers;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// The pictures that a generation begins with, as files that stay as they are. The same file may
/// serve several steps; it is read once.
public record Inputs(Map<Slot, Path> files) {
  /// Where a picture is used.
  ///
  /// @param step which step of the generation, from 0
  public record Slot(int step, Role role) {}

  public Inputs {
    files = Map.copyOf(files);
  }

  /// The pictures of a generation with one step.
  public static Inputs of(Map<Role, Path> files) {
    return new Inputs(
        files.entrySet().stream()
            .collect(
                java.util.stream.Collectors.toMap(
                    each -> new Slot(0, each.getKey()), Map.Entry::getValue)));
  }

  public Optional<Path> find(int step, Role role) {
    return Optional.ofNullable(files.get(new Slot(step, role)));
  }
}
