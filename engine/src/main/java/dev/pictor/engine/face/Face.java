package dev.pictor.engine.face;

/// A face that was found, in the pixels of the picture it was found in. Parts of it may lie
/// outside.
///
/// @param box around the points
/// @param score how sure the mesh is that this is a face, 0.5 to 1
public record Face(Box box, Landmarks landmarks, double score) {
  /// Its width in pixels, along the line through the eyes, however the head is tilted.
  public double widthPixels() {
    return landmarks.boxTurned(landmarks.tilt()).width();
  }

  /// Where the head looks; computed anew at each call, in about 20 microseconds.
  public Pose pose() {
    return CanonicalFace.SHARED.pose(landmarks);
  }
}
