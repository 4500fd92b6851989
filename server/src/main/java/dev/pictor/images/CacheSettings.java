package dev.pictor.images;

import dev.pictor.platform.settings.Environment;
import dev.pictor.platform.settings.Setting;
import java.time.Duration;
import java.util.List;

/// Whether a result that was made for one job is given to equal ones; see `docs/cache.md`.
///
/// @param kept how long after it was made a result is given to other jobs; zero switches it off
/// @param most results that are known at once, those that were used longest ago go first
/// @param shared whether users get each other's results; otherwise each only their own
public record CacheSettings(Duration kept, int most, boolean shared) {
  /// No results are kept.
  public static final CacheSettings OFF = new CacheSettings(Duration.ZERO, 1, false);

  static final Setting<Duration> RESULT_CACHE_SECONDS =
      Setting.seconds(
          "RESULT_CACHE_SECONDS",
          86_400,
          0,
          31_536_000,
          "How long a result is given to equal jobs at no cost, as long as its owner keeps it; 0"
              + " makes every job anew.");
  static final Setting<Integer> RESULT_CACHE_ENTRIES =
      Setting.whole(
          "RESULT_CACHE_ENTRIES",
          100_000,
          1,
          10_000_000,
          "Results that are known for equal jobs, about a kilobyte of the database each; those that"
              + " were used longest ago are forgotten first.");
  static final Setting<Boolean> RESULT_CACHE_SHARED =
      Setting.flag(
          "RESULT_CACHE_SHARED",
          false,
          "Whether users get results that were made for others who had the same pictures and asked"
              + " for the same; who measures how long a job takes can then tell that somebody"
              + " had.");

  /// In the order of the documentation.
  public static final List<Setting<?>> ALL =
      List.of(RESULT_CACHE_SECONDS, RESULT_CACHE_ENTRIES, RESULT_CACHE_SHARED);

  public static CacheSettings from(Environment environment) {
    return new CacheSettings(
        RESULT_CACHE_SECONDS.in(environment),
        RESULT_CACHE_ENTRIES.in(environment),
        RESULT_CACHE_SHARED.in(environment));
  }

  boolean isOn() {
    return !kept.isZero();
  }
}
