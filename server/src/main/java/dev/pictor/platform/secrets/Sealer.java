package dev.pictor.platform.secrets;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Encrypts what has to be stored and used again, such as the secrets of others: AES-256-GCM under
/// the ring's current key. What an older key of the ring has sealed still opens. Thread-safe.
///
/// Sealed bytes are the key's id (6), the nonce (12), the ciphertext and its tag (16).
public final class Sealer {
  private static final int KEY_ID_BYTES = 6;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int LEAST_BYTES = KEY_ID_BYTES + NONCE_BYTES + TAG_BITS / 8;

  private final KeyRing keys;
  private final SecureRandom random = new SecureRandom();

  /// @param keys of 32 bytes, derived for this one purpose
  public Sealer(KeyRing keys) {
    this.keys = keys;
  }

  /// Seals bytes for one place.
  ///
  /// @param place where they are stored, such as a row's id: moved to another they do not open
  public byte[] seal(byte[] plain, String place) {
    byte[] id = HexFormat.of().parseHex(keys.currentId());
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] secret = run(Cipher.ENCRYPT_MODE, keys.current(), nonce, place, plain);
    return ByteBuffer.allocate(id.length + nonce.length + secret.length)
        .put(id)
        .put(nonce)
        .put(secret)
        .array();
  }

  /// The bytes again; empty when the key is not in the ring any more, or when they were changed or
  /// moved.
  public Optional<byte[]> open(byte[] sealed, String place) {
    if (sealed.length < LEAST_BYTES) {
      return Optional.empty();
    }
    ByteBuffer parts = ByteBuffer.wrap(sealed);
    String id = HexFormat.of().formatHex(take(parts, KEY_ID_BYTES));
    byte[] nonce = take(parts, NONCE_BYTES);
    byte[] secret = take(parts, parts.remaining());
    try {
      return keys.find(id).map(key -> run(Cipher.DECRYPT_MODE, key, nonce, place, secret));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /// Whether it was sealed by the key that seals now; if not, it should be sealed anew before that
  /// key is taken out of the ring.
  public boolean isCurrent(byte[] sealed) {
    byte[] id = take(ByteBuffer.wrap(sealed), Math.min(KEY_ID_BYTES, sealed.length));
    return HexFormat.of().formatHex(id).equals(keys.currentId());
  }

  private static byte[] take(ByteBuffer from, int count) {
    byte[] taken = new byte[count];
    from.get(taken);
    return taken;
  }

  private static byte[] run(int mode, byte[] key, byte[] nonce, String place, byte[] input) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
      return cipher.doFinal(input);
    } catch (AEADBadTagException e) {
      throw new IllegalArgumentException("changed since it was sealed, or moved", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM is part of every JDK", e);
    }
  }
}
