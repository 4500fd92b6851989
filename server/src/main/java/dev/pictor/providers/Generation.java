package dev.pictor.providers;

import dev.pictor.engine.sketch.Look;

/// One request to make pictures; each kind of it has its own options.
public sealed interface Generation {
  /// The name in a job's arguments and in the metrics.
  String kind();

  /// A photograph drawn or painted.
  ///
  /// @param intensity 0 for the gentlest version that is still the medium, 1 for the full look
  record Sketch(Look look, double intensity) implements Generation {
    public static final String KIND = "sketch";

    public Sketch {
      if (!(intensity >= 0 && intensity <= 1)) {
        throw new IllegalArgumentException("intensity is within 0 to 1, not " + intensity);
      }
    }

    @Override
    public String kind() {
      return KIND;
    }
  }
}
