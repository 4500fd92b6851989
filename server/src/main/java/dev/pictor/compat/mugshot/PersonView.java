package dev.pictor.compat.mugshot;

import dev.pictor.identity.User;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// A user in this contract's words.
record PersonView(
    String id,
    @Nullable String email,
    @Nullable String username,
    @Nullable String fullName,
    @Nullable LocalDate dob,
    String role,
    boolean emailConfirmed,
    Instant createdAt) {
  static final PersonView EXAMPLE =
      new PersonView(
          "0199f0c2-7c1a-7000-8000-3f5e1c2d4b6a",
          "user@example.com",
          "uniqueusername",
          "User Name",
          LocalDate.parse("1990-01-01"),
          "user",
          true,
          Instant.parse("2026-11-22T10:00:00Z"));

  static PersonView of(User user) {
    return new PersonView(
        user.id().toString(),
        user.email(),
        user.username(),
        user.fullName(),
        user.dob(),
        user.role().word(),
        user.isEmailConfirmed(),
        user.createdAt());
  }
}
