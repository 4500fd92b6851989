package dev.pictor.testkit;

import dev.pictor.platform.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// The tokens in the simulator's links: JWTs of its own secret, for one object, with an end.
final class SupabaseTokens {
  private static final byte[] SECRET =
      "a secret that only the simulator has".getBytes(StandardCharsets.UTF_8);

  String make(String url, long seconds, boolean upsert) {
    long end = Instant.now().getEpochSecond() + seconds;
    String text =
        part(Map.of("alg", "HS256", "typ", "JWT"))
            + "."
            + part(Map.of("url", url, "exp", end, "upsert", upsert));
    return text + "." + signature(text);
  }

  /// @return whether what is there may be replaced
  boolean check(@Nullable String token, String url) {
    String[] parts = (token == null ? "" : token).split("\\.", -1);
    if (parts.length != 3 || !isEqual(signature(parts[0] + "." + parts[1]), parts[2])) {
      throw SupabaseSimulator.badToken("invalid signature");
    }
    Map<?, ?> claims =
        Json.read(
            new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8), Map.class);
    if (!url.equals(claims.get("url"))) {
      throw SupabaseSimulator.badToken("the url is not the one that was signed");
    }
    if (Long.parseLong(String.valueOf(claims.get("exp"))) <= Instant.now().getEpochSecond()) {
      throw SupabaseSimulator.badToken("\"exp\" claim timestamp check failed");
    }
    return Boolean.TRUE.equals(claims.get("upsert"));
  }

  private static boolean isEqual(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  private static String part(Map<String, Object> claims) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Json.write(claims).getBytes(StandardCharsets.UTF_8));
  }

  private static String signature(String text) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
