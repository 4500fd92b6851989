package dev.pictor.providers.seedream;

import java.net.URI;
import java.time.Duration;

/// Settings for tests.
final class SeedreamSamples {
  private SeedreamSamples() {}

  static SeedreamSettings settings(URI host, String key) {
    return settings(host, key, SeedreamSettings.Cloud.BYTEPLUS, "");
  }

  static SeedreamSettings settings(
      URI host, String key, SeedreamSettings.Cloud cloud, String model) {
    return new SeedreamSettings(key, cloud, host + "/api/v3", model, Duration.ofSeconds(15));
  }
}
