package dev.pictor.billing.simulated;

/// What may be wrong with a notification that a store sends.
public enum NoticeFault {
  /// Nothing.
  NONE,
  /// Somebody else signed it.
  FORGED,
  /// It was changed after it was signed.
  ALTERED,
  /// It was signed an hour ago.
  LATE,
  /// It is sent twice.
  DUPLICATE
}
