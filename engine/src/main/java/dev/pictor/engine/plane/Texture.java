package dev.pictor.engine.plane;

/// A texture without end that can be read a row at a time, in any order and from several threads.
@FunctionalInterface
public interface Texture {
  /// Writes row `y` from its first place on, as long as the array is.
  void row(int y, float[] out);
}
