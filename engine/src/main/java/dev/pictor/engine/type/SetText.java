package dev.pictor.engine.type;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/// A text set into a box: where each of its letters and emoji is, in pixels.
///
/// @param lines from the top down, never empty
/// @param size of the type, in pixels
/// @param capHeight how tall its capitals are, in pixels: what decides whether it can be read small
/// @param rightToLeft whether it is read from right to left, and so begins at the right
public record SetText(List<SetLine> lines, double size, double capHeight, boolean rightToLeft) {
  private static final Emojis EMOJIS = new Emojis();

  public SetText {
    lines = List.copyOf(lines);
  }

  static Emojis knownEmojis() {
    return EMOJIS;
  }

  /// The smallest box around everything.
  public Rectangle2D ink() {
    Rectangle2D ink = (Rectangle2D) lines.getFirst().ink().clone();
    lines.forEach(line -> ink.add(line.ink()));
    return ink;
  }

  /// The same elsewhere.
  public SetText moved(double dx, double dy) {
    return new SetText(
        lines.stream().map(line -> line.placed(1, dx, dy)).toList(), size, capHeight, rightToLeft);
  }

  /// The same in another size, its upper left corner where it was.
  ///
  /// @param scale times as large
  public SetText smaller(double scale) {
    Rectangle2D ink = ink();
    double dx = ink.getX() * (1 - scale);
    double dy = ink.getY() * (1 - scale);
    return new SetText(
        lines.stream().map(line -> line.placed(scale, dx, dy)).toList(),
        size * scale,
        capHeight * scale,
        rightToLeft);
  }

  /// Draws the emoji of all lines, over whatever is there.
  public void drawEmojis(Graphics2D graphics) {
    for (SetLine line : lines) {
      line.emojis().forEach(e -> EMOJIS.draw(e.name(), graphics, e.x(), e.y(), e.side()));
    }
  }
}
