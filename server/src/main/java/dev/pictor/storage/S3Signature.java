package dev.pictor.storage;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Amazon's signature version 4, as far as the SDK does not make it: of the policy of a form, and
/// of a link that somebody brings back to us ("Authenticating Requests: Using Query Parameters" and
/// "Browser-Based Uploads Using POST" of the S3 API reference).
///
/// @param day as `20261122`
record S3Signature(String secret, String day, String region) {
  static final String ALGORITHM = "AWS4-HMAC-SHA256";

  /// What the signature is for: `20261122/us-east-1/s3/aws4_request`.
  String scope() {
    return day + "/" + region + "/s3/aws4_request";
  }

  /// Of a form's policy in base64, or of any other text that is signed as it is.
  String of(String text) {
    byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
    for (String part : new String[] {day, region, "s3", "aws4_request"}) {
      key = hmac(key, part);
    }
    return HexFormat.of().formatHex(hmac(key, text));
  }

  /// Of a GET whose parameters are signed and whose only signed header is the host.
  ///
  /// @param path as it is sent
  /// @param parameters as they are sent, encoded, all but the signature
  /// @param moment as `20261122T101500Z`
  String ofLink(String host, String path, Map<String, String> parameters, String moment) {
    String query =
        new TreeMap<>(parameters)
            .entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining("&"));
    String request =
        String.join("\n", "GET", path, query, "host:" + host, "", "host", "UNSIGNED-PAYLOAD");
    return of(String.join("\n", ALGORITHM, moment, scope(), sha256(request)));
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA256 is part of every JDK", e);
    }
  }

  private static String sha256(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }

  @Override
  public String toString() {
    return "S3Signature[" + scope() + "]";
  }
}
