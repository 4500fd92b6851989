package dev.pictor.platform.secrets;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Tells a secret from a placeholder.
public final class SecretStrength {
  /// A key for HMAC-SHA256 has at least as many bytes as its hash (RFC 7518, section 3.2).
  public static final int LEAST_BYTES = 32;

  /// A random secret of 32 hexadecimal digits has fewer than 8 different ones in less than one case
  /// of a million (C(16,7) x (7/16)^32); a repeated word has fewer.
  private static final int LEAST_DIFFERENT = 8;

  /// Words of the example files that people copy.
  private static final List<String> PLACEHOLDERS =
      List.of(
          "your-secret",
          "your_api_key",
          "your-api-key",
          "your_secret",
          "yoursecret",
          "change-me",
          "change_me",
          "changeme",
          "placeholder",
          "secret-key-here",
          "replace-this",
          "replace_this",
          "example-secret");

  private SecretStrength() {}

  /// Why a secret is too weak to stand on the open internet, as the end of a sentence that starts
  /// with its name; empty when it will do.
  public static Optional<String> weaknessOf(String secret) {
    int bytes = secret.getBytes(StandardCharsets.UTF_8).length;
    if (bytes < LEAST_BYTES) {
      return Optional.of("is shorter than " + LEAST_BYTES + " bytes");
    }
    if (secret.chars().distinct().count() < LEAST_DIFFERENT) {
      return Optional.of("repeats too few characters");
    }
    String lower = secret.toLowerCase(Locale.ROOT);
    boolean placeholder = PLACEHOLDERS.stream().anyMatch(lower::contains);
    return placeholder ? Optional.of("is a placeholder from an example") : Optional.empty();
  }
}
