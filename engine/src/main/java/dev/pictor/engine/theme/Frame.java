package dev.pictor.engine.theme;

import dev.pictor.engine.face.CanonicalFace;
import dev.pictor.engine.face.Landmarks;

/// Where a body in centimetres stands in a picture: turned, scaled and moved. Centimetres count x
/// to the right of the picture, y up and z towards the camera; the picture counts pixels with y
/// down and, as the face mesh does, z away from the camera.
///
/// @param scale pixels for a centimetre
/// @param right where the x axis of the body points, of length 1, y up and z towards the camera
/// @param up where its y axis points
/// @param front where its z axis points
/// @param at the place of its origin, in pixels
record Frame(double scale, Vec3 right, Vec3 up, Vec3 front, Vec3 at) {
  /// The place of a point of the body, in pixels.
  Vec3 place(Vec3 point) {
    Vec3 turned = turn(point).times(scale);
    return new Vec3(at.x() + turned.x(), at.y() - turned.y(), at.z() - turned.z());
  }

  /// A direction of the body as the picture sees it, y up and z towards the camera.
  Vec3 turn(Vec3 direction) {
    return right
        .times(direction.x())
        .plus(up.times(direction.y()))
        .plus(front.times(direction.z()));
  }

  /// How far the head leans in the picture, in radians clockwise.
  double roll() {
    return Math.atan2(up.x(), up.y());
  }

  /// How far it looks to the right of the picture, in radians.
  double yaw() {
    return Math.atan2(front.x(), front.z());
  }

  /// The head under a mesh: the similarity that brings the average face nearest to the points.
  static Frame ofHead(Landmarks landmarks) {
    double[] r = CanonicalFace.SHARED.rotation(landmarks);
    double[] weights = CanonicalFace.SHARED.weights();
    // The matrix maps y down and z away; two signs change on each side.
    Vec3 right = new Vec3(r[0], -r[3], -r[6]);
    Vec3 up = new Vec3(-r[1], r[4], r[7]);
    Vec3 front = new Vec3(-r[2], r[5], r[8]);
    Vec3 from = Vec3.ZERO;
    Vec3 to = Vec3.ZERO;
    double total = 0;
    for (int i = 0; i < weights.length; i++) {
      total += weights[i];
      from = from.plus(AverageFace.point(i).times(weights[i]));
      to = to.plus(seen(landmarks, i).times(weights[i]));
    }
    from = from.times(1 / total);
    to = to.times(1 / total);
    double spread = 0;
    double reach = 0;
    for (int i = 0; i < weights.length; i++) {
      Vec3 a = AverageFace.point(i).minus(from);
      Vec3 b = seen(landmarks, i).minus(to);
      spread += weights[i] * a.dot(a);
      reach += weights[i] * b.dot(b);
    }
    double scale = Math.sqrt(reach / spread);
    Frame turned = new Frame(1, right, up, front, Vec3.ZERO);
    Vec3 origin = to.minus(turned.turn(from).times(scale));
    return new Frame(scale, right, up, front, new Vec3(origin.x(), -origin.y(), -origin.z()));
  }

  /// A landmark with y up and z towards the camera.
  private static Vec3 seen(Landmarks landmarks, int point) {
    return new Vec3(landmarks.x(point), -landmarks.y(point), -landmarks.z(point));
  }
}
