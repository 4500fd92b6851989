package dev.pictor.engine.theme;

/// Where the body under a head stands. A head turns and leans on its neck, and the shoulders follow
/// only a little of it.
///
/// @param frame its origin is the pit of the neck, y up along the spine
/// @param halfWidth of the shoulders, in centimetres
record Torso(Frame frame, double halfWidth) {
  static final double HALF_WIDTH = 17.5;

  private static final double LEAST_HALF_WIDTH = 13;
  private static final double MOST_HALF_WIDTH = 24;

  /// The joint of the neck, in centimetres of the head.
  private static final Vec3 JOINT = new Vec3(0, -4.5, -5.5);

  /// From there to the pit of the neck, in centimetres of the body.
  private static final Vec3 TO_PIT = new Vec3(0, -9.6, 5);

  private static final double TURN_SHARE = 0.45;
  private static final double LEAN_SHARE = 0.3;

  /// Leaning more than this, in radians, it is the picture that is turned and not the head.
  private static final double MOST_LEAN = 0.6;

  private static final double SHOULDERS_AT = -9;

  static Torso under(Head head, Silhouette person) {
    Frame frame = head.frame();
    double roll = frame.roll();
    double beyond = Math.copySign(Math.max(0, Math.abs(roll) - MOST_LEAN), roll);
    double lean = LEAN_SHARE * (roll - beyond) + beyond * (1 + LEAN_SHARE);
    double turn = TURN_SHARE * frame.yaw();
    Vec3 up = new Vec3(Math.sin(lean), Math.cos(lean), 0);
    Vec3 side = new Vec3(Math.cos(lean), -Math.sin(lean), 0);
    Vec3 right = side.times(Math.cos(turn)).plus(new Vec3(0, 0, -Math.sin(turn)));
    Vec3 front = right.cross(up);
    Frame atJoint = new Frame(frame.scale(), right, up, front, frame.place(JOINT));
    Torso torso =
        new Torso(new Frame(frame.scale(), right, up, front, atJoint.place(TO_PIT)), HALF_WIDTH);
    return torso.measured(person);
  }

  private Torso measured(Silhouette person) {
    Vec3 from = new Vec3(0, SHOULDERS_AT, 0);
    double right = person.reach(frame, from, new Vec3(1, 0, 0), MOST_HALF_WIDTH, HALF_WIDTH);
    double left = person.reach(frame, from, new Vec3(-1, 0, 0), MOST_HALF_WIDTH, HALF_WIDTH);
    double half = Math.clamp(Math.min(right, left), LEAST_HALF_WIDTH, MOST_HALF_WIDTH);
    return new Torso(frame, half);
  }
}
