package dev.pictor.billing;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What is counted for each user.
public enum Meter {
  /// OneShot's jobs, in each UTC day; the plan has the limit.
  JOBS(true, "jobs a day with your plan"),
  /// NurseFilter's images, from the first to the last.
  IMAGES(false, "images in all");

  /// The period of what is counted for ever.
  private static final LocalDate EVER = LocalDate.EPOCH;

  private final boolean daily;
  private final String unit;

  Meter(boolean daily, String unit) {
    this.daily = daily;
    this.unit = unit;
  }

  /// The word in answers and the database.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Meter ofWord(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /// For people: `jobs a day`.
  String unit() {
    return unit;
  }

  /// The period in which this instant is counted.
  LocalDate periodOf(Instant now) {
    return daily ? now.atOffset(ZoneOffset.UTC).toLocalDate() : EVER;
  }

  /// When the count begins anew; null when it never does.
  @Nullable Instant resetAfter(Instant now) {
    return daily ? periodOf(now).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant() : null;
  }
}
