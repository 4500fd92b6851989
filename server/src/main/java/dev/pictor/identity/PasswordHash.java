package dev.pictor.identity;

import dev.pictor.platform.Problem.FieldError;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// An Argon2id hash (RFC 9106) with all that is needed to check it, written in the PHC string
/// format: `$argon2id$v=19$m=19456,t=2,p=1$<salt>$<hash>`.
record PasswordHash(Cost cost, String salt, String hash) {
  private static final Pattern FORMAT =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,2})"
              + "\\$([A-Za-z0-9+/]{11,64})\\$([A-Za-z0-9+/]{22,128})");
  private static final int HASH_BYTES = 32;

  /// What one hash takes.
  ///
  /// @param memoryKib the memory, in KiB
  /// @param passes over that memory
  /// @param lanes that could be filled in parallel
  record Cost(int memoryKib, int passes, int lanes) {
    /// 19 MiB, 2 passes, 1 lane: the minimum configuration of the OWASP Password Storage Cheat
    /// Sheet for Argon2id.
    static final Cost NOW = new Cost(19_456, 2, 1);

    private boolean isBearable() {
      return memoryKib >= 8 * lanes
          && memoryKib <= 262_144
          && passes >= 1
          && passes <= 10
          && lanes >= 1
          && lanes <= 8;
    }
  }

  static PasswordHash of(String password, byte[] salt, Cost cost) {
    byte[] hash = argon2id(password, salt, cost, HASH_BYTES);
    var base64 = Base64.getEncoder().withoutPadding();
    return new PasswordHash(cost, base64.encodeToString(salt), base64.encodeToString(hash));
  }

  /// @throws IllegalArgumentException when the text is not such a hash; the message leaves it out
  static PasswordHash parse(String text) {
    Matcher parts = FORMAT.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("a stored password hash is not an Argon2id PHC string");
    }
    return new PasswordHash(
        new Cost(
            Integer.parseInt(parts.group(1)),
            Integer.parseInt(parts.group(2)),
            Integer.parseInt(parts.group(3))),
        parts.group(4),
        parts.group(5));
  }

  /// What keeps a hash of another system from being taken over: another form than bcrypt and
  /// Argon2id, or so costly that checking it would be an attack.
  static List<FieldError> importErrors(String text) {
    if (OldHash.is(text)) {
      int cost = OldHash.costOf(text);
      return cost >= OldHash.LEAST_COST && cost <= OldHash.MOST_COST
          ? List.of()
          : List.of(
              new FieldError(
                  "password_hash",
                  "bcrypt of a cost of "
                      + OldHash.LEAST_COST
                      + " to "
                      + OldHash.MOST_COST
                      + " is taken."));
    }
    return FORMAT.matcher(text).matches() && parse(text).cost.isBearable()
        ? List.of()
        : List.of(
            new FieldError(
                "password_hash",
                "Give a bcrypt string ($2a$, $2b$, $2y$) or an Argon2id PHC string of at most 256"
                    + " MiB, 10 passes and 8 lanes."));
  }

  boolean matches(String password) {
    byte[] wanted = Base64.getDecoder().decode(hash);
    byte[] found = argon2id(password, Base64.getDecoder().decode(salt), cost, wanted.length);
    return MessageDigest.isEqual(wanted, found);
  }

  private static byte[] argon2id(String password, byte[] salt, Cost cost, int length) {
    var generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(cost.memoryKib())
            .withIterations(cost.passes())
            .withParallelism(cost.lanes())
            .withSalt(salt)
            .build());
    var hash = new byte[length];
    generator.generateBytes(bytesOf(password), hash);
    return hash;
  }

  /// One person's ä is one code point, another's two; both keyboards must open the same door (NIST
  /// SP 800-63B, section 5.1.1.2).
  private static byte[] bytesOf(String password) {
    return Normalizer.normalize(password, Normalizer.Form.NFKC).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
        .formatted(cost.memoryKib(), cost.passes(), cost.lanes(), salt, hash);
  }
}
