package dev.pictor.images;

import dev.pictor.engine.compose.Vibe;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The words for moods that the built-in thumbnail renderer knows.
public final class Moods {
  private static final Set<String> WORDS =
      Stream.concat(
              Arrays.stream(Vibe.values()).flatMap(vibe -> vibe.words().stream()),
              Vibe.names().stream())
          .collect(Collectors.toUnmodifiableSet());

  private Moods() {}

  /// Whether a word leads to a mood, in any case.
  public static boolean isKnown(String word) {
    return WORDS.contains(word.toLowerCase(Locale.ROOT));
  }

  /// The moods, for a message.
  public static List<String> names() {
    return Vibe.names();
  }
}
