package dev.pictor.engine.theme;

import dev.pictor.engine.theme.Placement.Ring;
import dev.pictor.engine.theme.Placement.Shell;
import java.util.List;

/// Builds shells around a head: an ellipse for each height, smooth between the rings that a theme
/// gives.
final class Shells {
  private static final int COLUMNS = 49;
  private static final int ROWS = 25;

  /// The axis that shells lean back around, in the middle of the head.
  private static final Vec3 PIVOT = new Vec3(0, 9, -4);

  /// Where the brim of a hat ends above the brows.
  private static final double BRIM = 6.3;

  /// Under this share of its height a shell has no emblem, only cloth.
  private static final double PLAIN = 0.93;

  private Shells() {}

  static Surface around(Head head, Shell shell) {
    double turn = Math.toRadians(shell.tilt());
    double drop = head.hat() ? drop(head, shell) : 0;
    return Surface.of(
        COLUMNS,
        ROWS,
        true,
        (u, v) -> {
          Ring ring =
              over(
                  fitted(between(shell.rings(), v), shell.fit(), head),
                  drop,
                  v / shell.front(),
                  head);
          double angle = Math.toRadians(shell.from() + (shell.to() - shell.from()) * u);
          Vec3 upright =
              new Vec3(
                  ring.rx() * Math.sin(angle), ring.y(), ring.z() + ring.rz() * Math.cos(angle));
          return head.frame().place(leaned(upright, turn));
        });
  }

  /// How far the front of a shell must come down to hide a hat.
  private static double drop(Head head, Shell shell) {
    if (shell.fit() == Placement.Fit.NONE) {
      return 0;
    }
    Ring bottom = fitted(between(shell.rings(), shell.front()), shell.fit(), head);
    Vec3 front = new Vec3(0, bottom.y(), bottom.z() + bottom.rz());
    return Math.max(0, leaned(front, Math.toRadians(shell.tilt())).y() - BRIM);
  }

  /// Pulls the lower part of a shell down over a hat; the upper part keeps its drawing as it is.
  private static Ring over(Ring ring, double drop, double share, Head head) {
    if (drop == 0) {
      return ring;
    }
    double t = Math.clamp((share - PLAIN) / (1 - PLAIN), 0, 1);
    double low = Math.clamp((share - 0.25) / 0.45, 0, 1);
    double wide = ring.rx() + Math.max(0, head.halfWidth() + 0.4 - ring.rx()) * low;
    return new Ring(ring.at(), ring.y() - drop * t * t * (3 - 2 * t), ring.z(), wide, ring.rz());
  }

  private static Vec3 leaned(Vec3 point, double turn) {
    double y = point.y() - PIVOT.y();
    double z = point.z() - PIVOT.z();
    double cos = Math.cos(turn);
    double sin = Math.sin(turn);
    return new Vec3(point.x(), PIVOT.y() + y * cos + z * sin, PIVOT.z() - y * sin + z * cos);
  }

  private static Ring fitted(Ring ring, Placement.Fit fit, Head head) {
    double wide = head.halfWidth() / Head.HALF_WIDTH;
    return switch (fit) {
      case NONE -> ring;
      case HAIR -> {
        double stretch =
            ring.y() <= Head.HAIRLINE
                ? 1
                : (head.crown() - Head.HAIRLINE) / (Head.CROWN - Head.HAIRLINE);
        yield new Ring(
            ring.at(),
            Head.HAIRLINE + (ring.y() - Head.HAIRLINE) * stretch,
            ring.z(),
            ring.rx() * wide,
            ring.rz() * (1 + wide) / 2);
      }
      case CROWN ->
          new Ring(
              ring.at(),
              ring.y() + head.crown() - Head.CROWN,
              ring.z(),
              ring.rx() * (1 + wide) / 2,
              ring.rz() * (1 + wide) / 2);
    };
  }

  /// Catmull-Rom between the rings, so that a few make a round cap.
  private static Ring between(List<Ring> rings, double v) {
    int next = 1;
    while (next < rings.size() - 1 && rings.get(next).at() < v) {
      next++;
    }
    Ring b = rings.get(next - 1);
    Ring c = rings.get(next);
    Ring a = rings.get(Math.max(0, next - 2));
    Ring d = rings.get(Math.min(rings.size() - 1, next + 1));
    double t = Math.clamp((v - b.at()) / Math.max(1e-9, c.at() - b.at()), 0, 1);
    return new Ring(
        v,
        spline(a.y(), b.y(), c.y(), d.y(), t),
        spline(a.z(), b.z(), c.z(), d.z(), t),
        spline(a.rx(), b.rx(), c.rx(), d.rx(), t),
        spline(a.rz(), b.rz(), c.rz(), d.rz(), t));
  }

  private static double spline(double a, double b, double c, double d, double t) {
    return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
  }
}
