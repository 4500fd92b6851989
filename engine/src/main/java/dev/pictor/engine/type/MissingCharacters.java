package dev.pictor.engine.type;

import java.util.List;
import java.util.stream.Collectors;

/// A text has characters that no font here can draw, Chinese for instance, whose fonts are too
/// large to come along. The message names them and says what to do.
public final class MissingCharacters extends Exception {
  private static final long serialVersionUID = 1L;

  /// The code for callers; it never changes.
  public static final String CODE = "characters_without_font";

  private static final int MOST_NAMED = 8;

  MissingCharacters(List<Integer> codePoints) {
    super(
        "No font here has "
            + codePoints.stream()
                .limit(MOST_NAMED)
                .map(MissingCharacters::named)
                .collect(Collectors.joining(", "))
            + (codePoints.size() > MOST_NAMED ? " and others" : "")
            + "; change the text, or put a font file (TTF or OTF) that has them into the folder"
            + " data/fonts and start Pictor again.");
  }

  private static String named(int codePoint) {
    return "'%s' (U+%04X)".formatted(Character.toString(codePoint), codePoint);
  }
}
