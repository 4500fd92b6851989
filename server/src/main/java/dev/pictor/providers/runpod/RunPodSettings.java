package dev.pictor.providers.runpod;

import dev.pictor.platform.partner.PartnerHttp;
import dev.pictor.platform.settings.Environment;
import dev.pictor.platform.settings.Setting;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/// An endpoint of RunPod serverless.
///
/// @param key blank when it is not set up
/// @param url of the API, without a slash at the end
/// @param execution how long a worker may run one job
/// @param ttl how long a job may take from the order on, waiting included; RunPod forgets it then
/// @param hasBucket whether the endpoint stores its results in a bucket and answers with links
/// @param price of a second of a worker in millionths of a US dollar; 0 when it is not known
public record RunPodSettings(
    String key,
    String endpoint,
    URI url,
    Duration call,
    Duration execution,
    Duration ttl,
    boolean hasBucket,
    int price) {
  private static final Setting<String> KEY =
      Setting.secret("RUNPOD_API_KEY", "The key of your RunPod account.");
  private static final Setting<String> ENDPOINT =
      Setting.text(
          "RUNPOD_ENDPOINT_ID",
          "",
          "The id of a RunPod serverless endpoint that runs worker-comfyui 5 or later.");
  private static final Setting<String> URL =
      Setting.text("RUNPOD_URL", "https://api.runpod.ai/v2", "Where RunPod's API answers.");
  private static final Setting<Duration> CALL =
      Setting.seconds("RUNPOD_CALL_SECONDS", 30, 1, 300, "How long a call to RunPod may take.");
  private static final Setting<Duration> EXECUTION =
      Setting.seconds(
          "RUNPOD_EXECUTION_SECONDS",
          600,
          5,
          604_800,
          "How long a RunPod worker may run one job; RunPod stops it then.");
  private static final Setting<Duration> TTL =
      Setting.seconds(
          "RUNPOD_TTL_SECONDS",
          86_400,
          10,
          604_800,
          "How long a job may take at RunPod with its wait for a worker; RunPod deletes it then,"
              + " even while it runs.");
  private static final Setting<Boolean> BUCKET =
      Setting.flag(
          "RUNPOD_HAS_BUCKET",
          false,
          "Whether the endpoint has a bucket for results (BUCKET_ENDPOINT_URL is set there)."
              + " Without one, RunPod loses results above 10 MB: nothing is enlarged there, and"
              + " sides are at most 1536 pixels.");
  private static final Setting<Integer> PRICE =
      Setting.whole(
          "RUNPOD_PRICE_PER_SECOND",
          0,
          0,
          1_000_000,
          "What a second of a worker costs in millionths of a US dollar, for the record of costs; 0"
              + " when it is not known.");

  /// Every setting, for the documentation.
  public static final List<Setting<?>> ALL =
      List.of(KEY, ENDPOINT, URL, CALL, EXECUTION, TTL, BUCKET, PRICE);

  private static final Duration CONNECT = Duration.ofSeconds(5);

  /// Results are capped at 10 MB by RunPod, 20 MB at most.
  private static final long MOST_BYTES = 32L << 20;

  /// Reads the settings; what is wrong is noted in the environment.
  public static RunPodSettings from(Environment environment) {
    String key = KEY.in(environment);
    String endpoint = ENDPOINT.in(environment);
    if (key.isBlank() != endpoint.isBlank()) {
      environment.fault("RUNPOD_API_KEY and RUNPOD_ENDPOINT_ID are set together or not at all.");
    }
    if (!endpoint.matches("[A-Za-z0-9_-]{0,100}")) {
      environment.fault("RUNPOD_ENDPOINT_ID has letters and digits only.");
    }
    return new RunPodSettings(
        key,
        endpoint,
        url(environment),
        CALL.in(environment),
        EXECUTION.in(environment),
        TTL.in(environment),
        BUCKET.in(environment),
        PRICE.in(environment));
  }

  private static URI url(Environment environment) {
    try {
      var url = URI.create(URL.in(environment).replaceAll("/+$", ""));
      if (url.getHost() != null && url.getUserInfo() == null) {
        return url;
      }
    } catch (IllegalArgumentException _) {
      // Told below, as the other ways to get it wrong.
    }
    environment.fault("RUNPOD_URL takes an address such as " + URL.fallback() + ".");
    return URI.create(URL.fallback());
  }

  /// Whether there is an endpoint to ask.
  public boolean isSetUp() {
    return !key.isBlank() && !endpoint.isBlank();
  }

  PartnerHttp.Limits limits() {
    return new PartnerHttp.Limits(CONNECT, call, MOST_BYTES);
  }

  @Override
  public String toString() {
    return "RunPodSettings[endpoint=" + endpoint + ", key=***]";
  }
}
