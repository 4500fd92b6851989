package dev.pictor.compat.sketch;

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
    Instant createdAt) {
  static final UserView EXAMPLE =
      new UserView(
          "0199f0c2-7c1a-7000-8000-3f5e1c2d4b6a",
          "ada@example.com",
          "ada",
          "Ada Lovelace",
          "user",
          Instant.parse("2026-11-22T10:00:00Z"));

  static UserView of(User user) {
    return new UserView(
        user.id().toString(),
        user.email(),
        user.username(),
        user.fullName(),
        user.role().word(),
        user.createdAt());
  }
}
