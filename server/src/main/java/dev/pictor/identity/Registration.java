package dev.pictor.identity;

import org.jspecify.annotations.Nullable;

/// What somebody writes when they sign up, not checked yet. One of e-mail address and username is
/// enough.
public record Registration(
    @Nullable String email,
    @Nullable String username,
    @Nullable String password,
    @Nullable String fullName) {

  @Override
  public String toString() {
    return "Registration[email=" + email + ", username=" + username + ", password=***]";
  }
}
