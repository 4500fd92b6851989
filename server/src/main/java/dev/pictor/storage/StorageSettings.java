package dev.pictor.storage;

import dev.pictor.platform.settings.Environment;
import dev.pictor.platform.settings.Setting;
import java.time.Duration;
import java.util.List;

/// What an operator may choose about stored objects.
///
/// @param linkLifetime how long a signed link is valid
public record StorageSettings(Duration linkLifetime) {
  private static final Setting<Duration> PRESIGNED_URL_EXPIRATION =
      Setting.seconds(
          "AWS_PRESIGNED_URL_EXPIRATION",
          900,
          1,
          604_800,
          "How long a signed link to upload or download is valid, in seconds; also without S3.");

  /// In the order of the documentation.
  public static final List<Setting<?>> ALL = List.of(PRESIGNED_URL_EXPIRATION);

  public static StorageSettings from(Environment environment) {
    return new StorageSettings(PRESIGNED_URL_EXPIRATION.in(environment));
  }
}
