package dev.pictor.engine.paint;

/// A stick of chalk: its colour catches on the tooth of the paper and leaves the hollows bare.
///
/// @param pressure how deep into the tooth the colour reaches, .3 (a breath) to .9 (solid)
/// @param hardness how sharp the grains are, about 3 (dust) to 9
/// @param streak how much the pressure changes across the stick, 0 to 1
public record Chalk(float pressure, float hardness, float streak) implements Medium {
  /// The same stick pressed harder or more softly.
  public Chalk pressed(float times) {
    return new Chalk(pressure * times, hardness, streak);
  }
}
