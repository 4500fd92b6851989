package dev.pictor.identity;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// The passwords that guessers try first, of those long enough to be allowed otherwise. The file
/// holds one a line, in lower case; case does not make a common password uncommon.
final class CommonPasswords {
  private static final Set<String> LIST = load();

  private CommonPasswords() {}

  static boolean contains(String password) {
    return LIST.contains(password.toLowerCase(Locale.ROOT));
  }

  static Set<String> all() {
    return LIST;
  }

  private static Set<String> load() {
    try (InputStream in = CommonPasswords.class.getResourceAsStream("common-passwords.txt")) {
      if (in == null) {
        throw new IllegalStateException("common-passwords.txt is missing from the program");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank())
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException("common-passwords.txt cannot be read", e);
    }
  }
}
