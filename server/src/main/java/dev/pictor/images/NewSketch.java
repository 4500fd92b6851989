package dev.pictor.images;

import org.jspecify.annotations.Nullable;

/// A sketch to be.
///
/// @param source the key of the caller's picture
/// @param retryToken the caller's idempotency key; null when there is none
/// @param surface the contract it came through
public record NewSketch(String source, LookForm look, @Nullable String retryToken, String surface) {
  /// What tells this request from another with the same idempotency key.
  String digest() {
    return source + " " + look.look().id() + " " + look.wantedIntensity();
  }
}
