package dev.pictor.platform.secrets;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/// Keys by id: the first one signs, all of them verify. To rotate, put the new key first and keep
/// the old one until what it signed has expired.
public final class KeyRing {
  private static final int ID_BYTES = 6;
  private static final int DERIVED_BYTES = 32;

  private final SequencedMap<String, byte[]> keys;

  private KeyRing(SequencedMap<String, byte[]> keys) {
    this.keys = Collections.unmodifiableSequencedMap(keys);
  }

  /// @param previous keys that still verify, and sign nothing any more
  public static KeyRing of(byte[] current, List<byte[]> previous) {
    var keys = new LinkedHashMap<String, byte[]>();
    keys.put(idOf(current), current.clone());
    previous.forEach(key -> keys.putIfAbsent(idOf(key), key.clone()));
    return new KeyRing(keys);
  }

  /// The id of the key that signs.
  public String currentId() {
    return keys.firstEntry().getKey();
  }

  /// The key that signs.
  public byte[] current() {
    return keys.firstEntry().getValue().clone();
  }

  public Optional<byte[]> find(String id) {
    return Optional.ofNullable(keys.get(id)).map(byte[]::clone);
  }

  /// All keys by id, the signing one first.
  public SequencedMap<String, byte[]> all() {
    var copies = new LinkedHashMap<String, byte[]>();
    keys.forEach((id, key) -> copies.put(id, key.clone()));
    return copies;
  }

  /// A ring of 32-byte keys for one purpose, made of these by HKDF-SHA256 (RFC 5869). Ids stay, so
  /// rotating the secret rotates every purpose; no purpose learns another's key.
  public KeyRing derived(String purpose) {
    UnaryOperator<byte[]> derive = key -> hkdf(key, "pictor " + purpose, DERIVED_BYTES);
    var derived = new LinkedHashMap<String, byte[]>();
    keys.forEach((id, key) -> derived.put(id, derive.apply(key)));
    return new KeyRing(derived);
  }

  /// An id that tells nothing about the key.
  private static String idOf(byte[] key) {
    return HexFormat.of().formatHex(hkdf(key, "pictor key id", ID_BYTES));
  }

  private static byte[] hkdf(byte[] key, String info, int length) {
    try {
      return KDF.getInstance("HKDF-SHA256")
          .deriveData(
              HKDFParameterSpec.ofExtract()
                  .addIKM(key)
                  .thenExpand(info.getBytes(StandardCharsets.UTF_8), length));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HKDF-SHA256 is part of every JDK 25", e);
    }
  }

  @Override
  public String toString() {
    return "KeyRing" + keys.keySet();
  }
}
