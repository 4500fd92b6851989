package dev.pictor.engine.swap;

import dev.pictor.engine.plane.Plane;
import org.jspecify.annotations.Nullable;

/// Everything a composition needs, on the small copy of the head.
///
/// @param map from the head to the texture of the source
/// @param own from the head to the head as it was: the target's face in the new shape; null when
///   nothing of it is seen
/// @param light from the source's skin to the target's
/// @param alpha how much of each pixel is the new face
/// @param skin where both faces are bare skin
/// @param scale pixels of the copy for one of the picture
/// @param faceWidth of the target's face in the picture
record Layers(
    WarpMap map,
    @Nullable WarpMap own,
    LightMatch light,
    Plane alpha,
    Plane skin,
    double scale,
    double faceWidth) {}
