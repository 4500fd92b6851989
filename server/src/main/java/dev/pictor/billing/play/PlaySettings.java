package dev.pictor.billing.play;

import dev.pictor.platform.settings.ApiAddress;
import dev.pictor.platform.settings.Environment;
import dev.pictor.platform.settings.KeyText;
import dev.pictor.platform.settings.Setting;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which app's purchases in Google Play count here, and as whom Google is asked.
///
/// @param packageName empty when there is no app
/// @param account null when not given
/// @param consumed products that are consumed, so that they can be bought again
public record PlaySettings(
    String packageName,
    @Nullable ServiceAccount account,
    URI api,
    Set<String> consumed,
    Push push) {
  private static final Setting<String> PACKAGE =
      Setting.text(
          "PLAY_PACKAGE_NAME",
          "",
          "The package of the app whose purchases in Google Play count; see docs/stores.md.");
  private static final Setting<String> ACCOUNT =
      Setting.secret(
          "PLAY_SERVICE_ACCOUNT",
          "The key of the service account that may see the app's orders: its JSON, or the path of"
              + " its file.");
  private static final Setting<URI> API =
      ApiAddress.setting(
          "PLAY_API_URL", "https://androidpublisher.googleapis.com", "Where Google's API is.");
  private static final Setting<List<String>> CONSUME =
      Setting.list(
          "PLAY_CONSUME_PRODUCTS",
          "",
          "Products that are consumed when they were granted, so that they can be bought again,"
              + " such as credits_50; the others are acknowledged.");
  private static final Setting<String> AUDIENCE =
      Setting.text(
          "PLAY_PUSH_AUDIENCE",
          "",
          "The audience of the Pub/Sub subscription that pushes notifications of Google Play.");
  private static final Setting<String> EMAIL =
      Setting.text(
          "PLAY_PUSH_EMAIL", "", "The service account that this subscription signs its calls as.");
  private static final Setting<URI> KEYS =
      ApiAddress.setting(
          "PLAY_PUSH_KEYS_URL",
          "https://www.googleapis.com/oauth2/v3/certs",
          "Where the keys are that Google signs those calls with.");

  /// In the order of the documentation.
  public static final List<Setting<?>> ALL =
      List.of(PACKAGE, ACCOUNT, API, CONSUME, AUDIENCE, EMAIL, KEYS);

  public PlaySettings {
    consumed = Set.copyOf(consumed);
  }

  /// What a pushed notification has to be signed as.
  public record Push(String audience, String email, URI keys) {
    boolean isWhole() {
      return !audience.isEmpty() && !email.isEmpty();
    }

    boolean isBegun() {
      return !audience.isEmpty() || !email.isEmpty();
    }
  }

  /// Reads the settings; what is wrong is noted in the environment.
  public static PlaySettings from(Environment environment) {
    return new PlaySettings(
        PACKAGE.in(environment),
        account(environment),
        API.in(environment),
        Set.copyOf(CONSUME.in(environment)),
        new Push(AUDIENCE.in(environment), EMAIL.in(environment), KEYS.in(environment)));
  }

  private static @Nullable ServiceAccount account(Environment environment) {
    String text = KeyText.read(ACCOUNT, environment);
    if (text.isEmpty()) {
      return null;
    }
    Optional<ServiceAccount> account = ServiceAccount.read(text);
    if (account.isEmpty()) {
      environment.fault(
          "PLAY_SERVICE_ACCOUNT is ***; it takes the JSON key of a service account of Google.");
    }
    return account.orElse(null);
  }

  /// Whether purchases can be looked up.
  public boolean isWhole() {
    return !packageName.isEmpty() && account != null;
  }

  /// What is missing, in sentences for the operator.
  public List<String> missing() {
    var missing = new ArrayList<String>();
    boolean isBegun = !packageName.isEmpty() || account != null || push.isBegun();
    if (isBegun && packageName.isEmpty()) {
      missing.add("PLAY_PACKAGE_NAME is not set, so no purchase of Google Play is taken");
    }
    if (isBegun && account == null) {
      missing.add("PLAY_SERVICE_ACCOUNT is not set, so no purchase of Google Play is taken");
    }
    if (isBegun && !push.isWhole()) {
      missing.add(
          "PLAY_PUSH_AUDIENCE and PLAY_PUSH_EMAIL are not both set, so renewals and refunds of"
              + " Google Play are not heard of");
    }
    return missing;
  }
}
