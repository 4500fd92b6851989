package dev.pictor.identity;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// A person or program that has registered. At least one of e-mail address and username is there.
///
/// @param email as it was written at registration; case does not tell two users apart
/// @param username as it was written; case does not tell two users apart
/// @param dob the day of birth, where somebody has told it
/// @param emailConfirmedAt null until the address was shown to be theirs
/// @param disabledAt when an admin closed the account; null while it is open
public record User(
    UserId id,
    @Nullable String email,
    @Nullable String username,
    @Nullable String fullName,
    Role role,
    Instant createdAt,
    @Nullable LocalDate dob,
    @Nullable Instant emailConfirmedAt,
    @Nullable Instant disabledAt) {

  public boolean isEmailConfirmed() {
    return emailConfirmedAt != null;
  }

  public boolean isDisabled() {
    return disabledAt != null;
  }

  /// How mails address them.
  public String callName() {
    if (fullName != null) {
      return fullName;
    }
    return username != null ? username : String.valueOf(email);
  }
}
