package dev.pictor.providers.gemini;

import dev.pictor.platform.settings.ApiAddress;
import dev.pictor.platform.settings.Environment;
import dev.pictor.platform.settings.Setting;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/// Whether and how Gemini is asked for pictures.
///
/// @param key empty when it is not asked at all
/// @param model empty for the one that the table of models prefers
/// @param mostSize the largest size that is asked for: `1K`, `2K` or `4K`
public record GeminiSettings(
    String key, URI base, String model, String mostSize, Duration timeout) {
  private static final Setting<String> KEY =
      Setting.secret(
              "GEMINI_API_KEY", "The key of Google's Gemini API; with it Gemini makes pictures.")
          .alsoKnownAs("GOOGLE_API_KEY");
  private static final Setting<URI> BASE =
      ApiAddress.setting(
          "GEMINI_BASE_URL", "https://generativelanguage.googleapis.com", "Where Gemini's API is.");
  private static final Setting<String> MODEL =
      Setting.text(
          "GEMINI_IMAGE_MODEL", "", "Gemini's model; without it the one that the table prefers.");
  private static final Setting<String> MOST_SIZE =
      new Setting<>(
          List.of("GEMINI_IMAGE_SIZE"),
          "1K, 2K, 4K",
          "2K",
          "The largest size that Gemini is asked for, as larger ones cost more.",
          false,
          GeminiSettings::size);
  private static final Setting<Duration> TIMEOUT =
      Setting.seconds(
          "GEMINI_TIMEOUT_SECONDS",
          300,
          10,
          1800,
          "How long Gemini may take for a picture; after that nobody knows whether it was made.");

  /// In the order of the documentation.
  public static final List<Setting<?>> ALL = List.of(KEY, BASE, MODEL, MOST_SIZE, TIMEOUT);

  public static GeminiSettings from(Environment environment) {
    return new GeminiSettings(
        KEY.in(environment),
        BASE.in(environment),
        MODEL.in(environment),
        MOST_SIZE.in(environment),
        TIMEOUT.in(environment));
  }

  private static String size(String text) {
    if (!List.of("1K", "2K", "4K").contains(text)) {
      throw new IllegalArgumentException(text);
    }
    return text;
  }

  /// The key is nobody's to read.
  @Override
  public String toString() {
    return "GeminiSettings[" + (key.isEmpty() ? "no key" : "a key") + ", model=" + model + "]";
  }
}
