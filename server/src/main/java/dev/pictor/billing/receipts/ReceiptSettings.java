package dev.pictor.billing.receipts;

import dev.pictor.billing.StoreEnvironment;
import dev.pictor.billing.appstore.AppStoreSettings;
import dev.pictor.billing.play.PlaySettings;
import dev.pictor.billing.superwall.SuperwallSettings;
import dev.pictor.platform.settings.Environment;
import dev.pictor.platform.settings.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Which stores are asked, and as whom.
///
/// @param perHour how many receipts a user may have checked in an hour; -1 without limit
public record ReceiptSettings(
    AppStoreSettings appStore, PlaySettings play, SuperwallSettings superwall, int perHour) {
  private static final Setting<Integer> PER_HOUR =
      Setting.whole(
          "RECEIPTS_PER_HOUR",
          60,
          -1,
          100_000,
          "How many receipts of stores a user may have checked in an hour; 0 none, -1 unlimited.");

  /// In the order of the documentation.
  public static final List<Setting<?>> ALL =
      Stream.of(AppStoreSettings.ALL, PlaySettings.ALL, SuperwallSettings.ALL, List.of(PER_HOUR))
          .flatMap(List::stream)
          .<Setting<?>>map(each -> each)
          .toList();

  /// Reads the settings; what is wrong is noted in the environment.
  public static ReceiptSettings from(Environment environment) {
    return new ReceiptSettings(
        AppStoreSettings.from(environment),
        PlaySettings.from(environment),
        SuperwallSettings.from(environment),
        PER_HOUR.in(environment));
  }

  /// What a store that is set up in part lacks, in sentences for the operator.
  public List<String> missing(StoreEnvironment environment) {
    var missing = new ArrayList<>(appStore.missing(environment == StoreEnvironment.PRODUCTION));
    missing.addAll(play.missing());
    missing.addAll(superwall.missing());
    return missing;
  }
}
