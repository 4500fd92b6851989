package dev.pictor.platform.limits;

import dev.pictor.platform.settings.Environment;
import dev.pictor.platform.settings.Setting;
import io.lettuce.core.RedisURI;
import java.net.URI;
import java.util.List;

/// Where limits are counted.
///
/// @param redisUrl blank for none
/// @param upstashUrl blank for none
public record LimitSettings(
    String redisUrl, String upstashUrl, String upstashToken, OnLoss onLoss) {
  private static final Setting<String> REDIS_URL =
      Setting.secret(
          "REDIS_URL",
          "A Redis in which all nodes count requests together, such as redis://host:6379/0; without"
              + " it each counts for itself. Nodes also tell each other there that streams of"
              + " events have something to say, instead of through PostgreSQL.");
  private static final Setting<String> UPSTASH_URL =
      Setting.text(
          "UPSTASH_REDIS_REST_URL",
          "",
          "The same in an Upstash Redis over its REST API, where no socket can be opened; REDIS_URL"
              + " goes before it.");
  private static final Setting<String> UPSTASH_TOKEN =
      Setting.secret("UPSTASH_REDIS_REST_TOKEN", "The token of UPSTASH_REDIS_REST_URL.");
  private static final Setting<OnLoss> ON_LOSS =
      Setting.oneOf(
          "RATE_LIMIT_ON_STORE_LOSS",
          OnLoss.class,
          OnLoss.OPEN,
          "What happens to requests while that store does not answer: open lets them through"
              + " uncounted, closed refuses them. Credits and quotas are always exact.");

  /// Every setting of this package, for the documentation.
  public static final List<Setting<?>> ALL =
      List.of(REDIS_URL, UPSTASH_URL, UPSTASH_TOKEN, ON_LOSS);

  /// What happens while the store is lost.
  public enum OnLoss {
    /// Requests go through, and are not counted.
    OPEN,
    /// Requests are refused with 503.
    CLOSED
  }

  /// Reads the settings; what is wrong is noted in the environment.
  public static LimitSettings from(Environment environment) {
    var settings =
        new LimitSettings(
            REDIS_URL.in(environment),
            UPSTASH_URL.in(environment),
            UPSTASH_TOKEN.in(environment),
            ON_LOSS.in(environment));
    if (!settings.redisUrl.isBlank() && !isRedis(settings.redisUrl)) {
      environment.fault("REDIS_URL takes an address such as redis://:password@host:6379/0.");
    }
    if (settings.upstashUrl.isBlank() != settings.upstashToken.isBlank()) {
      environment.fault("UPSTASH_REDIS_REST_URL and UPSTASH_REDIS_REST_TOKEN need each other.");
    }
    if (!settings.upstashUrl.isBlank() && !settings.upstashUrl.matches("https?://[^\\s/]+/?")) {
      environment.fault("UPSTASH_REDIS_REST_URL takes an address such as https://name.upstash.io.");
    }
    return settings;
  }

  private static boolean isRedis(String url) {
    try {
      return !String.valueOf(RedisURI.create(url).getHost()).isBlank();
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  URI upstash() {
    return URI.create(upstashUrl);
  }

  @Override
  public String toString() {
    return "LimitSettings[onLoss=" + onLoss + "]";
  }
}
