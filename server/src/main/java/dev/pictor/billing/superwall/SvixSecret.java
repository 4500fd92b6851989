package dev.pictor.billing.superwall;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A secret as Svix gives it out: `whsec_` and base64.
public final class SvixSecret {
  private static final String PREFIX = "whsec_";
  private static final int LEAST_BYTES = 16;

  private final byte[] key;

  private SvixSecret(byte[] key) {
    this.key = key;
  }

  /// @return empty when it is no such secret
  public static Optional<SvixSecret> read(String text) {
    try {
      byte[] key = Base64.getDecoder().decode(text.startsWith(PREFIX) ? text.substring(6) : "");
      return key.length < LEAST_BYTES ? Optional.empty() : Optional.of(new SvixSecret(key));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /// `v1,` and the HMAC-SHA256 of id, time and body, in base64.
  public String sign(String id, String timestamp, byte[] body) {
    return "v1," + Base64.getEncoder().encodeToString(hmac(id, timestamp, body));
  }

  /// Whether one of several signatures, with spaces between them, is this secret's.
  boolean hasSigned(String signatures, String id, String timestamp, byte[] body) {
    byte[] own = sign(id, timestamp, body).getBytes(StandardCharsets.UTF_8);
    boolean found = false;
    for (String each : signatures.split(" ", -1)) {
      found |= MessageDigest.isEqual(own, each.getBytes(StandardCharsets.UTF_8));
    }
    return found;
  }

  private byte[] hmac(String id, String timestamp, byte[] body) {
    var signed = new ByteArrayOutputStream();
    signed.writeBytes((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
    signed.writeBytes(body);
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(signed.toByteArray());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is part of every JDK", e);
    }
  }

  @Override
  public String toString() {
    return PREFIX + "***";
  }
}
