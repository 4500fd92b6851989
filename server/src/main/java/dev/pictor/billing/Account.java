package dev.pictor.billing;

import dev.pictor.identity.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A row of `billing_account`.
///
/// @param imageQuota null for the usual one
/// @param welcomed whether the credits of a new user were granted
record Account(
    UserId user,
    Plan plan,
    @Nullable Integer imageQuota,
    long credits,
    long held,
    boolean welcomed) {
  static final String COLUMNS = "user_id, plan, image_quota, credits, held, welcomed";

  static Account of(ResultSet row) throws SQLException {
    return new Account(
        new UserId(row.getObject("user_id", UUID.class)),
        Plan.ofWord(row.getString("plan")),
        row.getObject("image_quota", Integer.class),
        row.getLong("credits"),
        row.getLong("held"),
        row.getBoolean("welcomed"));
  }

  int limit(Meter meter, BillingSettings settings) {
    return switch (meter) {
      case JOBS -> settings.jobsPerDay().of(plan);
      case IMAGES -> imageQuota == null ? settings.imageQuota() : imageQuota;
    };
  }
}
