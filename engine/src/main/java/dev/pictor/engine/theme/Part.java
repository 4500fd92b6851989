package dev.pictor.engine.theme;

/// One piece of clothing or equipment.
///
/// @param drawing its artwork
/// @param placement how it is put on
/// @param shadow how dark it makes what is right under it, 0 to 1
/// @param behind whether it is seen only around the person: veils, hoods, haloes, rays
/// @param lit whether the light of the picture falls on it; what shines by itself is not lit
public record Part(
    Drawing drawing, Placement placement, double shadow, boolean behind, boolean lit) {}
