package dev.pictor.engine.sketch;

/// What a plane on the easel stands for. Steps hand their results on under these names.
public enum Layer {
  /// Lightness of the subject, 0 black to 1 white, as this look sees it.
  TONE,
  /// A second, usually softer lightness: smudges, washes.
  SOFT_TONE,
  /// The response of [dev.pictor.engine.plane.Lines], before its threshold.
  LINES,
  /// Noise drawn out along the forms, spread evenly over 0 to 1.
  STROKES,
  /// How much medium is laid on, 0 none to 1 full, usually before paper tooth takes its part.
  COVER,
  /// Smooth clouds, mean about .5: unevenness of water, pressure or hand.
  CLOUDS,
  /// 1 on the drawing, 0 on the bare margin of the sheet.
  BORDER,
  /// The blue of the finished colour, 0 to 1.
  BLUE,
  /// The green of the finished colour, 0 to 1.
  GREEN,
  /// The red of the finished colour, 0 to 1.
  RED
}
