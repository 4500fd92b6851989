package dev.pictor.engine.type;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.GraphicAttribute;
import java.awt.font.TextAttribute;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.text.AttributedString;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Turns a line of text into outlines: chooses a font for each letter, shapes and orders letters of
/// any script, makes room for emoji.
final class Typesetter {
  /// Lines are made in this size and scaled: outlines have no hints.
  static final float SIZE = 100;

  private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

  /// How an emoji sits on the line, in parts of the size of the type.
  private static final double EMOJI_ROOM = 1.06;

  private static final double EMOJI_BELOW = 0.14;

  private final Fonts fonts;
  private final Typeface face;

  Typesetter(Fonts fonts, Typeface face) {
    this.fonts = fonts;
    this.face = face;
  }

  /// How tall a capital is, for type of 100 pixels.
  double capHeight() {
    Font font = fonts.font(face).deriveFont(SIZE);
    return -font.createGlyphVector(CONTEXT, "H").getVisualBounds().getMinY();
  }

  /// How wide the space between two words is, for type of 100 pixels.
  double space() {
    return fonts.font(face).deriveFont(SIZE).getStringBounds(" ", CONTEXT).getWidth();
  }

  /// @throws MissingCharacters naming all characters that no font has
  void check(Passage text) throws MissingCharacters {
    Set<Integer> missing = new LinkedHashSet<>();
    text.characters()
        .codePoints()
        .filter(c -> c != Passage.PLACEHOLDER && c != ' ' && !joins(c))
        .filter(c -> fonts.forCharacter(face, c) == null)
        .forEach(missing::add);
    if (!missing.isEmpty()) {
      throw new MissingCharacters(List.copyOf(missing));
    }
  }

  /// A line of 100 pixel type with its base line at 0.
  ///
  /// @param rightToLeft the direction of the whole paragraph, which may not be this line's own
  SetLine line(Passage text, boolean rightToLeft) {
    AttributedString attributed = new AttributedString(text.characters());
    attributed.addAttribute(TextAttribute.RUN_DIRECTION, rightToLeft);
    applyFonts(text.characters(), attributed);
    TextLayout layout = new TextLayout(attributed.getIterator(), CONTEXT);
    Shape letters = layout.getOutline(null);
    List<SetLine.Emoji> emojis = emojis(text, layout);
    Rectangle2D ink = letters.getBounds2D();
    for (SetLine.Emoji emoji : emojis) {
      ink = ink.isEmpty() ? emoji.box() : ink.createUnion(emoji.box());
    }
    return new SetLine(letters, emojis, ink);
  }

  private void applyFonts(String characters, AttributedString attributed) {
    Font last = fonts.font(face);
    for (int at = 0; at < characters.length(); ) {
      int codePoint = characters.codePointAt(at);
      int next = at + Character.charCount(codePoint);
      if (codePoint == Passage.PLACEHOLDER) {
        attributed.addAttribute(TextAttribute.FONT, last.deriveFont(SIZE), at, next);
        attributed.addAttribute(TextAttribute.CHAR_REPLACEMENT, new Gap(), at, next);
      } else {
        Font own = joins(codePoint) ? last : fonts.forCharacter(face, codePoint);
        last = own == null ? last : own;
        attributed.addAttribute(TextAttribute.FONT, last.deriveFont(SIZE), at, next);
      }
      at = next;
    }
  }

  /// Marks and spaces stay in the font of the letter before them.
  private static boolean joins(int codePoint) {
    int type = Character.getType(codePoint);
    return codePoint == ' '
        || type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || type == Character.FORMAT;
  }

  private static List<SetLine.Emoji> emojis(Passage text, TextLayout layout) {
    List<SetLine.Emoji> emojis = new ArrayList<>();
    String characters = text.characters();
    for (int at = 0; at < characters.length(); at++) {
      if (characters.charAt(at) == Passage.PLACEHOLDER) {
        Rectangle2D room = layout.getLogicalHighlightShape(at, at + 1).getBounds2D();
        double x = room.getX() + (EMOJI_ROOM - 1) / 2 * SIZE;
        double y = (EMOJI_BELOW - 1) * SIZE;
        emojis.add(new SetLine.Emoji(text.emojis().get(emojis.size()), x, y, SIZE));
      }
    }
    return emojis;
  }

  /// The room that an emoji takes in a line; it is drawn later.
  private static final class Gap extends GraphicAttribute {
    Gap() {
      super(ROMAN_BASELINE);
    }

    @Override
    public float getAscent() {
      return (float) (1 - EMOJI_BELOW) * SIZE;
    }

    @Override
    public float getDescent() {
      return (float) EMOJI_BELOW * SIZE;
    }

    @Override
    public float getAdvance() {
      return (float) EMOJI_ROOM * SIZE;
    }

    @Override
    public Shape getOutline(@Nullable AffineTransform change) {
      return new Path2D.Double();
    }

    @Override
    public void draw(Graphics2D graphics, float x, float y) {}
  }
}
