package dev.pictor.engine.paint;

/// What touches the canvas during one stroke.
sealed interface Tip permits BrushTip, ChalkTip {
  /// How far paint may reach beyond either end of the middle line, in pixels.
  float cap();

  /// Marks `count` pixels of a row from `index` on. `along` is the way of the first from the
  /// beginning of the stroke and `across` its distance from the middle line, both in pixels; they
  /// change by a step from pixel to pixel.
  void run(int index, int count, float along, float across, float alongStep, float acrossStep);
}
