package dev.pictor.platform.settings;

import java.util.Arrays;
import java.util.List;

/// Reads `["a","b"]` and `a, b` alike.
final class TextList {
  private TextList() {}

  static List<String> parse(String text) {
    String inner = text.strip();
    if (inner.startsWith("[") != inner.endsWith("]")) {
      throw new IllegalArgumentException("a bracket is missing");
    }
    if (inner.startsWith("[")) {
      inner = inner.substring(1, inner.length() - 1);
    }
    return Arrays.stream(inner.split(",", -1))
        .map(String::strip)
        .map(TextList::withoutQuotes)
        .filter(word -> !word.isEmpty())
        .toList();
  }

  private static String withoutQuotes(String word) {
    boolean quoted = word.length() >= 2 && word.startsWith("\"") && word.endsWith("\"");
    return quoted ? word.substring(1, word.length() - 1) : word;
  }
}
