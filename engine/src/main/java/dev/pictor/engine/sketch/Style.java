package dev.pictor.engine.sketch;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The medium that a picture is drawn or painted in.
public enum Style {
  /// Graphite on white paper: light, grey, hatched.
  PENCIL("Pencil", "Classic pencil sketch"),
  /// Broad soft sticks on rough paper: deep blacks, smudges, visible tooth.
  CHARCOAL("Charcoal", "Dark, textured charcoal effect"),
  /// Transparent washes on white paper, darker at their rims.
  WATERCOLOR("Watercolor", "Soft, blended watercolor style"),
  /// Black ink by pen or brush: lines, cross-hatching, flat washes.
  INK("Ink", "Sharp, high-contrast ink drawing"),
  /// Chalky colour that lets the paper through.
  PASTEL("Pastel", "Soft pastel colors"),
  /// Thick wet paint with the marks of the brush, lit from the side.
  OIL("Oil", "Oil painting effect"),
  /// Flat bold areas of saturated paint.
  ACRYLIC("Acrylic", "Acrylic paint style");

  private final String title;
  private final String description;

  Style(String title, String description) {
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
  public static Style of(String name) {
    return Stream.of(values())
        .filter(style -> style.name().equals(name.strip().toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(unknown(name)));
  }

  private static String unknown(String name) {
    return "\"%s\" is not a style; use one of %s"
        .formatted(name, Stream.of(values()).map(Style::name).collect(Collectors.joining(", ")));
  }
}
