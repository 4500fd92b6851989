package dev.pictor.billing;

import dev.pictor.identity.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A wallet as a child would keep it.
final class Purse {
  final UserId owner = new UserId(UUID.randomUUID());
  final Map<UUID, Price> held = new LinkedHashMap<>();
  final List<Sale> sales = new ArrayList<>();
  long credits = 10;
  long owed;
  Credits.@Nullable ByHand lastByHand;

  Price price(UUID job) {
    return Objects.requireNonNull(held.get(job), "held");
  }

  Price take(UUID job) {
    return Objects.requireNonNull(held.remove(job), "held");
  }

  /// A payment in a store.
  static final class Sale {
    final StoreFacts line = StoreFacts.from(Instant.now().minus(Duration.ofDays(300)));
    final long credits;
    boolean isRefunded;
    private long day;

    Sale(long credits) {
      this.credits = credits;
    }

    StoreFact bought() {
      return line.bought(1, "credits_" + credits, day);
    }

    /// Refunded, or the refund taken back.
    StoreFact turned() {
      isRefunded = !isRefunded;
      day++;
      return line.said(
          isRefunded ? StoreFact.Kind.REFUNDED : StoreFact.Kind.REFUND_REVERSED, 1, day);
    }
  }
}
