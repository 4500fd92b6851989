package dev.pictor.billing;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A payment in a store, as its user sees it.
///
/// @param id grows with time; pages go from it
/// @param kind `BOUGHT`, `STARTED`, `RENEWED` or `CHANGED`
/// @param until to when it is paid; null for what has no end
/// @param plan that it brought; free when none
/// @param credits that it brought
public record Purchase(
    long id,
    Instant at,
    Store store,
    String transactionId,
    String productId,
    StoreFact.Kind kind,
    int quantity,
    @Nullable Instant until,
    Plan plan,
    long credits,
    State state) {
  /// What became of it.
  public enum State {
    /// What it brings was granted.
    GRANTED,
    /// It was refunded or revoked, and what it brought was taken back.
    TAKEN_BACK,
    /// The operator has not named the product yet; it is granted then.
    WAITING;

    /// The word in answers.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
