package dev.pictor.providers.openai;

import java.net.URI;
import java.time.Duration;

/// Settings for tests.
final class OpenAiSamples {
  private OpenAiSamples() {}

  static OpenAiSettings settings(URI host, String key) {
    return settings(host, key, "");
  }

  static OpenAiSettings settings(URI host, String key, String model) {
    return new OpenAiSettings(
        key,
        URI.create(host + "/v1"),
        "",
        "",
        model,
        OpenAiSettings.Quality.MEDIUM,
        2,
        Duration.ofSeconds(15));
  }
}
