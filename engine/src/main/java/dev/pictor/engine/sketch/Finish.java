package dev.pictor.engine.sketch;

import java.util.List;

/// How layers become the finished picture: at full size, each row alone, with the paper's tooth
/// made anew for that size.
///
/// @param layers what the painter reads; any other layer is let go before
/// @param grain size of the paper's tooth: 1 is drawing paper at a megapixel, 2 is twice as rough
/// @param seed of the paper
record Finish(List<Layer> layers, double grain, int seed, Painter painter) {
  Finish {
    layers = List.copyOf(layers);
  }

  /// Writes one row of the finished picture. It may be called from several threads at once, each
  /// with a row of its own, so it keeps nothing.
  @FunctionalInterface
  interface Painter {
    void paint(SheetRow row);
  }
}
