package dev.pictor.engine.type;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Sets text into a box as large as it fits: tries every number of lines, breaks so that the
/// longest line is as short as can be (so all lines are about as long), and takes what gives the
/// largest type. Safe for several threads.
public final class Lettering {
  /// The air between two lines, in parts of the size of the type.
  private static final double AIR = 0.16;

  /// A line more must make the type this much larger to be worth it.
  private static final double WORTH_A_LINE = 1.1;

  private final Fonts fonts;

  public Lettering(Fonts fonts) {
    this.fonts = fonts;
  }

  /// @param text may have emoji, and letters of several scripts and directions
  /// @throws MissingCharacters when no font has a character
  /// @throws TextTooLong when it fits only in a size below that of the box
  public SetText set(String text, Typeface face, TextBox box)
      throws MissingCharacters, TextTooLong {
    Passage passage = Passage.of(text, SetText.knownEmojis());
    if (passage.isEmpty()) {
      throw new IllegalArgumentException("there is no text to set");
    }
    Passage cased = face.capitals() ? passage.capitals() : passage;
    Typesetter setter = new Typesetter(fonts, face);
    setter.check(cased);
    Block best = best(setter, cased, box);
    if (best.size < box.leastSize()) {
      throw new TextTooLong(text.strip(), best.size / box.leastSize());
    }
    double size = Math.min(best.size, box.mostSize());
    return placed(best, size, box, setter.capHeight(), cased.rightToLeft());
  }

  /// Whether any of this could be set at all; for checks before the work begins.
  public void check(String text, Typeface face) throws MissingCharacters {
    new Typesetter(fonts, face).check(Passage.of(text, SetText.knownEmojis()));
  }

  /// Lines of 100 pixel type.
  ///
  /// @param above how far letters reach above the base line, in all lines
  /// @param pitch from base line to base line
  /// @param size at which the lines fill the box
  private record Block(
      List<SetLine> lines, double width, double above, double below, double pitch, double size) {
    double height() {
      return above + below + (lines.size() - 1) * pitch;
    }
  }

  private static Block best(Typesetter setter, Passage text, TextBox box) {
    List<Passage> words = text.words();
    double[] widths = new double[words.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = setter.line(words.get(i), text.rightToLeft()).ink().getWidth();
    }
    Block best = null;
    for (int count = 1; count <= Math.min(box.mostLines(), widths.length); count++) {
      Block block = block(setter, words, ends(widths, setter.space(), count), text, box);
      double gain = best == null ? 2 : Math.min(block.size, box.mostSize()) / best.size;
      if (best == null || gain > WORTH_A_LINE) {
        best = block;
      }
    }
    return java.util.Objects.requireNonNull(best);
  }

  /// Where lines end so that the longest is as short as can be.
  private static int[] ends(double[] widths, double space, int count) {
    int words = widths.length;
    double[][] longest = new double[count + 1][words + 1];
    int[][] begin = new int[count + 1][words + 1];
    for (double[] row : longest) {
      Arrays.fill(row, Double.MAX_VALUE);
    }
    longest[0][0] = 0;
    for (int line = 1; line <= count; line++) {
      for (int end = line; end <= words; end++) {
        double width = -space;
        for (int from = end - 1; from >= line - 1; from--) {
          width += widths[from] + space;
          double worst = Math.max(width, longest[line - 1][from]);
          if (worst < longest[line][end]) {
            longest[line][end] = worst;
            begin[line][end] = from;
          }
        }
      }
    }
    int[] ends = new int[count];
    int end = words;
    for (int line = count; line >= 1; line--) {
      ends[line - 1] = end;
      end = begin[line][end];
    }
    return ends;
  }

  private static Block block(
      Typesetter setter, List<Passage> words, int[] ends, Passage text, TextBox box) {
    List<SetLine> lines = new ArrayList<>();
    int from = 0;
    for (int end : ends) {
      lines.add(setter.line(Passage.joined(words.subList(from, end)), text.rightToLeft()));
      from = end;
    }
    double width = 1;
    double above = 1;
    double below = 0;
    for (SetLine line : lines) {
      Rectangle2D ink = line.ink();
      width = Math.max(width, ink.getWidth());
      above = Math.max(above, -ink.getMinY());
      below = Math.max(below, ink.getMaxY());
    }
    double pitch = above + below + AIR * Typesetter.SIZE;
    Block block = new Block(lines, width, above, below, pitch, 0);
    double scale = Math.min(box.width() / width, box.height() / block.height());
    return new Block(lines, width, above, below, pitch, scale * Typesetter.SIZE);
  }

  private static SetText placed(
      Block block, double size, TextBox box, double capHeight, boolean rightToLeft) {
    double scale = size / Typesetter.SIZE;
    double spare = box.height() - block.height() * scale;
    double top =
        box.y()
            + switch (box.rise()) {
              case TOP -> 0;
              case MIDDLE -> spare / 2;
              case BOTTOM -> spare;
            };
    List<SetLine> lines = new ArrayList<>();
    for (int i = 0; i < block.lines.size(); i++) {
      SetLine line = block.lines.get(i);
      double across = box.width() - line.ink().getWidth() * scale;
      double left = box.x() + across * share(box.side(), rightToLeft);
      double base = top + (block.above + i * block.pitch) * scale;
      lines.add(line.placed(scale, left - line.ink().getX() * scale, base));
    }
    return new SetText(lines, size, capHeight * scale, rightToLeft);
  }

  private static double share(TextBox.Side side, boolean rightToLeft) {
    return switch (side) {
      case START -> rightToLeft ? 1 : 0;
      case CENTRE -> 0.5;
      case END -> rightToLeft ? 0 : 1;
    };
  }
}
