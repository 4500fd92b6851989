package dev.pictor.providers.seedream;

import dev.pictor.platform.settings.Environment;
import dev.pictor.platform.settings.Setting;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/// Whether and how Seedream is asked for pictures.
///
/// @param key empty when it is not asked at all
/// @param base where the API is instead of at its cloud; empty for there
/// @param model empty for the one that the table of models prefers; may be an endpoint `ep-…`
public record SeedreamSettings(
    String key, Cloud cloud, String base, String model, Duration timeout) {
  /// Two clouds with accounts, keys and names of models of their own.
  public enum Cloud {
    /// BytePlus ModelArk, for the world.
    BYTEPLUS("https://ark.ap-southeast.bytepluses.com/api/v3", "seedream"),
    /// Volcengine Ark, for China.
    VOLCENGINE("https://ark.cn-beijing.volces.com/api/v3", "volcengine");

    private final String address;
    private final String rows;

    Cloud(String address, String rows) {
      this.address = address;
      this.rows = rows;
    }

    /// The provider of its rows in the table of models.
    public String rows() {
      return rows;
    }
  }

  private static final Setting<String> KEY =
      Setting.secret("SEEDREAM_API_KEY", "The key of Ark; with it Seedream makes pictures.")
          .alsoKnownAs("ARK_API_KEY");
  private static final Setting<Cloud> CLOUD =
      Setting.oneOf(
          "SEEDREAM_CLOUD",
          Cloud.class,
          Cloud.BYTEPLUS,
          "Which of the two clouds the key is of: BytePlus for the world, Volcengine for China.");
  private static final Setting<String> BASE =
      Setting.text("SEEDREAM_BASE_URL", "", "Where Ark is instead of at its cloud.");
  private static final Setting<String> MODEL =
      Setting.text(
          "SEEDREAM_MODEL",
          "",
          "Seedream's model, dated in full, or an endpoint ep-…; without it the table's.");
  private static final Setting<Duration> TIMEOUT =
      Setting.seconds(
          "SEEDREAM_TIMEOUT_SECONDS",
          300,
          10,
          1800,
          "How long Seedream may take; after that nobody knows whether a picture was made.");

  /// In the order of the documentation.
  public static final List<Setting<?>> ALL = List.of(KEY, CLOUD, BASE, MODEL, TIMEOUT);

  public static SeedreamSettings from(Environment environment) {
    return new SeedreamSettings(
        KEY.in(environment),
        CLOUD.in(environment),
        BASE.in(environment),
        MODEL.in(environment),
        TIMEOUT.in(environment));
  }

  /// Where pictures are asked for.
  URI address() {
    return URI.create((base.isEmpty() ? cloud.address : base) + "/images/generations");
  }

  /// The key is nobody's to read.
  @Override
  public String toString() {
    return "SeedreamSettings["
        + (key.isEmpty() ? "no key" : "a key")
        + ", cloud="
        + cloud
        + ", model="
        + model
        + "]";
  }
}
