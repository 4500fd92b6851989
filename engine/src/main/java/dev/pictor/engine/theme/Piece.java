package dev.pictor.engine.theme;

import dev.pictor.engine.plane.Plane;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One part of a look on one person, ready to be painted.
///
/// @param surface in pixels of the picture
/// @param gains for each point of the surface: of red, green and blue the light that falls on it,
///   and how far it covers what is behind
/// @param matte where it may be seen, stretched over the picture; null for everywhere
/// @param behind outlines that hide it, such as those of faces above a collar
/// @param shade how much light reaches it, 0 to 1, stretched over the picture; null for all of it
/// @param shadow how dark it makes what is under it, 0 to 1
record Piece(
    Surface surface,
    Artwork artwork,
    float[] gains,
    @Nullable Plane matte,
    List<Outline> behind,
    @Nullable Plane shade,
    double shadow) {}
