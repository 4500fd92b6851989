package dev.pictor.engine.sketch;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// A style done by a method: one of the 21 ways to draw a picture.
public record Look(Style style, Method method) {
  /// Every look, style by style.
  public static final List<Look> ALL =
      Stream.of(Style.values())
          .flatMap(style -> Stream.of(Method.values()).map(method -> new Look(style, method)))
          .toList();

  /// Reads both names in any case.
  public static Look of(String style, String method) {
    return new Look(Style.of(style), Method.of(method));
  }

  /// A short name for files and tables: `pencil-basic`.
  public String id() {
    return (style.name() + "-" + method.name()).toLowerCase(Locale.ROOT);
  }
}
