package dev.pictor.engine.sketch;

import dev.pictor.engine.plane.Plane;

/// Where the faces of a picture are.
///
/// @param mask 1 on faces, 0 elsewhere, with soft rims; of the picture's size
/// @param widthPixels width of the largest face
public record FaceArea(Plane mask, double widthPixels) {}
