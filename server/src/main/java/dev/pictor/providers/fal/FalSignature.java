package dev.pictor.providers.fal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.platform.partner.HttpAnswer;
import dev.pictor.platform.partner.PartnerHttp;
import dev.pictor.platform.partner.PartnerHttp.Call;
import dev.pictor.platform.partner.PartnerHttp.Exchange;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whether a call is from fal: Ed25519 over its id, its user, its time and the SHA-256 of its body,
/// with one of the keys that fal publishes. Even a genuine call is only a hint to ask. Thread-safe.
public final class FalSignature implements AutoCloseable {
  /// How far fal's clock and ours may differ, and how old a call may be.
  public static final Duration SKEW = Duration.ofMinutes(5);

  private static final Logger LOG = LoggerFactory.getLogger(FalSignature.class);
  private static final Duration KEPT = Duration.ofHours(24);

  /// Between two fetches, so that forged calls cannot make us ask fal all the time.
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private static final int LONGEST_HEADER = 200;

  /// What stands before the 32 bytes of an Ed25519 key in X.509 (RFC 8410, 4).
  private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

  private final URI jwks;
  private final InstantSource clock;
  private final PartnerHttp http = new PartnerHttp(PartnerHttp.Limits.QUICK);
  private volatile Keys known = new Keys(List.of(), Instant.EPOCH, Instant.EPOCH);

  private record Keys(List<PublicKey> keys, Instant fetched, Instant tried) {
    boolean areOld(Instant now) {
      return Duration.between(fetched, now).compareTo(KEPT) > 0;
    }

    boolean mayTry(Instant now) {
      return Duration.between(tried, now).compareTo(PAUSE) >= 0;
    }
  }

  public FalSignature(URI jwks, InstantSource clock) {
    this.jwks = jwks;
    this.clock = clock;
  }

  /// What became of a signature.
  public enum Outcome {
    /// It is fal's.
    GENUINE,
    /// It is not, or something is missing.
    FORGED,
    /// It may have been fal's, some time ago or ahead.
    OUT_OF_TIME,
    /// fal's keys could not be fetched; the order's own status tells as well.
    NO_KEYS
  }

  /// @param header the value of a header by its name, in any case; empty for none
  /// @param body as it came, before anything read it
  public Outcome check(Function<String, String> header, byte[] body) throws InterruptedException {
    String id = header.apply("X-Fal-Webhook-Request-Id");
    String user = header.apply("X-Fal-Webhook-User-Id");
    String time = header.apply("X-Fal-Webhook-Timestamp");
    String signature = header.apply("X-Fal-Webhook-Signature");
    for (String value : List.of(id, user, time, signature)) {
      if (value.isEmpty() || value.length() > LONGEST_HEADER || value.indexOf('\n') >= 0) {
        return Outcome.FORGED;
      }
    }
    if (!time.matches("[0-9]{1,12}") || !signature.matches("[0-9a-fA-F]{128}")) {
      return Outcome.FORGED;
    }
    Duration apart = Duration.between(Instant.ofEpochSecond(Long.parseLong(time)), clock.instant());
    if (apart.abs().compareTo(SKEW) > 0) {
      return Outcome.OUT_OF_TIME;
    }
    String message = String.join("\n", id, user, time, sha256(body));
    return check(message.getBytes(StandardCharsets.UTF_8), HexFormat.of().parseHex(signature));
  }

  /// A key that is not known may be a new one, so they are fetched once more.
  private Outcome check(byte[] message, byte[] signature) throws InterruptedException {
    Instant now = clock.instant();
    if (known.areOld(now)) {
      refresh(now);
    }
    if (isSigned(message, signature)) {
      return Outcome.GENUINE;
    }
    refresh(now);
    if (isSigned(message, signature)) {
      return Outcome.GENUINE;
    }
    return known.keys().isEmpty() ? Outcome.NO_KEYS : Outcome.FORGED;
  }

  private boolean isSigned(byte[] message, byte[] signature) {
    return known.keys().stream().anyMatch(key -> isSigned(key, message, signature));
  }

  private static boolean isSigned(PublicKey key, byte[] message, byte[] signature) {
    try {
      Signature check = Signature.getInstance("Ed25519");
      check.initVerify(key);
      check.update(message);
      return check.verify(signature);
    } catch (GeneralSecurityException _) {
      return false;
    }
  }

  private synchronized void refresh(Instant now) throws InterruptedException {
    if (!known.mayTry(now)) {
      return;
    }
    known = new Keys(known.areOld(now) ? List.of() : known.keys(), known.fetched(), now);
    List<PublicKey> keys =
        http.send(Call.get(jwks)) instanceof Exchange.Answered(HttpAnswer answer)
                && answer.isSuccess()
            ? read(answer.json())
            : List.of();
    if (keys.isEmpty()) {
      LOG.warn("the keys that fal signs its calls with cannot be fetched; orders are asked for");
      return;
    }
    known = new Keys(keys, now, now);
  }

  private static List<PublicKey> read(JsonNode jwks) {
    var keys = new ArrayList<PublicKey>();
    for (JsonNode key : jwks.path("keys")) {
      if (key.path("kty").asText().equals("OKP") && key.path("crv").asText().equals("Ed25519")) {
        read(key.path("x").asText(), keys);
      }
    }
    return List.copyOf(keys);
  }

  private static void read(String x, List<PublicKey> keys) {
    try {
      byte[] point = Base64.getUrlDecoder().decode(x);
      byte[] encoded = new byte[X509.length + point.length];
      System.arraycopy(X509, 0, encoded, 0, X509.length);
      System.arraycopy(point, 0, encoded, X509.length, point.length);
      keys.add(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
    } catch (IllegalArgumentException | GeneralSecurityException _) {
      LOG.warn("one of the keys that fal publishes is none and is left out");
    }
  }

  private static String sha256(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
