package dev.pictor.projects;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// Who draws a thumbnail, by the names that clients use.
public enum Model {
  /// Gemini's image model.
  NANO_BANANA("gemini", "GEMINI_API_KEY"),
  /// ByteDance's.
  SEEDREAM("seedream", "BYTEDANCE_API_KEY"),
  /// A model at fal.ai.
  FAL("fal", "FAL_KEY"),
  /// The renderer of this service, which needs nobody.
  BUILTIN("local", "");

  private final String provider;
  private final String setting;

  Model(String provider, String setting) {
    this.provider = provider;
    this.setting = setting;
  }

  /// The provider that has it.
  public String provider() {
    return provider;
  }

  /// The setting that an operator configures it with; empty when it needs none.
  public String setting() {
    return setting;
  }

  /// The name in requests.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// @return empty for a name that is none
  public static Optional<Model> find(String word) {
    String known = word.strip().toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(model -> model.word().equals(known)).findFirst();
  }

  static String names() {
    return Arrays.stream(values()).map(Model::word).collect(Collectors.joining(", "));
  }
}
