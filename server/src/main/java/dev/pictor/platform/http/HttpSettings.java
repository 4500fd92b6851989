package dev.pictor.platform.http;

import dev.pictor.platform.settings.Environment;
import dev.pictor.platform.settings.Setting;
import java.util.List;

/// Where and how HTTP is served.
///
/// @param port 0 for any free one
/// @param trustProxy whether `X-Forwarded-For` and its kin are believed
public record HttpSettings(String host, int port, List<String> allowedOrigins, boolean trustProxy) {
  static final Setting<String> HOST =
      Setting.text(
          "HOST",
          "127.0.0.1",
          "The address to listen at; 0.0.0.0 for all of the machine's addresses.");
  static final Setting<Integer> PORT =
      Setting.whole("PORT", 8000, 0, 65_535, "The port to listen at; 0 takes any free one.");
  static final Setting<List<String>> ALLOWED_ORIGINS =
      Setting.list(
          "ALLOWED_ORIGINS",
          "",
          "Origins of pages on other hosts that may call with credentials, such as https://app.example.com.");
  static final Setting<Boolean> TRUST_PROXY =
      Setting.flag(
          "TRUST_PROXY",
          false,
          "Whether to believe X-Forwarded-For and X-Forwarded-Proto; only behind a proxy that sets them.");

  /// In the order of the documentation.
  public static final List<Setting<?>> ALL = List.of(HOST, PORT, ALLOWED_ORIGINS, TRUST_PROXY);

  public static HttpSettings from(Environment environment) {
    List<String> origins = ALLOWED_ORIGINS.in(environment);
    if (origins.contains("*")) {
      environment.fault(
          "ALLOWED_ORIGINS contains *, which browsers refuse together with credentials; name the origins.");
    }
    return new HttpSettings(
        HOST.in(environment), PORT.in(environment), origins, TRUST_PROXY.in(environment));
  }
}
