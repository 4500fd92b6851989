package dev.pictor.engine.paint;

import dev.pictor.engine.plane.Plane;

/// A canvas and how high it stands at every pixel.
///
/// @param height for a brush the thickness of the paint, which strokes change; for a chalk the
///   tooth of the paper (mean .5), which decides where colour catches
record Surface(Canvas canvas, Plane height) {
  Surface {
    if (canvas.width() != height.width() || canvas.height() != height.height()) {
      throw new IllegalArgumentException("the canvas and its height differ in size");
    }
  }
}
