package dev.pictor.engine.restore;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What makes a face clear again.
public enum RestoreModel {
  /// GFPGAN, a net that draws a face anew from what is left of it; only when the operator has put
  /// it into the model folder.
  GFPGAN,
  /// CodeFormer, the same with a choice between faithful and beautiful; only when the operator has
  /// put it into the model folder.
  CODEFORMER,
  /// What ships with the engine: it removes blocks, noise and blur and invents nothing.
  BUILTIN;

  /// As in requests: `gfpgan`, `codeformer`, `builtin`.
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Reads a name in any case, with or without blanks around it.
  public static RestoreModel of(String name) {
    return Stream.of(values())
        .filter(model -> model.name().equals(name.strip().toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(unknown(name)));
  }

  private static String unknown(String name) {
    String known = Stream.of(values()).map(RestoreModel::id).collect(Collectors.joining(", "));
    return "\"%s\" restores no faces; use one of %s".formatted(name, known);
  }
}
