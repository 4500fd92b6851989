package dev.pictor.engine.paint;

/// Keeps strokes within areas of their own colour, as a painter masks off an edge with tape.
///
/// @param picture the colours that decide
/// @param within how far a pixel may differ (see [Rgb#distance]); 0 lets strokes run everywhere
record Mask(Canvas picture, int within) {}
