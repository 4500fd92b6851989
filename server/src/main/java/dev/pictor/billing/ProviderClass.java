package dev.pictor.billing;

import java.util.Locale;
import java.util.Optional;

/// Whose machines make a picture, as far as prices tell them apart.
public enum ProviderClass {
  /// The engine inside this service.
  BUILT_IN,
  /// Machines with a graphics card that the operator runs or rents by the second: ComfyUI, RunPod.
  GPU,
  /// Services that are paid by the picture: OpenAI, Gemini, Seedream, fal.ai.
  CLOUD;

  /// The word in `PRICES` and in answers.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<ProviderClass> find(String word) {
    for (ProviderClass each : values()) {
      if (each.word().equals(word)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }
}
