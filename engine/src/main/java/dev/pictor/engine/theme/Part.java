package dev.pictor.engine.theme;

/// One piece of clothing or equipment.
///
/// @param drawing its artwork
/// @param placement how it is put on
/// @param shadow how dark it makes what is right under it, 0 to 1
public record Part(Drawing drawing, Placement placement, double shadow) {}
