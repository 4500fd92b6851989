package dev.pictor.billing;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a store told by itself, when its proof was checked.
///
/// @param id the store's own; the same one again changes nothing
/// @param word what it was about, in the store's words
/// @param told what it comes to; empty when it concerns nobody here
public record StoreNotice(String id, String word, List<Told> told) {
  public StoreNotice {
    told = List.copyOf(told);
  }

  /// A fact, and whose it is.
  ///
  /// @param account the id of the buyer that the app gave the store; null when it gave none
  public record Told(StoreFact fact, @Nullable UUID account) {}

  /// What a client can prove to have bought.
  ///
  /// @param purchase the payment
  /// @param account the id of the buyer that the app gave the store; null when it gave none
  /// @param also what else the store says of it at this moment
  /// @param endedAt when it ended or was taken back; null while it counts
  public record Proven(
      StoreFact purchase, @Nullable UUID account, List<StoreFact> also, @Nullable Instant endedAt) {
    public Proven {
      also = List.copyOf(also);
    }
  }
}
