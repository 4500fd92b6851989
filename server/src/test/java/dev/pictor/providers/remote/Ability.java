package dev.pictor.providers.remote;

/// What a kind of provider can do; [ProviderContract] chooses by it what it demands.
public enum Ability {
  /// Takes an order and works on it; what asks is told how far it is. Without it the answer to the
  /// order is the picture.
  WORKS_ON,
  /// Knows whether it has an order by the order's own id.
  FINDS,
  /// Stops orders.
  CANCELS,
  /// Tells how far it is while it works, by itself or when asked.
  TELLS_PROGRESS,
  /// Calls the order's callback when something changed.
  CALLS_BACK,
  /// Wants a key.
  WANTS_KEY
}
