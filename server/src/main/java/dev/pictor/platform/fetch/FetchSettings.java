package dev.pictor.platform.fetch;

import dev.pictor.platform.settings.Deployment;
import dev.pictor.platform.settings.Environment;
import dev.pictor.platform.settings.Setting;
import java.time.Duration;
import java.util.List;

/// How far and how long URLs are followed.
///
/// @param allowPrivateAddresses whether the operator's own networks may be reached; never in
///   production
/// @param connect for opening a connection, over all addresses of a host
/// @param total for everything: lookup, redirects and the last byte
public record FetchSettings(boolean allowPrivateAddresses, Duration connect, Duration total) {
  static final Setting<Boolean> ALLOW_PRIVATE_ADDRESSES =
      Setting.flag(
          "ALLOW_PRIVATE_ADDRESSES",
          false,
          "Whether URLs may lead to this machine and to private networks, for local webhook"
              + " receivers and tests; production refuses it.");
  static final Setting<Duration> CONNECT =
      Setting.seconds(
          "FETCH_CONNECT_SECONDS", 5, 1, 60, "How long connecting to a URL's host may take.");
  static final Setting<Duration> TOTAL =
      Setting.seconds(
          "FETCH_TOTAL_SECONDS",
          10,
          1,
          300,
          "How long a fetch may take in all, redirects and the last byte included.");

  /// In the order of the documentation.
  public static final List<Setting<?>> ALL = List.of(ALLOW_PRIVATE_ADDRESSES, CONNECT, TOTAL);

  /// Reads the settings; what is wrong is noted in the environment.
  public static FetchSettings from(Environment environment) {
    var settings =
        new FetchSettings(
            ALLOW_PRIVATE_ADDRESSES.in(environment),
            CONNECT.in(environment),
            TOTAL.in(environment));
    if (settings.allowPrivateAddresses && Deployment.SETTING.in(environment).isProduction()) {
      environment.fault(
          "ALLOW_PRIVATE_ADDRESSES is true; production refuses it, as anybody's URL could then reach"
              + " your internal network. Remove it, or set ENVIRONMENT=development.");
    }
    if (settings.connect.compareTo(settings.total) > 0) {
      environment.fault(
          "FETCH_CONNECT_SECONDS is more than FETCH_TOTAL_SECONDS; connecting is part of the total.");
    }
    return settings;
  }
}
