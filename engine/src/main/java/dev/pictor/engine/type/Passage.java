package dev.pictor.engine.type;

import java.lang.Character.UnicodeScript;
import java.text.Bidi;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A text ready to be set: one line without control characters, each emoji one placeholder.
///
/// @param characters the text; the n-th U+FFFC in it stands for the n-th emoji
/// @param emojis names of emoji, see [Emojis]
record Passage(String characters, List<String> emojis) {
  static final char PLACEHOLDER = '\uFFFC';

  Passage {
    emojis = List.copyOf(emojis);
  }

  static Passage of(String text, Emojis known) {
    int[] codePoints = text.strip().codePoints().toArray();
    StringBuilder characters = new StringBuilder();
    List<String> emojis = new ArrayList<>();
    int at = 0;
    while (at < codePoints.length) {
      Emojis.Match emoji = known.at(codePoints, at);
      if (emoji != null) {
        characters.append(PLACEHOLDER);
        emojis.add(emoji.name());
        at += emoji.codePoints();
      } else {
        append(characters, codePoints[at]);
        at++;
      }
    }
    return new Passage(characters.toString().strip(), emojis);
  }

  private static void append(StringBuilder characters, int codePoint) {
    if (Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint)) {
      if (!characters.isEmpty() && characters.charAt(characters.length() - 1) != ' ') {
        characters.append(' ');
      }
    } else if (!Character.isISOControl(codePoint)
        && !Emojis.invisible(codePoint)
        && codePoint != PLACEHOLDER) {
      characters.appendCodePoint(codePoint);
    }
  }

  boolean isEmpty() {
    return characters.isEmpty();
  }

  /// The same in capitals, in the manner of no language in particular, but for Greek: its capitals
  /// carry no accents.
  Passage capitals() {
    String upper = characters.toUpperCase(Locale.ROOT);
    boolean greek = upper.codePoints().anyMatch(c -> UnicodeScript.of(c) == UnicodeScript.GREEK);
    return new Passage(greek ? withoutAccents(upper) : upper, emojis);
  }

  private static String withoutAccents(String greek) {
    String apart = Normalizer.normalize(greek, Normalizer.Form.NFD);
    return Normalizer.normalize(apart.replace("\u0301", ""), Normalizer.Form.NFC);
  }

  /// Whether it is read from right to left, which its first letter decides.
  boolean rightToLeft() {
    return !new Bidi(characters, Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT).baseIsLeftToRight();
  }

  /// The words, with the emoji that are in each.
  List<Passage> words() {
    List<Passage> words = new ArrayList<>();
    int emoji = 0;
    for (String word : characters.split(" ", -1)) {
      int count = (int) word.chars().filter(c -> c == PLACEHOLDER).count();
      words.add(new Passage(word, emojis.subList(emoji, emoji + count)));
      emoji += count;
    }
    return words;
  }

  /// Words with spaces between.
  static Passage joined(List<Passage> words) {
    List<String> emojis = new ArrayList<>();
    words.forEach(word -> emojis.addAll(word.emojis()));
    return new Passage(String.join(" ", words.stream().map(Passage::characters).toList()), emojis);
  }
}
