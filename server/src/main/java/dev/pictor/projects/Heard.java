package dev.pictor.projects;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A message while it is read: what a rule has understood is taken out, and what nobody has taken
/// at the end was not understood. What stands in quotation marks is hidden from the rules, so that
/// words of a headline are never orders.
final class Heard {
  /// Stands for a letter inside quotation marks.
  static final char HIDDEN = '\u0001';

  private static final Pattern QUOTED =
      Pattern.compile("\"([^\"\n]*)\"|(?<!\\w)'([^'\n]+)'(?!\\w)");

  private final String said;
  private final StringBuilder left;

  Heard(String message) {
    said =
        message
            .replace('\u201c', '"')
            .replace('\u201d', '"')
            .replace('\u201e', '"')
            .replace('\u00ab', '"')
            .replace('\u00bb', '"')
            .replace('\u2018', '\'')
            .replace('\u2019', '\'');
    left = new StringBuilder(said.toLowerCase(Locale.ROOT));
    if (left.length() != said.length()) {
      // A few capital letters have longer small ones; then places would not fit.
      left.replace(0, left.length(), said);
    }
    hideQuotes();
  }

  private void hideQuotes() {
    Matcher quotes = QUOTED.matcher(said);
    while (quotes.find()) {
      int begin = quotes.start() + 1;
      for (int i = begin; i < quotes.end() - 1; i++) {
        left.setCharAt(i, HIDDEN);
      }
      left.setCharAt(quotes.start(), '"');
      left.setCharAt(quotes.end() - 1, '"');
    }
  }

  /// One place that a rule applies to.
  record Found(Matcher match, Heard heard) {
    /// A part of it as it was written.
    String written(String group) {
      return match.start(group) < 0
          ? ""
          : heard.said.substring(match.start(group), match.end(group)).strip();
    }

    /// A part of it in small letters.
    String word(String group) {
      return written(group).toLowerCase(Locale.ROOT);
    }

    boolean has(String group) {
      return match.start(group) >= 0;
    }
  }

  /// Takes every place out that a rule applies to.
  ///
  /// @return whether there was one
  boolean take(Pattern rule, Consumer<Found> action) {
    boolean any = false;
    Matcher match = rule.matcher(left);
    int from = 0;
    while (from <= left.length() && match.find(from)) {
      any = true;
      int end = match.end();
      int begin = match.start();
      action.accept(new Found(match, this));
      blank(begin, end);
      from = Math.max(end, begin + 1);
      match.reset(left);
    }
    return any;
  }

  /// What is not taken yet, in small letters; places fit those of the message.
  String left() {
    return left.toString();
  }

  void blank(int begin, int end) {
    for (int i = begin; i < end; i++) {
      left.setCharAt(i, ' ');
    }
  }

  /// The words that nobody has taken, but for those that mean nothing by themselves.
  List<String> leftOver(Pattern fillers) {
    var words = new ArrayList<String>();
    Matcher word = Pattern.compile("[^\\s,.;:!?()\"]+").matcher(left);
    while (word.find()) {
      boolean isFiller = fillers.matcher(word.group()).matches();
      if (!isFiller) {
        words.add(said.substring(word.start(), word.end()));
      }
    }
    return words;
  }
}
