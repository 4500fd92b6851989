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

  /// Whether this shape fits into that of a signature, whose free sides may have any length.
  boolean fits(List<Integer> wanted) {
    if (shape.size() != wanted.size()) {
      return false;
    }
    for (int i = 0; i < wanted.size(); i++) {
      int side = shape.get(i);
      if (wanted.get(i) != ANY && side != ANY && side != wanted.get(i)) {
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
