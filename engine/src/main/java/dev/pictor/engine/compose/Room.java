package dev.pictor.engine.compose;

import java.awt.geom.Rectangle2D;
import java.util.List;

/// The rectangle that text may use, in pixels: what the arrangement gives it, within the platform's
/// margins, away from faces and from what the platform draws over.
final class Room {
  private Room() {}

  /// @param faces with the hair, in pixels
  static Rectangle2D of(
      Platform.Area wished, Platform platform, int width, int height, List<Rectangle2D> faces) {
    Platform.Margins margins = platform.margins();
    Rectangle2D safe =
        new Rectangle2D.Double(
            margins.left() * width,
            margins.top() * height,
            (1 - margins.left() - margins.right()) * width,
            (1 - margins.top() - margins.bottom()) * height);
    Rectangle2D room = safe.createIntersection(pixels(wished, width, height));
    if (room.isEmpty()) {
      room = safe;
    }
    for (Platform.Area covered : platform.covered()) {
      room = without(room, pixels(covered, width, height));
    }
    for (Rectangle2D face : faces) {
      room = without(room, face);
    }
    return room;
  }

  private static Rectangle2D pixels(Platform.Area area, int width, int height) {
    return new Rectangle2D.Double(
        area.x() * width, area.y() * height, area.width() * width, area.height() * height);
  }

  /// The largest of the four rectangles that are left when one side gives way.
  static Rectangle2D without(Rectangle2D room, Rectangle2D obstacle) {
    if (!room.intersects(obstacle)) {
      return room;
    }
    double left = obstacle.getMinX() - room.getMinX();
    double right = room.getMaxX() - obstacle.getMaxX();
    double above = obstacle.getMinY() - room.getMinY();
    double below = room.getMaxY() - obstacle.getMaxY();
    double best =
        Math.max(
            Math.max(left, right) * room.getHeight(), Math.max(above, below) * room.getWidth());
    if (best <= 0) {
      return room;
    }
    if (left * room.getHeight() == best) {
      return new Rectangle2D.Double(room.getX(), room.getY(), left, room.getHeight());
    }
    if (right * room.getHeight() == best) {
      double x = obstacle.getMaxX();
      return new Rectangle2D.Double(x, room.getY(), right, room.getHeight());
    }
    if (above * room.getWidth() == best) {
      return new Rectangle2D.Double(room.getX(), room.getY(), room.getWidth(), above);
    }
    double y = obstacle.getMaxY();
    return new Rectangle2D.Double(room.getX(), y, room.getWidth(), below);
  }
}
