package dev.pictor.storage;

import dev.pictor.platform.settings.Environment;
import dev.pictor.platform.settings.Setting;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where pictures are kept when it is a store that speaks S3.
///
/// @param endpoint null for Amazon's own
/// @param publicEndpoint the same store as clients reach it; null when that is the endpoint
/// @param pathStyle whether the bucket is the first part of the path rather than of the host name
record S3Settings(
    String bucket,
    String keyId,
    String secret,
    String region,
    @Nullable URI endpoint,
    @Nullable URI publicEndpoint,
    boolean pathStyle) {
  private static final Setting<String> BUCKET =
      Setting.text(
              "S3_BUCKET",
              "",
              "The bucket of an S3-compatible store for pictures; the data folder when not given.")
          .alsoKnownAs("AWS_BUCKET_NAME");
  private static final Setting<String> KEY =
      Setting.text("S3_KEY", "", "The id of the key for the bucket.")
          .alsoKnownAs("AWS_ACCESS_KEY_ID");
  private static final Setting<String> SECRET =
      Setting.secret("S3_SECRET", "The secret of the key for the bucket.")
          .alsoKnownAs("AWS_SECRET_ACCESS_KEY");
  private static final Setting<String> REGION =
      Setting.text("S3_REGION", "us-east-1", "The bucket's region.").alsoKnownAs("AWS_REGION");
  private static final Setting<String> ENDPOINT =
      Setting.text(
              "S3_ENDPOINT",
              "",
              "The address of a store that is not Amazon's, such as https://minio.example.com.")
          .alsoKnownAs("AWS_ENDPOINT_URL_S3");
  private static final Setting<String> PUBLIC_ENDPOINT =
      Setting.text(
          "S3_PUBLIC_ENDPOINT",
          "",
          "The same store as clients reach it, when S3_ENDPOINT is an address of the inside.");
  private static final Setting<PathStyle> PATH_STYLE =
      Setting.oneOf(
          "S3_PATH_STYLE",
          PathStyle.class,
          PathStyle.AUTO,
          "Whether the bucket is part of the path rather than of the host; auto: when there is an"
              + " S3_ENDPOINT.");

  /// In the order of the documentation.
  static final List<Setting<?>> ALL =
      List.of(BUCKET, KEY, SECRET, REGION, ENDPOINT, PUBLIC_ENDPOINT, PATH_STYLE);

  /// How a bucket is addressed.
  enum PathStyle {
    /// By path when an endpoint is given, else by host.
    AUTO,
    /// By path.
    TRUE,
    /// By host.
    FALSE
  }

  /// @return null when no bucket is given
  static @Nullable S3Settings from(Environment environment) {
    String bucket = BUCKET.in(environment);
    if (bucket.isBlank()) {
      return null;
    }
    if (KEY.in(environment).isBlank() || SECRET.in(environment).isBlank()) {
      environment.fault("S3_BUCKET is given; give S3_KEY and S3_SECRET for it too.");
    }
    URI endpoint = uri(environment, ENDPOINT);
    PathStyle style = PATH_STYLE.in(environment);
    return new S3Settings(
        bucket,
        KEY.in(environment),
        SECRET.in(environment),
        REGION.in(environment),
        endpoint,
        uri(environment, PUBLIC_ENDPOINT),
        style == PathStyle.TRUE || (style == PathStyle.AUTO && endpoint != null));
  }

  static @Nullable URI uri(Environment environment, Setting<String> setting) {
    String text = setting.in(environment).replaceAll("/+$", "");
    if (text.isBlank()) {
      return null;
    }
    if (text.matches("https?://[^/?#@\\s]+(/[^?#\\s]*)?")) {
      try {
        return URI.create(text);
      } catch (IllegalArgumentException _) {
        // Said below.
      }
    }
    environment.fault(
        setting.name() + " is \"" + text + "\"; it takes an address such as https://host:9000.");
    return null;
  }

  /// The store's address, for messages.
  String host() {
    return endpoint == null ? "Amazon S3 in " + region : endpoint.toString();
  }

  @Override
  public String toString() {
    return "S3Settings[" + bucket + " at " + host() + ", secret=***]";
  }
}
