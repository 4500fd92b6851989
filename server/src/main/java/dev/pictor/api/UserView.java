package dev.pictor.api;

import dev.pictor.identity.User;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// A user as the account pages and an admin see them.
///
/// @param role `user` or `admin`
/// @param disabledAt when an admin closed the account; null while it is open
record UserView(
    String id,
    @Nullable String email,
    @Nullable String username,
    @Nullable String fullName,
    @Nullable LocalDate dob,
    String role,
    boolean emailConfirmed,
    @Nullable Instant disabledAt,
    Instant createdAt) {
  static final UserView EXAMPLE =
      new UserView(
          "0199f0c2-7c1a-7000-8000-3f5e1c2d4b6a",
          "ada@example.com",
          "ada",
          "Ada Lovelace",
          LocalDate.of(1990, 12, 10),
          "user",
          true,
          null,
          Instant.parse("2026-11-22T10:00:00Z"));

  static UserView of(User user) {
    return new UserView(
        user.id().toString(),
        user.email(),
        user.username(),
        user.fullName(),
        user.dob(),
        user.role().word(),
        user.isEmailConfirmed(),
        user.disabledAt(),
        user.createdAt());
  }
}
