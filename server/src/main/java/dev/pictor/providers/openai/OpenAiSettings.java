package dev.pictor.providers.openai;

import dev.pictor.platform.settings.ApiAddress;
import dev.pictor.platform.settings.Environment;
import dev.pictor.platform.settings.Setting;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/// Whether and how OpenAI is asked for pictures.
///
/// @param key empty when it is not asked at all
/// @param model empty for the one that the table of models prefers
/// @param partials how many unfinished pictures come on the way; each costs some tokens
public record OpenAiSettings(
    String key,
    URI base,
    String organization,
    String project,
    String model,
    Quality quality,
    int partials,
    Duration timeout) {
  /// How much work goes into a picture, and what it costs.
  public enum Quality {
    /// The cheapest.
    LOW,
    /// For most.
    MEDIUM,
    /// Several times as expensive as medium.
    HIGH,
    /// As the model sees fit.
    AUTO
  }

  private static final Setting<String> KEY =
      Setting.secret(
          "OPENAI_API_KEY", "The key of OpenAI's API; with it OpenAI makes what it can make.");
  private static final Setting<URI> BASE =
      ApiAddress.setting(
          "OPENAI_BASE_URL",
          "https://api.openai.com/v1",
          "Where OpenAI's API is, for gateways that speak it.");
  private static final Setting<String> ORGANIZATION =
      Setting.text("OPENAI_ORGANIZATION", "", "The organization that pays, for keys of several.");
  private static final Setting<String> PROJECT =
      Setting.text("OPENAI_PROJECT", "", "The project that pays, for keys of several.");
  private static final Setting<String> MODEL =
      Setting.text(
          "OPENAI_IMAGE_MODEL", "", "OpenAI's model; without it the one that the table prefers.");
  private static final Setting<Quality> QUALITY =
      Setting.oneOf(
          "OPENAI_IMAGE_QUALITY",
          Quality.class,
          Quality.MEDIUM,
          "How much work OpenAI puts into a picture; thumbnails have a quality of their own.");
  private static final Setting<Integer> PARTIALS =
      Setting.whole(
          "OPENAI_PARTIAL_IMAGES",
          1,
          0,
          3,
          "Unfinished pictures that OpenAI sends on the way as progress; each costs 100 tokens.");
  private static final Setting<Duration> TIMEOUT =
      Setting.seconds(
          "OPENAI_TIMEOUT_SECONDS",
          300,
          10,
          1800,
          "How long OpenAI may take for a picture; after that nobody knows whether it was made.");

  /// In the order of the documentation.
  public static final List<Setting<?>> ALL =
      List.of(KEY, BASE, ORGANIZATION, PROJECT, MODEL, QUALITY, PARTIALS, TIMEOUT);

  public static OpenAiSettings from(Environment environment) {
    return new OpenAiSettings(
        KEY.in(environment),
        BASE.in(environment),
        ORGANIZATION.in(environment),
        PROJECT.in(environment),
        MODEL.in(environment),
        QUALITY.in(environment),
        PARTIALS.in(environment),
        TIMEOUT.in(environment));
  }

  /// The key is nobody's to read.
  @Override
  public String toString() {
    return "OpenAiSettings[" + (key.isEmpty() ? "no key" : "a key") + ", model=" + model + "]";
  }
}
