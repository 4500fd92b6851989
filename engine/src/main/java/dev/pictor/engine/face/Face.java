package dev.pictor.engine.face;

/// A face that was found, in the pixels of the picture it was found in. Parts of it may lie
/// outside.
///
/// @param box around the points
/// @param score how sure the mesh is that this is a face, 0.5 to 1
public record Face(Box box, Landmarks landmarks, double score) {}
