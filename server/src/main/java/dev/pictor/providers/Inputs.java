package dev.pictor.providers;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
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

  /// The pictures of one operation.
  public static Inputs of(Generation generation, Map<Role, Path> files) {
    var slots = new HashMap<Slot, Path>();
    files.forEach((role, path) -> slots.put(slot(generation.steps(), 0, role), path));
    return new Inputs(slots);
  }

  /// Where a picture of an operation goes: its own picture to the first of its passes, another to
  /// the pass that uses it.
  ///
  /// @param passes of the operation
  /// @param begin which step of the generation is the first of them
  public static Slot slot(List<Generation.Step> passes, int begin, Role role) {
    for (int i = 0; i < passes.size(); i++) {
      if (passes.get(i).others().contains(role)) {
        return new Slot(begin + i, role);
      }
    }
    return new Slot(begin, role);
  }

  public Optional<Path> find(int step, Role role) {
    return Optional.ofNullable(files.get(new Slot(step, role)));
  }
}
