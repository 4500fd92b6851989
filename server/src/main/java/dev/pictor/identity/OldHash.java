package dev.pictor.identity;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.BCrypt;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/// A bcrypt hash (`$2a$`, `$2b$`, `$2y$`) that came from an older system. It is checked, and
/// replaced by ours at the next sign-in.
final class OldHash {
  static final int LEAST_COST = 4;

  /// 2^14 rounds take about a second; nobody's old system was slower.
  static final int MOST_COST = 14;

  private static final Pattern FORM = Pattern.compile("\\$2[aby]\\$\\d{2}\\$[./A-Za-z0-9]{53}");

  /// What bcrypt looks at of a password.
  private static final int MOST_BYTES = 72;

  private OldHash() {}

  static boolean is(String stored) {
    return FORM.matcher(stored).matches();
  }

  static int costOf(String stored) {
    return Integer.parseInt(stored.substring(4, 6));
  }

  static boolean matches(String stored, String password) {
    return OpenBSDBCrypt.checkPassword(stored, password.toCharArray());
  }

  /// As much work as checking a hash of this cost, for nothing.
  static void work(String password, int cost) {
    byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
    byte[] _ =
        BCrypt.generate(
            Arrays.copyOf(bytes, Math.min(bytes.length, MOST_BYTES)), new byte[16], cost);
  }
}
