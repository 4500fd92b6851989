package dev.pictor.engine.theme;

import java.util.Map;

/// The names that anchors may use: points of the canonical face, and points of the body below it.
final class FacePoints {
  /// Numbers in the mesh.
  static final Map<String, Integer> FACE =
      Map.ofEntries(
          Map.entry("forehead", 10),
          Map.entry("between_eyes", 168),
          Map.entry("nose_bridge", 6),
          Map.entry("nose_tip", 1),
          Map.entry("upper_lip", 0),
          Map.entry("lower_lip", 17),
          Map.entry("chin", 152),
          Map.entry("left_eye", 33),
          Map.entry("right_eye", 263),
          Map.entry("left_cheek", 116),
          Map.entry("right_cheek", 345),
          Map.entry("left_ear", 234),
          Map.entry("right_ear", 454),
          Map.entry("left_jaw", 172),
          Map.entry("right_jaw", 397),
          Map.entry("left_mouth", 61),
          Map.entry("right_mouth", 291));

  /// Centimetres from the pit of the neck, x to the right of the picture, y up.
  static final Map<String, Vec3> BODY =
      Map.of(
          "chin", new Vec3(0, 6.4, 0),
          "neck", new Vec3(0, 0, 0),
          "left_neck", new Vec3(-5.6, 3, 0),
          "right_neck", new Vec3(5.6, 3, 0),
          "left_shoulder", new Vec3(-17.5, -4.5, 0),
          "right_shoulder", new Vec3(17.5, -4.5, 0),
          "chest", new Vec3(0, -18, 0));

  private FacePoints() {}

  /// A point of the canonical face; left is the left of the picture.
  static Vec3 canonical(String name) {
    Integer point = FACE.get(name);
    if (point == null) {
      throw new IllegalArgumentException(name + " is no point of the face");
    }
    return AverageFace.point(point);
  }

  /// A point of the body; left is the left of the picture.
  static Vec3 body(String name) {
    Vec3 point = BODY.get(name);
    if (point == null) {
      throw new IllegalArgumentException(name + " is no point of the body");
    }
    return point;
  }
}
