package dev.pictor.webhooks;

import dev.pictor.platform.secrets.SecretStrength;
import dev.pictor.platform.settings.Deployment;
import dev.pictor.platform.settings.Environment;
import dev.pictor.platform.settings.Setting;
import java.time.Duration;
import java.util.List;

/// How events are delivered.
///
/// @param hmacSecret signs the plain header of what goes to the `webhook_url` of jobs; empty for
///   the user's own secret
/// @param timeout for one attempt
/// @param schedule when an attempt that failed is followed by another
/// @param disableAfter so long an endpoint may fail; zero for ever
/// @param places how much is on its way at once
/// @param progress the least time between two `job.progress` of a job
/// @param kept how long the log is
/// @param mostEndpoints of a user
public record WebhookSettings(
    String hmacSecret,
    Duration timeout,
    RetrySchedule schedule,
    Duration disableAfter,
    Places places,
    Duration progress,
    Duration kept,
    int mostEndpoints) {
  static final Setting<String> HMAC_SECRET =
      Setting.secret(
          "HMAC_SECRET",
          "Signs X-Webhook-Signature of what goes to the webhook_url of jobs; each user's own"
              + " secret when not given.");
  static final Setting<Duration> TIMEOUT =
      Setting.seconds(
          "WEBHOOK_TIMEOUT_SECONDS", 30, 1, 120, "How long a receiver may take to answer.");
  static final Setting<List<String>> RETRY_DELAYS =
      Setting.list(
          "WEBHOOK_RETRY_DELAYS",
          "60,300,1800,7200",
          "Seconds between the first attempts of a delivery, and up to a tenth more; then it is"
              + " tried daily.");
  static final Setting<Integer> GIVE_UP_HOURS =
      Setting.whole(
          "WEBHOOK_GIVE_UP_HOURS",
          72,
          1,
          720,
          "How long after its first attempt a delivery is tried for the last time.");
  static final Setting<Integer> DISABLE_DAYS =
      Setting.whole(
          "WEBHOOK_DISABLE_DAYS",
          5,
          0,
          365,
          "An endpoint that has done nothing but fail for so many days is disabled; 0 is never.");
  static final Setting<Integer> CONCURRENCY =
      Setting.whole(
          "WEBHOOK_CONCURRENCY", 64, 2, 1000, "Deliveries that one node sends at the same time.");
  static final Setting<Integer> CONCURRENCY_PER_ENDPOINT =
      Setting.whole(
          "WEBHOOK_CONCURRENCY_PER_ENDPOINT",
          4,
          1,
          100,
          "Deliveries to one receiver at the same time; one while it fails.");
  static final Setting<Duration> PROGRESS =
      Setting.seconds(
          "WEBHOOK_PROGRESS_SECONDS",
          5,
          0,
          3600,
          "The least time between two job.progress of a job.");
  static final Setting<Integer> LOG_DAYS =
      Setting.whole(
          "WEBHOOK_LOG_DAYS",
          30,
          1,
          3650,
          "How long finished deliveries are kept to be looked at.");
  static final Setting<Integer> MOST_ENDPOINTS =
      Setting.whole("WEBHOOK_MAX_ENDPOINTS", 10, 0, 1000, "Endpoints that a user may have.");

  /// In the order of the documentation.
  public static final List<Setting<?>> ALL =
      List.of(
          HMAC_SECRET,
          TIMEOUT,
          RETRY_DELAYS,
          GIVE_UP_HOURS,
          DISABLE_DAYS,
          CONCURRENCY,
          CONCURRENCY_PER_ENDPOINT,
          PROGRESS,
          LOG_DAYS,
          MOST_ENDPOINTS);

  /// How much is on its way at once.
  ///
  /// @param ofNode deliveries of one node
  /// @param ofEndpoint deliveries to one receiver
  public record Places(int ofNode, int ofEndpoint) {}

  /// Reads the settings; what is wrong is noted in the environment.
  public static WebhookSettings from(Environment environment) {
    String secret = HMAC_SECRET.in(environment);
    if (!secret.isEmpty() && Deployment.SETTING.in(environment).isProduction()) {
      SecretStrength.weaknessOf(secret)
          .ifPresent(weakness ->
              environment.fault(
                  "HMAC_SECRET "
                      + weakness
                      + "; production refuses it, as anybody could sign webhooks."));
    }
    return new WebhookSettings(
        secret,
        TIMEOUT.in(environment),
        new RetrySchedule(delays(environment), Duration.ofHours(GIVE_UP_HOURS.in(environment))),
        Duration.ofDays(DISABLE_DAYS.in(environment)),
        new Places(CONCURRENCY.in(environment), CONCURRENCY_PER_ENDPOINT.in(environment)),
        PROGRESS.in(environment),
        Duration.ofDays(LOG_DAYS.in(environment)),
        MOST_ENDPOINTS.in(environment));
  }

  private static List<Duration> delays(Environment environment) {
    try {
      List<Duration> delays =
          RETRY_DELAYS.in(environment).stream()
              .map(word -> Duration.ofSeconds(Long.parseLong(word)))
              .toList();
      if (delays.stream().allMatch(Duration::isPositive)) {
        return delays;
      }
    } catch (NumberFormatException _) {
      // Told below, as for a list with a zero.
    }
    environment.fault(
        "WEBHOOK_RETRY_DELAYS takes whole seconds with commas between them, such as 60,300.");
    return List.of();
  }

  @Override
  public String toString() {
    return "WebhookSettings[timeout=" + timeout + ", schedule=" + schedule + "]";
  }
}
