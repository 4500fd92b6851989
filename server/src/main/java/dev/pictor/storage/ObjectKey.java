package dev.pictor.storage;

import java.util.Optional;
import java.util.regex.Pattern;

/// The name of an object: segments of letters, digits, dots, hyphens and underscores with slashes
/// between them, each segment starting with a letter or digit.
///
/// What is not in that list cannot be in a key, so there is nothing to escape and nothing to climb
/// with: no `..`, no backslash, no percent sign, no NUL, no leading slash, no drive letter, no
/// look-alike of another alphabet.
public record ObjectKey(String value) {
  public static final int MOST_CHARACTERS = 512;

  private static final Pattern FORM =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}(?:/[A-Za-z0-9][A-Za-z0-9._-]{0,127})*");

  public ObjectKey {
    if (value.length() > MOST_CHARACTERS || !FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not the key of an object");
    }
  }

  /// The key that a caller wrote; empty when it cannot be one.
  public static Optional<ObjectKey> find(String text) {
    try {
      return Optional.of(new ObjectKey(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /// Whether a job made it.
  public boolean isResult() {
    return ObjectKeys.isResult(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
