package dev.pictor.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What an API key looks like: `pk_`, its id as 32 hexadecimal digits, `_`, and 32 random bytes in
/// base64url. The prefix lets programs that look for leaked secrets find it.
record KeyText(UUID id, String secret) {
  static final String PREFIX = "pk_";
  private static final int SECRET_BYTES = 32;
  private static final Pattern FORM = Pattern.compile("pk_([0-9a-f]{32})_([A-Za-z0-9_-]{43})");
  private static final SecureRandom RANDOM = new SecureRandom();

  static KeyText make(UUID id) {
    var bytes = new byte[SECRET_BYTES];
    RANDOM.nextBytes(bytes);
    return new KeyText(id, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /// @return empty when the text is no key of ours
  static Optional<KeyText> parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    String id = form.group(1);
    return Optional.of(
        new KeyText(
            new UUID(
                HexFormat.fromHexDigitsToLong(id, 0, 16),
                HexFormat.fromHexDigitsToLong(id, 16, 32)),
            form.group(2)));
  }

  /// The part that may be shown again.
  static String prefixOf(UUID id) {
    return PREFIX + id.toString().replace("-", "");
  }

  byte[] secretHash() {
    return sha256(secret);
  }

  static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }

  String text() {
    return prefixOf(id) + "_" + secret;
  }

  @Override
  public String toString() {
    return prefixOf(id) + "_***";
  }
}
