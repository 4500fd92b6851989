package dev.pictor.webhooks;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A secret that signs deliveries, in the form of Standard Webhooks 1.0.0: `whsec_` and 32 random
/// bytes in base64.
record SigningSecret(byte[] key) {
  private static final String PREFIX = "whsec_";
  private static final int BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  static SigningSecret random() {
    byte[] key = new byte[BYTES];
    RANDOM.nextBytes(key);
    return new SigningSecret(key);
  }

  /// As its owner sees it, once.
  String text() {
    return PREFIX + Base64.getEncoder().encodeToString(key);
  }

  /// `v1,` and the HMAC-SHA256 of id, time and body, in base64.
  ///
  /// @param timestamp in seconds since 1970
  String sign(String id, long timestamp, String body) {
    String signed = id + "." + timestamp + "." + body;
    return "v1," + Base64.getEncoder().encodeToString(hmac(key, signed));
  }

  /// OneShot's plain header: the HMAC-SHA256 of the body alone, in lower-case hexadecimal.
  ///
  /// @param secret its text as it stands is the key
  static String plain(String secret, String body) {
    return "sha256="
        + HexFormat.of().formatHex(hmac(secret.getBytes(StandardCharsets.UTF_8), body));
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is part of every JDK", e);
    }
  }

  @Override
  public String toString() {
    return PREFIX + "***";
  }
}
