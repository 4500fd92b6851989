package dev.pictor.projects;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Colours by their English names, and as `#rrggbb` or `#rgb`. The names have CSS's values, but for
/// the plain ones, which are those a person means and not CSS's.
final class ColourWords {
  private static final Pattern HEX = Pattern.compile("#(?:[0-9a-f]{3}|[0-9a-f]{6})");

  private static final Map<String, String> NAMES =
      Map.ofEntries(
          entry("black", "#000000"),
          entry("white", "#ffffff"),
          entry("red", "#e02020"),
          entry("green", "#1a9a3c"),
          entry("blue", "#1a56db"),
          entry("yellow", "#ffd60a"),
          entry("orange", "#ff7a00"),
          entry("purple", "#7b2cbf"),
          entry("violet", "#8a2be2"),
          entry("pink", "#ff5fa2"),
          entry("brown", "#7b4a21"),
          entry("grey", "#808080"),
          entry("gray", "#808080"),
          entry("gold", "#d4af37"),
          entry("silver", "#c0c0c0"),
          entry("cyan", "#00bcd4"),
          entry("turquoise", "#40e0d0"),
          entry("teal", "#008080"),
          entry("navy", "#0b1f4b"),
          entry("magenta", "#d6009a"),
          entry("lime", "#a6e22e"),
          entry("beige", "#f5f5dc"),
          entry("cream", "#fff6dc"),
          entry("maroon", "#800000"),
          entry("crimson", "#dc143c"),
          entry("dark blue", "#00215e"),
          entry("light blue", "#8ecbff"),
          entry("dark green", "#064d22"),
          entry("light green", "#9be58f"),
          entry("dark red", "#8b0000"),
          entry("hot pink", "#ff2e93"),
          entry("dark grey", "#333333"),
          entry("dark gray", "#333333"),
          entry("light grey", "#d3d3d3"),
          entry("light gray", "#d3d3d3"));

  private ColourWords() {}

  /// @param name in lower case, one or two words
  /// @return as `#rrggbb`
  static Optional<String> find(String name) {
    if (HEX.matcher(name).matches()) {
      return Optional.of(name.length() == 7 ? name : doubled(name));
    }
    return Optional.ofNullable(NAMES.get(name));
  }

  private static String doubled(String hex) {
    var six = new StringBuilder("#");
    hex.chars().skip(1).forEach(digit -> six.append((char) digit).append((char) digit));
    return six.toString();
  }
}
