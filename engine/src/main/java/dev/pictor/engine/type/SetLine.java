package dev.pictor.engine.type;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.util.List;

/// One line of set text.
///
/// @param letters the outlines of all letters
/// @param emojis the pictures among them
/// @param ink the smallest box around both
public record SetLine(Shape letters, List<Emoji> emojis, Rectangle2D ink) {
  public SetLine {
    emojis = List.copyOf(emojis);
  }

  /// A picture within a line.
  ///
  /// @param side of its square
  public record Emoji(String name, double x, double y, double side) {
    Rectangle2D box() {
      return new Rectangle2D.Double(x, y, side, side);
    }
  }

  /// The same somewhere else and larger or smaller: first scaled, then moved.
  SetLine placed(double scale, double dx, double dy) {
    AffineTransform change = new AffineTransform(scale, 0, 0, scale, dx, dy);
    return new SetLine(
        change.createTransformedShape(letters),
        emojis.stream()
            .map(e -> new Emoji(e.name, e.x * scale + dx, e.y * scale + dy, e.side * scale))
            .toList(),
        change.createTransformedShape(ink).getBounds2D());
  }
}
