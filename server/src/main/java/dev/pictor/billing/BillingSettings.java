package dev.pictor.billing;

import dev.pictor.platform.settings.Environment;
import dev.pictor.platform.settings.Setting;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What an operator may choose about plans, quotas and prices. In every limit 0 is none and -1
/// without limit.
///
/// @param jobsPerDay OneShot's jobs of a user in a UTC day, by plan
/// @param imageQuota NurseFilter's images of a user who has no quota of their own
/// @param credits what a new user's wallet begins with; -1 switches credits off
/// @param stores what stores sell
public record BillingSettings(
    JobsPerDay jobsPerDay,
    int imageQuota,
    int credits,
    Map<String, Long> prices,
    StoreSettings stores) {
  private static final Setting<Integer> FREE_JOBS =
      limit("PLAN_FREE_JOBS_PER_DAY", 5, "OneShot's jobs of a user with the plan free");
  private static final Setting<Integer> PRO_JOBS =
      limit("PLAN_PRO_JOBS_PER_DAY", 50, "OneShot's jobs of a user with the plan pro");
  private static final Setting<Integer> PREMIUM_JOBS =
      limit("PLAN_PREMIUM_JOBS_PER_DAY", 200, "OneShot's jobs of a user with the plan premium");
  private static final Setting<Integer> IMAGE_QUOTA =
      Setting.whole(
          "DEFAULT_IMAGE_QUOTA",
          10,
          -1,
          1_000_000,
          "NurseFilter's images of a user, in all; an admin can give a user another number. 0 none,"
              + " -1 unlimited.");
  private static final Setting<Integer> CREDITS =
      Setting.whole(
          "DEFAULT_CREDITS",
          10,
          -1,
          1_000_000_000,
          "Credits that a new user begins with; 0 none, -1 switches credits off: nothing costs"
              + " anything.");
  private static final Setting<List<String>> PRICES =
      Setting.list(
          "PRICES",
          "",
          "Prices in credits beside the usual ones, such as face_swap=3, thumbnail:4k=5,"
              + " upscale:x4@cloud=4, nursefilter/theme=1; see docs/credits.md.");

  private static final Pattern PRICE = Pattern.compile("(?<tag>[^=]+)=(?<credits>\\d{1,9})");

  /// Every setting of this module, for the documentation.
  public static final List<Setting<?>> ALL =
      Stream.concat(
              Stream.of(FREE_JOBS, PRO_JOBS, PREMIUM_JOBS, IMAGE_QUOTA, CREDITS, PRICES),
              StoreSettings.ALL.stream())
          .toList();

  /// Jobs in a UTC day.
  public record JobsPerDay(int free, int pro, int premium) {
    int of(Plan plan) {
      return switch (plan) {
        case FREE -> free;
        case PRO -> pro;
        case PREMIUM -> premium;
      };
    }
  }

  public BillingSettings {
    prices = Map.copyOf(prices);
  }

  private static Setting<Integer> limit(String name, int fallback, String sentence) {
    return Setting.whole(
        name, fallback, -1, 1_000_000, sentence + ", in a UTC day; 0 none, -1 unlimited.");
  }

  /// Reads the settings; what is wrong is noted in the environment.
  public static BillingSettings from(Environment environment) {
    return new BillingSettings(
        new JobsPerDay(
            FREE_JOBS.in(environment), PRO_JOBS.in(environment), PREMIUM_JOBS.in(environment)),
        IMAGE_QUOTA.in(environment),
        CREDITS.in(environment),
        prices(environment),
        StoreSettings.from(environment));
  }

  private static Map<String, Long> prices(Environment environment) {
    var prices = new LinkedHashMap<PriceTag, Long>();
    for (String text : PRICES.in(environment)) {
      Matcher price = PRICE.matcher(text.replaceAll("\\s", ""));
      Optional<PriceTag> tag =
          price.matches() ? PriceTag.read(price.group("tag")) : Optional.empty();
      if (tag.isEmpty()) {
        environment.fault("PRICES has \"" + text + "\"; it takes " + PriceTag.known() + ".");
      } else if (prices.put(tag.get(), Long.valueOf(price.group("credits"))) != null) {
        environment.fault("PRICES has " + tag.get().text() + " twice.");
      }
    }
    PriceTag.ambiguities(prices).forEach(environment::fault);
    var byText = new HashMap<String, Long>();
    prices.forEach((tag, credits) -> byText.put(tag.text(), credits));
    return byText;
  }

  boolean isWithoutCredits() {
    return credits < 0;
  }
}
