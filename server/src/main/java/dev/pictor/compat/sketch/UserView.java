package dev.pictor.compat.sketch;

import dev.pictor.billing.Billing;
import dev.pictor.billing.Meter;
import dev.pictor.billing.Standing;
import dev.pictor.identity.User;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A user in this contract's words.
///
/// @param role `user` or `admin`
record UserView(
    String id,
    @Nullable String email,
    @Nullable String username,
    @Nullable String fullName,
    String role,
    Instant createdAt,
    Quota quota) {
  /// How many pictures the other contract at `/api/auth` lets the user make.
  ///
  /// @param limit -1 without limit
  /// @param remaining -1 without limit
  /// @param resetsAt null when they never come again
  record Quota(int limit, int used, int remaining, @Nullable Instant resetsAt) {}

  static final UserView EXAMPLE =
      new UserView(
          "0199f0c2-7c1a-7000-8000-3f5e1c2d4b6a",
          "ada@example.com",
          "ada",
          "Ada Lovelace",
          "user",
          Instant.parse("2026-11-22T10:00:00Z"),
          new Quota(10, 0, 10, null));

  static UserView of(User user, Billing billing) {
    Standing.Quota images = billing.standing(user.id()).quota(Meter.IMAGES);
    return new UserView(
        user.id().toString(),
        user.email(),
        user.username(),
        user.fullName(),
        user.role().word(),
        user.createdAt(),
        new Quota(images.limit(), images.used(), images.remaining(), images.resetsAt()));
  }
}
