package dev.pictor.identity;

import dev.pictor.platform.Problem;
import dev.pictor.platform.Problem.FieldError;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What names, addresses and passwords may look like. All faults of a form are found at once.
final class RegistrationRules {
  static final int LEAST_PASSWORD = 8;
  static final int MOST_PASSWORD = 128;

  /// RFC 5321, section 4.5.3.1: 64 octets before the at sign, 254 for an address in all.
  private static final int MOST_LOCAL = 64;

  private static final int MOST_EMAIL = 254;
  private static final int MOST_FULL_NAME = 200;
  private static final LocalDate FIRST_DAY_OF_BIRTH = LocalDate.of(1900, 1, 1);

  /// The form that browsers check for `<input type=email>` (WHATWG HTML, "valid e-mail address").
  private static final Pattern EMAIL =
      Pattern.compile(
          "[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]++@"
              + "[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"
              + "(?:\\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*");

  /// No at sign, so that no username can be taken for an address.
  private static final Pattern USERNAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{2,31}");

  private RegistrationRules() {}

  static List<FieldError> errorsOf(Registration form) {
    var errors = new ArrayList<>(nameErrors(form));
    errors.addAll(passwordErrors(form.password(), tidy(form.email()), tidy(form.username())));
    errors.addAll(fullNameErrors(form.fullName()));
    return errors;
  }

  /// What is wrong with the address and the username.
  static List<FieldError> nameErrors(Registration form) {
    var errors = new ArrayList<FieldError>();
    String email = tidy(form.email());
    String username = tidy(form.username());
    if (email == null && username == null) {
      errors.add(new FieldError("email", "Give an e-mail address or a username."));
    }
    if (email != null) {
      errors.addAll(emailErrors(email));
    }
    if (username != null) {
      errors.addAll(usernameErrors(username));
    }
    return errors;
  }

  static List<FieldError> fullNameErrors(@Nullable String name) {
    return name != null && (name.length() > MOST_FULL_NAME || name.indexOf('\0') >= 0)
        ? List.of(
            new FieldError(
                "full_name", "At most " + MOST_FULL_NAME + " characters, none of them NUL."))
        : List.of();
  }

  static List<FieldError> emailErrors(String email) {
    String address = email.strip();
    if (address.length() > MOST_EMAIL || address.indexOf('@') > MOST_LOCAL) {
      return List.of(
          new FieldError(
              "email",
              "At most " + MOST_EMAIL + " characters, " + MOST_LOCAL + " before the at sign."));
    }
    return EMAIL.matcher(address).matches()
        ? List.of()
        : List.of(new FieldError("email", "Not an e-mail address; write name@example.org."));
  }

  private static List<FieldError> usernameErrors(String username) {
    return USERNAME.matcher(username).matches()
        ? List.of()
        : List.of(
            new FieldError(
                "username",
                "3 to 32 letters, digits, dots, hyphens or underscores; the first a letter or"
                    + " digit."));
  }

  /// Length counts, and not being what everybody tries first; no rules about kinds of characters
  /// (NIST SP 800-63B, section 5.1.1.2).
  ///
  /// @param names what the password must not be equal to
  static List<FieldError> passwordErrors(@Nullable String password, @Nullable String... names) {
    if (password == null || password.isEmpty()) {
      return List.of(new FieldError("password", "Give a password."));
    }
    long length = password.codePoints().count();
    if (length < LEAST_PASSWORD || length > MOST_PASSWORD) {
      return List.of(
          new FieldError("password", LEAST_PASSWORD + " to " + MOST_PASSWORD + " characters."));
    }
    for (String name : names) {
      if (name != null && name.equalsIgnoreCase(password.strip())) {
        return List.of(new FieldError("password", "It must not be your name or address."));
      }
    }
    return CommonPasswords.contains(password)
        ? List.of(
            new FieldError("password", "It is one of the most common passwords; take another."))
        : List.of();
  }

  /// Nobody is older than this, and nobody is born tomorrow. The day is that of the last time zone
  /// in which it has begun.
  static List<FieldError> dobErrors(@Nullable LocalDate dob, Instant now) {
    if (dob == null) {
      return List.of();
    }
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.ofHours(14));
    return dob.isAfter(today) || dob.isBefore(FIRST_DAY_OF_BIRTH)
        ? List.of(new FieldError("dob", "A day between " + FIRST_DAY_OF_BIRTH + " and today."))
        : List.of();
  }

  /// @throws Problem INVALID_REQUEST with all of them, when there are any
  static void refuse(List<FieldError> errors) {
    if (!errors.isEmpty()) {
      throw Problem.invalid(errors);
    }
  }

  /// What tells two addresses or usernames apart.
  static String keyOf(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }

  /// Without the blanks around it; null when nothing is left.
  static @Nullable String tidy(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }
}
