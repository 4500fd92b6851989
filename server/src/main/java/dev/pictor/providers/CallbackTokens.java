package dev.pictor.providers;

import dev.pictor.platform.secrets.KeyRing;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The words by which a provider's call is known: each names one attempt of one job and is signed
/// with HMAC-SHA256, so none can be guessed and none has to be stored. They stay valid as long as
/// the key does.
public final class CallbackTokens {
  private static final int PAYLOAD = 2 * 16 + Integer.BYTES;
  private static final int SIGNATURE = 32;

  private final KeyRing keys;

  public CallbackTokens(KeyRing keys) {
    this.keys = keys.derived("provider callbacks");
  }

  /// What a call is about.
  public record Call(UUID owner, UUID job, int attempt) {}

  /// @param provider the name of the provider that will use it, and no other
  /// @return 91 characters that need no escaping in a URL
  public String of(String provider, Call call) {
    byte[] payload =
        ByteBuffer.allocate(PAYLOAD)
            .putLong(call.owner().getMostSignificantBits())
            .putLong(call.owner().getLeastSignificantBits())
            .putLong(call.job().getMostSignificantBits())
            .putLong(call.job().getLeastSignificantBits())
            .putInt(call.attempt())
            .array();
    byte[] signature = signature(keys.current(), provider, payload);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(
            ByteBuffer.allocate(PAYLOAD + SIGNATURE).put(payload).put(signature).array());
  }

  /// @return empty when the token is not one of ours for this provider
  public Optional<Call> find(String provider, String token) {
    byte[] all;
    try {
      all = Base64.getUrlDecoder().decode(token);
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
    if (all.length != PAYLOAD + SIGNATURE) {
      return Optional.empty();
    }
    byte[] payload = Arrays.copyOf(all, PAYLOAD);
    byte[] given = Arrays.copyOfRange(all, PAYLOAD, all.length);
    boolean isOurs = false;
    for (byte[] key : keys.all().values()) {
      isOurs |= MessageDigest.isEqual(signature(key, provider, payload), given);
    }
    return isOurs ? Optional.of(read(ByteBuffer.wrap(payload))) : Optional.empty();
  }

  private static Call read(ByteBuffer payload) {
    return new Call(
        new UUID(payload.getLong(), payload.getLong()),
        new UUID(payload.getLong(), payload.getLong()),
        payload.getInt());
  }

  private static byte[] signature(byte[] key, String provider, byte[] payload) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      mac.update((provider + "\n").getBytes(StandardCharsets.UTF_8));
      return mac.doFinal(payload);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA256 is part of every JDK", e);
    }
  }
}
