package dev.pictor.providers.comfy;

import dev.pictor.platform.partner.PartnerHttp;
import dev.pictor.platform.settings.Environment;
import dev.pictor.platform.settings.Setting;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Where ComfyUI runs.
///
/// @param urls without slashes at their ends; empty when there is none
/// @param call how long a call that carries no picture may take
/// @param transfer how long a picture may take, either way
public record ComfySettings(List<URI> urls, Duration call, Duration transfer) {
  private static final Setting<List<String>> URLS =
      Setting.list(
          "COMFY_LOCAL_URL",
          "",
          "Addresses of ComfyUI servers, such as http://127.0.0.1:8188; the one with the shortest"
              + " queue gets the job. ComfyUI asks for no password: keep it in a private network.");
  private static final Setting<Duration> CALL =
      Setting.seconds(
          "COMFY_CALL_SECONDS", 15, 1, 300, "How long a ComfyUI server may take to answer a call.");
  private static final Setting<Duration> TRANSFER =
      Setting.seconds(
          "COMFY_TRANSFER_SECONDS",
          120,
          1,
          3600,
          "How long a picture may take to a ComfyUI server or back.");

  /// Every setting, for the documentation.
  public static final List<Setting<?>> ALL = List.of(URLS, CALL, TRANSFER);

  private static final Duration CONNECT = Duration.ofSeconds(3);

  /// Lists of models can be long.
  private static final long MOST_BYTES = 32L << 20;

  public ComfySettings {
    urls = List.copyOf(urls);
  }

  /// Reads the settings; what is wrong is noted in the environment.
  public static ComfySettings from(Environment environment) {
    var urls = new ArrayList<URI>();
    for (String each : URLS.in(environment)) {
      try {
        urls.add(url(each.strip()));
      } catch (IllegalArgumentException _) {
        environment.fault(
            "COMFY_LOCAL_URL takes addresses such as http://127.0.0.1:8188, without a password, a"
                + " question mark or a #.");
      }
    }
    return new ComfySettings(urls, CALL.in(environment), TRANSFER.in(environment));
  }

  private static URI url(String text) {
    var url = URI.create(text.replaceAll("/+$", ""));
    boolean isWeb = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
    if (!isWeb
        || url.getHost() == null
        || url.getUserInfo() != null
        || url.getQuery() != null
        || url.getFragment() != null) {
      throw new IllegalArgumentException("not an address of a server");
    }
    return url;
  }

  PartnerHttp.Limits calls() {
    return new PartnerHttp.Limits(CONNECT, call, MOST_BYTES);
  }

  PartnerHttp.Limits pictures() {
    return PartnerHttp.Limits.forPictures(transfer);
  }
}
