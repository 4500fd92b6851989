package dev.pictor.storage;

import dev.pictor.platform.settings.Environment;
import dev.pictor.platform.settings.Setting;
import dev.pictor.storage.Allowances.Allowance;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What users may keep.
///
/// @param bytes per user; -1 without limit
/// @param files per user; -1 without limit
/// @param kept by the plan's word: how long pictures stay after their last use; zero for ever
public record AllowanceSettings(long bytes, long files, Map<String, Duration> kept) {
  /// The plan of who has none.
  private static final String FREE = "free";

  private static final long MEGABYTE = 1024 * 1024;
  private static final Setting<Integer> USER_STORAGE_MB =
      Setting.whole(
          "USER_STORAGE_MB",
          1024,
          -1,
          1_000_000_000,
          "Megabytes (of 1,048,576 bytes) of pictures that a user may keep; -1 without limit.");
  private static final Setting<Integer> USER_FILES =
      Setting.whole(
          "USER_FILES",
          10_000,
          -1,
          1_000_000_000,
          "Pictures that a user may keep, previews included; -1 without limit.");
  private static final Setting<Integer> FREE_DAYS = retention("FREE");
  private static final Setting<Integer> PRO_DAYS = retention("PRO");
  private static final Setting<Integer> PREMIUM_DAYS = retention("PREMIUM");

  /// In the order of the documentation.
  static final List<Setting<?>> ALL =
      List.of(USER_STORAGE_MB, USER_FILES, FREE_DAYS, PRO_DAYS, PREMIUM_DAYS);

  public AllowanceSettings {
    kept = Map.copyOf(kept);
  }

  private static Setting<Integer> retention(String plan) {
    return Setting.whole(
        "PLAN_" + plan + "_RETENTION_DAYS",
        0,
        0,
        36_500,
        "Days that uploads and results of a user with this plan stay after their last use; 0 is for"
            + " ever. What a job still needs stays, and so do projects' pictures.");
  }

  static AllowanceSettings from(Environment environment) {
    int megabytes = USER_STORAGE_MB.in(environment);
    return new AllowanceSettings(
        megabytes < 0 ? -1 : megabytes * MEGABYTE,
        USER_FILES.in(environment),
        Map.of(
            FREE,
            Duration.ofDays(FREE_DAYS.in(environment)),
            "pro",
            Duration.ofDays(PRO_DAYS.in(environment)),
            "premium",
            Duration.ofDays(PREMIUM_DAYS.in(environment))));
  }

  /// What every user may keep.
  public Allowance allowance() {
    return new Allowance(bytes, files);
  }

  /// How long pictures of a user with this plan stay; an unknown plan counts as the free one.
  public Duration keptFor(String plan) {
    return kept.getOrDefault(plan, kept.getOrDefault(FREE, Duration.ZERO));
  }
}
