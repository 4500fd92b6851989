package dev.pictor.engine.sketch;

import dev.pictor.engine.plane.Texture;
import dev.pictor.engine.plane.Tooth;
import java.util.List;
import java.util.function.DoubleFunction;

/// How layers become the finished picture: at full size, each row alone, with the paper's tooth and
/// other textures made anew for that size.
///
/// @param layers what the painter reads; any other layer is let go before
/// @param textures the paper's tooth first, then what else the painter reads by its number; each is
///   made for the scale of the full size, which is 1 at one megapixel
record Finish(List<Layer> layers, List<DoubleFunction<Texture>> textures, Painter painter) {
  Finish {
    layers = List.copyOf(layers);
    textures = List.copyOf(textures);
  }

  /// A finish with the paper's tooth alone.
  ///
  /// @param grain size of the tooth: 1 is drawing paper at a megapixel, 2 is twice as rough
  /// @param seed of the paper
  Finish(List<Layer> layers, double grain, int seed, Painter painter) {
    this(layers, List.of(paper(grain, seed)), painter);
  }

  /// The tooth of a paper, for [#textures].
  static DoubleFunction<Texture> paper(double grain, int seed) {
    return scale -> new Tooth(grain * scale, seed);
  }

  /// Writes one row of the finished picture. It may be called from several threads at once, each
  /// with a row of its own, so it keeps nothing.
  @FunctionalInterface
  interface Painter {
    void paint(SheetRow row);
  }
}
