package dev.pictor.identity;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// What somebody writes when they sign up, not checked yet. One of e-mail address and username is
/// enough.
///
/// @param dob the day of birth, for those contracts that ask for it
public record Registration(
    @Nullable String email,
    @Nullable String username,
    @Nullable String password,
    @Nullable String fullName,
    @Nullable LocalDate dob) {

  public Registration(
      @Nullable String email,
      @Nullable String username,
      @Nullable String password,
      @Nullable String fullName) {
    this(email, username, password, fullName, null);
  }

  @Override
  public String toString() {
    return "Registration[email=" + email + ", username=" + username + ", password=***]";
  }
}
