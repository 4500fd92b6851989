package dev.pictor.billing;

import dev.pictor.billing.StoreFact.Kind;
import dev.pictor.billing.StoreFact.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Facts of one line, as a store would state them.
///
/// @param start the first day
record StoreFacts(Store store, String line, Instant start) {
  static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  static StoreFacts fresh() {
    return from(START);
  }

  static StoreFacts from(Instant start) {
    return new StoreFacts(Store.APP_STORE, "line-" + UUID.randomUUID(), start);
  }

  /// So many days after the first.
  Instant on(long days) {
    return start.plus(Duration.ofDays(days));
  }

  static Instant day(long days) {
    return START.plus(Duration.ofDays(days));
  }

  /// The payment of this line with a number.
  String payment(int number) {
    return line + "/" + number;
  }

  StoreFact fact(Kind kind, int payment, String product, long day, @Nullable Instant until) {
    return new StoreFact(
        store,
        StoreEnvironment.SANDBOX,
        kind + " " + payment(payment) + " " + product + " " + day,
        payment(payment),
        line,
        product,
        kind,
        on(day),
        until,
        1,
        Source.NOTIFICATION);
  }

  /// The same as another source tells it, that many seconds later.
  static StoreFact retold(StoreFact fact, Source source, int seconds) {
    return new StoreFact(
        fact.store(),
        fact.environment(),
        fact.factId(),
        fact.transactionId(),
        fact.line(),
        fact.productId(),
        fact.kind(),
        fact.at().plusSeconds(seconds),
        fact.until(),
        fact.quantity(),
        source);
  }

  StoreFact bought(int payment, String product, long day) {
    return fact(Kind.BOUGHT, payment, product, day, null);
  }

  StoreFact started(String product, long day) {
    return fact(Kind.STARTED, 1, product, day, on(day + 30));
  }

  StoreFact renewed(int payment, String product, long day) {
    return fact(Kind.RENEWED, payment, product, day, on(day + 30));
  }

  /// What is said of a payment and has no end of its own.
  StoreFact said(Kind kind, int payment, long day) {
    return fact(kind, payment, "pro_monthly", day, null);
  }
}
