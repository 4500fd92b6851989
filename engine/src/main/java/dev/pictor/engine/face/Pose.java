package dev.pictor.engine.face;

/// Where a head looks, in degrees. A head that faces the camera upright has three zeros. The order
/// is that of a neck: first up and down, then to the side, then the tilt in the picture's plane, so
/// yaw and pitch mean the same for a person who lies.
///
/// @param yaw above 0 when the nose points to the right of the picture, -90 to 90
/// @param pitch above 0 when the head looks down
/// @param roll above 0 when the head is tilted clockwise in the picture
public record Pose(double yaw, double pitch, double roll) {
  /// How far two heads look apart, the tilt aside, in degrees.
  public double apart(Pose other) {
    return Math.hypot(yaw - other.yaw, pitch - other.pitch);
  }
}
