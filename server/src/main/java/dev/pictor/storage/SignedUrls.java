package dev.pictor.storage;

import dev.pictor.platform.Problem;
import dev.pictor.platform.secrets.KeyRing;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Links to objects that we serve ourselves, signed with HMAC-SHA256.
///
/// 1. The signed text holds the method, the key and every query parameter but the signature, each
///    with its length before it, so no two different requests have the same text.
/// 2. A request is verified against the text made anew from it; a parameter too many, too few or
///    twice refuses it.
/// 3. Signatures are compared in constant time, and before the expiry, so that nothing but "not
///    valid" is told to who cannot sign.
/// 4. `kid` names the key: links made with the previous one stay valid until they expire.
public final class SignedUrls {
  /// All objects are served below this path.
  public static final String PATH = "/objects/";

  private static final String SIGNATURE = "signature";
  private static final int MOST_QUERY = 2_048;

  private final KeyRing keys;
  private final InstantSource clock;

  public SignedUrls(KeyRing keys, InstantSource clock) {
    this.keys = keys.derived("object urls");
    this.clock = clock;
  }

  public SignedLink sign(Grant grant) {
    SequencedMap<String, String> parameters = GrantParameters.of(grant);
    parameters.put("kid", keys.currentId());
    String text = textToSign(GrantParameters.methodOf(grant), grant.key().value(), parameters);
    parameters.put(SIGNATURE, signature(keys.current(), text));
    String query =
        parameters.entrySet().stream()
            .map(each -> each.getKey() + "=" + encode(each.getValue()))
            .collect(Collectors.joining("&"));
    return new SignedLink(PATH + grant.key() + "?" + query, grant.expiresAt());
  }

  /// What the holder of this link may do.
  ///
  /// @param method HEAD counts as GET
  /// @param path as it was requested, not decoded
  /// @param query as it was requested, not decoded, without the question mark
  /// @throws Problem BAD_SIGNATURE when the link has expired, was changed or is not ours
  public Grant verify(String method, String path, @Nullable String query) {
    try {
      return verified(method.equals("HEAD") ? "GET" : method, path, query == null ? "" : query);
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException _) {
      throw notValid();
    }
  }

  private Grant verified(String method, String path, String query) {
    if (!path.startsWith(PATH) || query.length() > MOST_QUERY) {
      throw notValid();
    }
    var key = new ObjectKey(path.substring(PATH.length()));
    SequencedMap<String, String> parameters = GrantParameters.parse(query);
    String given = parameters.remove(SIGNATURE);
    byte[] secret = keys.find(parameters.getOrDefault("kid", "")).orElseThrow(SignedUrls::notValid);
    String expected = signature(secret, textToSign(method, key.value(), parameters));
    if (given == null || !isEqual(expected, given)) {
      throw notValid();
    }
    parameters.remove("kid");
    Grant grant = GrantParameters.grantOf(method, key, parameters);
    if (!clock.instant().isBefore(grant.expiresAt())) {
      throw Problem.of(Problem.Kind.BAD_SIGNATURE, "The link has expired; ask for a new one.");
    }
    return grant;
  }

  /// By name, so that a client may send the parameters in any order.
  private static String textToSign(String method, String key, Map<String, String> parameters) {
    var parts = new TreeMap<>(parameters);
    var text = new StringBuilder("pictor object url 1\n");
    append(text, method);
    append(text, key);
    parts.forEach((name, value) -> append(append(text, name), value));
    return text.toString();
  }

  private static StringBuilder append(StringBuilder text, String part) {
    return text.append(part.length()).append(' ').append(part).append('\n');
  }

  private static String signature(byte[] key, String text) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA256 is part of every JDK", e);
    }
  }

  private static boolean isEqual(String expected, String given) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static Problem notValid() {
    return Problem.of(
        Problem.Kind.BAD_SIGNATURE,
        "The link is not valid: use it exactly as it was given, or ask for a new one.");
  }
}
