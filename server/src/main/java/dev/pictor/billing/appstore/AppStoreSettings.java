package dev.pictor.billing.appstore;

import dev.pictor.platform.settings.Environment;
import dev.pictor.platform.settings.KeyText;
import dev.pictor.platform.settings.Setting;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which app's purchases in the App Store count here, and whether Apple is asked too.
///
/// @param bundleId empty when there is no app
/// @param appId Apple's number of the app; null when not given
/// @param roots files of certificates that are trusted instead of Apple's; empty for Apple's
/// @param online whether certificates are checked for revocation with each purchase
/// @param api empty, or how Apple's server API is asked
public record AppStoreSettings(
    String bundleId, @Nullable Long appId, List<String> roots, boolean online, Api api) {
  private static final Setting<String> BUNDLE_ID =
      Setting.text(
          "APP_STORE_BUNDLE_ID",
          "",
          "The bundle id of the app whose purchases in the App Store count; see docs/stores.md.");
  private static final Setting<String> APP_ID =
      Setting.text(
          "APP_STORE_APP_ID",
          "",
          "Apple's number of the app (Apple ID on its page App Information); needed in"
              + " production.");
  private static final Setting<List<String>> ROOTS =
      Setting.list(
          "APP_STORE_ROOT_CERTIFICATES",
          "",
          "Files of root certificates, PEM or DER, to trust instead of Apple Root CA - G3, which is"
              + " built in.");
  private static final Setting<Boolean> ONLINE =
      Setting.flag(
          "APP_STORE_ONLINE_CHECKS",
          false,
          "Whether Apple is asked, by OCSP, if the certificates of a purchase were revoked.");
  private static final Setting<String> ISSUER =
      Setting.text(
          "APP_STORE_ISSUER_ID",
          "",
          "The issuer id of the key for In-App Purchase; with the key Apple is asked about each"
              + " purchase, and old receipts are taken.");
  private static final Setting<String> KEY_ID =
      Setting.text("APP_STORE_KEY_ID", "", "The id of that key.");
  private static final Setting<String> KEY =
      Setting.secret(
          "APP_STORE_PRIVATE_KEY", "That key: the text of its file of PEM, or the file's path.");
  private static final Setting<String> API =
      Setting.text(
          "APP_STORE_API_URL",
          "",
          "Where Apple's server API is; Apple's own of STORE_ENVIRONMENT when not given.");

  /// In the order of the documentation.
  public static final List<Setting<?>> ALL =
      List.of(BUNDLE_ID, APP_ID, ROOTS, ONLINE, ISSUER, KEY_ID, KEY, API);

  public AppStoreSettings {
    roots = List.copyOf(roots);
  }

  /// How Apple's server API is asked.
  ///
  /// @param key PKCS 8 in PEM; empty when it could not be read or was not given
  /// @param url empty for Apple's own
  public record Api(String issuerId, String keyId, String key, String url) {
    boolean isWhole() {
      return !issuerId.isEmpty() && !keyId.isEmpty() && !key.isEmpty();
    }

    boolean isBegun() {
      return !issuerId.isEmpty() || !keyId.isEmpty() || !key.isEmpty();
    }

    @Override
    public String toString() {
      return "Api[" + (isWhole() ? "a key" : "no key") + ", url=" + url + "]";
    }
  }

  /// Reads the settings; what is wrong is noted in the environment.
  public static AppStoreSettings from(Environment environment) {
    var api =
        new Api(
            ISSUER.in(environment),
            KEY_ID.in(environment),
            key(environment),
            API.in(environment).replaceAll("/+$", ""));
    return new AppStoreSettings(
        BUNDLE_ID.in(environment),
        appId(environment),
        ROOTS.in(environment),
        ONLINE.in(environment),
        api);
  }

  private static String key(Environment environment) {
    String key = KeyText.read(KEY, environment);
    if (!key.isEmpty() && !AppStoreApi.isKey(key)) {
      environment.fault("APP_STORE_PRIVATE_KEY is ***; it takes an EC private key in PEM.");
      return "";
    }
    return key;
  }

  private static @Nullable Long appId(Environment environment) {
    String text = APP_ID.in(environment);
    if (!text.isEmpty() && !text.matches("\\d{1,18}")) {
      environment.fault("APP_STORE_APP_ID is \"" + text + "\"; it takes Apple's number.");
      return null;
    }
    return text.isEmpty() ? null : Long.valueOf(text);
  }

  /// Whether purchases can be checked.
  ///
  /// @param isProduction Apple's production wants the app's number too
  public boolean isWhole(boolean isProduction) {
    return !bundleId.isEmpty() && (appId != null || !isProduction);
  }

  /// What is missing, in sentences for the operator.
  public List<String> missing(boolean isProduction) {
    var missing = new ArrayList<String>();
    boolean isBegun = !bundleId.isEmpty() || appId != null || api.isBegun();
    if (isBegun && bundleId.isEmpty()) {
      missing.add("APP_STORE_BUNDLE_ID is not set, so no purchase of the App Store is taken");
    }
    if (isBegun && isProduction && appId == null) {
      missing.add("APP_STORE_APP_ID is not set, so no purchase of the App Store is taken");
    }
    if (api.isBegun() && !api.isWhole()) {
      missing.add(
          "Apple's server API needs APP_STORE_ISSUER_ID, APP_STORE_KEY_ID and"
              + " APP_STORE_PRIVATE_KEY together, so Apple is not asked");
    }
    return missing;
  }
}
