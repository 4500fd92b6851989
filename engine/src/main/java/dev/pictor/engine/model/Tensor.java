package dev.pictor.engine.model;

import java.util.List;

/// An input or an output of a net.
///
/// @param name in the file
/// @param shape the lengths of its sides as OpenCV sees them, for pictures batch, channels, height,
///   width; [#ANY] where the net takes any length
public record Tensor(String name, List<Integer> shape) {
  /// A side that may have any length.
  public static final int ANY = -1;

  public Tensor {
    shape = List.copyOf(shape);
    if (name.isEmpty() || shape.stream().anyMatch(side -> side < 1 && side != ANY)) {
      throw new IllegalArgumentException("not a tensor: '" + name + "' " + shape);
    }
  }

  /// Whether this is the shape of a signature, whose free sides may have any length.
  boolean is(List<Integer> wanted) {
    return matches(wanted, false);
  }

  /// Whether this can be the shape of a signature: exporters leave sides of outputs open.
  boolean canBe(List<Integer> wanted) {
    return matches(wanted, true);
  }

  private boolean matches(List<Integer> wanted, boolean open) {
    if (shape.size() != wanted.size()) {
      return false;
    }
    for (int i = 0; i < wanted.size(); i++) {
      int side = shape.get(i);
      boolean fits = wanted.get(i) == ANY || side == wanted.get(i) || (open && side == ANY);
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return name + " " + shape.toString().replace(", ", " x ").replace("-1", "any");
  }
}
