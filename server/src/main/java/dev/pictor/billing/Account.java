package dev.pictor.billing;

import dev.pictor.identity.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A row of `billing_account`.
///
/// @param timeline what the user has, and what follows by the clock
/// @param imageQuota null for the usual one
/// @param owed credits of refunded purchases that were spent already
/// @param welcomed whether the credits of a new user were granted
record Account(
    UserId user,
    Timeline timeline,
    @Nullable Integer imageQuota,
    long credits,
    long held,
    long owed,
    boolean welcomed) {
  static final String COLUMNS = "user_id, entitlements, image_quota, credits, held, owed, welcomed";

  static Account of(ResultSet row) throws SQLException {
    return new Account(
        new UserId(row.getObject("user_id", UUID.class)),
        Timeline.of(row.getString("entitlements")),
        row.getObject("image_quota", Integer.class),
        row.getLong("credits"),
        row.getLong("held"),
        row.getLong("owed"),
        row.getBoolean("welcomed"));
  }

  Plan plan(Instant now) {
    return timeline.at(now).plan();
  }

  int limit(Meter meter, BillingSettings settings, Instant now) {
    return switch (meter) {
      case JOBS -> settings.jobsPerDay().of(plan(now));
      case IMAGES -> imageQuota == null ? settings.imageQuota() : imageQuota;
    };
  }
}
