package dev.pictor.engine.sketch;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How much of the medium's craft goes into a picture.
public enum Method {
  /// The quick version: the fewest steps that give the medium.
  BASIC("Basic", "Simple edge detection with basic processing"),
  /// Keeps edges and adds the medium's texture.
  ADVANCED("Advanced", "High-quality with edge preservation and texture enhancement"),
  /// The version with a hand of its own: strokes that follow forms, a composed sheet.
  ARTISTIC("Artistic", "Enhanced details with sharpening and artistic effects");

  private final String title;
  private final String description;

  Method(String title, String description) {
    this.title = title;
    this.description = description;
  }

  /// The name for a person.
  public String title() {
    return title;
  }

  /// One sentence for a person.
  public String description() {
    return description;
  }

  /// Reads a name in any case, with or without blanks around it.
  public static Method of(String name) {
    return Stream.of(values())
        .filter(method -> method.name().equals(name.strip().toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(unknown(name)));
  }

  private static String unknown(String name) {
    return "\"%s\" is not a method; use one of %s"
        .formatted(name, Stream.of(values()).map(Method::name).collect(Collectors.joining(", ")));
  }
}
