package dev.pictor.identity;

import com.nimbusds.jose.JWSAlgorithm;

/// How tokens are signed. Only HMAC: there is one issuer, which is also the only reader, and a
/// reader that takes a single family cannot be talked into another (RFC 8725, section 3.1).
public enum JwtAlgorithm {
  /// HMAC with SHA-256.
  HS256(32),
  /// HMAC with SHA-384.
  HS384(48),
  /// HMAC with SHA-512.
  HS512(64);

  private final int keyBytes;

  JwtAlgorithm(int keyBytes) {
    this.keyBytes = keyBytes;
  }

  JWSAlgorithm header() {
    return JWSAlgorithm.parse(name());
  }

  /// The fewest bytes of a key (RFC 7518, section 3.2).
  int keyBytes() {
    return keyBytes;
  }
}
