package dev.pictor.providers.gemini;

import java.net.URI;
import java.time.Duration;

/// Settings for tests.
final class GeminiSamples {
  private GeminiSamples() {}

  static GeminiSettings settings(URI host, String key) {
    return settings(host, key, "");
  }

  static GeminiSettings settings(URI host, String key, String model) {
    return new GeminiSettings(key, host, model, "2K", Duration.ofSeconds(15));
  }
}
