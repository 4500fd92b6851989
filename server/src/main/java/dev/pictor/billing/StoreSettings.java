package dev.pictor.billing;

import dev.pictor.platform.settings.Deployment;
import dev.pictor.platform.settings.Environment;
import dev.pictor.platform.settings.Setting;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What an operator may choose about what stores sell.
///
/// @param environment whose facts count; those of the other are refused
/// @param grace how long a plan outlives a failed payment where the store names no date
public record StoreSettings(StoreEnvironment environment, Products products, Duration grace) {
  private static final Setting<String> ENVIRONMENT =
      Setting.text(
          "STORE_ENVIRONMENT",
          "",
          "Whose purchases count, production or sandbox; production where ENVIRONMENT is"
              + " production, sandbox elsewhere. Those of the other are refused.");
  private static final Setting<Integer> GRACE_DAYS =
      Setting.whole(
          "GRACE_DAYS",
          3,
          0,
          60,
          "How many days a plan goes on after a failed payment where the store names no date.");

  static final List<Setting<?>> ALL = List.of(Products.SETTING, ENVIRONMENT, GRACE_DAYS);

  static StoreSettings from(Environment environment) {
    return new StoreSettings(
        kind(environment), Products.from(environment), Duration.ofDays(GRACE_DAYS.in(environment)));
  }

  private static StoreEnvironment kind(Environment environment) {
    String word = ENVIRONMENT.in(environment).strip().toLowerCase(Locale.ROOT);
    if (word.isEmpty()) {
      return Deployment.SETTING.in(environment).isProduction()
          ? StoreEnvironment.PRODUCTION
          : StoreEnvironment.SANDBOX;
    }
    Optional<StoreEnvironment> chosen =
        List.of(StoreEnvironment.values()).stream()
            .filter(each -> each.word().equals(word))
            .findFirst();
    if (chosen.isEmpty()) {
      environment.fault("STORE_ENVIRONMENT is \"" + word + "\"; it is production or sandbox.");
    }
    return chosen.orElse(StoreEnvironment.SANDBOX);
  }
}
