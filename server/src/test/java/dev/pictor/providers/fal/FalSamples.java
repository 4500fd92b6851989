package dev.pictor.providers.fal;

import java.net.URI;
import java.util.List;

/// Settings for tests.
final class FalSamples {
  private FalSamples() {}

  static FalSettings settings(URI host, String key) {
    return settings(host, key, "", "", "");
  }

  static FalSettings settings(URI host, String key, String image, String swap, String upscale) {
    return new FalSettings(
        key,
        host,
        URI.create(host + "/.well-known/jwks.json"),
        image,
        swap,
        upscale,
        List.of("fal.media"));
  }
}
