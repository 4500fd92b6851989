package dev.pictor.billing;

import java.util.Locale;
import java.util.Optional;

/// Who sold something and took the money.
public enum Store {
  /// Apple's.
  APP_STORE,
  /// Google's.
  PLAY_STORE,
  /// Cards on the web; its sales reach us through Superwall.
  STRIPE,
  /// A reseller on the web; its sales reach us through Superwall.
  PADDLE;

  /// The word in requests, answers and the database: `app_store`.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Store> find(String word) {
    for (Store store : values()) {
      if (store.word().equals(word)) {
        return Optional.of(store);
      }
    }
    return Optional.empty();
  }

  static Store ofWord(String word) {
    return find(word).orElseThrow(() -> new IllegalStateException("there is no store " + word));
  }
}
