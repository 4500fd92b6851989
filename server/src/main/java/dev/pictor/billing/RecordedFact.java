package dev.pictor.billing;

import dev.pictor.billing.Products.Offer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A fact as it was written down, with what its product brought at that time.
///
/// @param received by the clock that plans go by
/// @param offer null when PRODUCTS lacked the product then
record RecordedFact(StoreFact fact, Instant received, @Nullable Offer offer) {
  /// The order in which things happened, whatever order we heard of them in. It depends on nothing
  /// but the facts.
  static final Comparator<RecordedFact> ORDER =
      Comparator.comparing((RecordedFact each) -> each.fact().at())
          .thenComparing(each -> each.fact().kind())
          .thenComparing(each -> each.fact().transactionId())
          .thenComparing(each -> each.fact().productId())
          .thenComparing(each -> each.fact().source())
          .thenComparing(each -> each.fact().factId());

  static RecordedFact of(ResultSet row) throws SQLException {
    OffsetDateTime until = row.getObject("until", OffsetDateTime.class);
    String plan = row.getString("plan");
    var offer = new Offer(plan == null ? null : Plan.ofWord(plan), row.getLong("credits"));
    return new RecordedFact(
        new StoreFact(
            Store.ofWord(row.getString("store")),
            StoreEnvironment.ofWord(row.getString("environment")),
            row.getString("fact_id"),
            row.getString("transaction_id"),
            row.getString("line"),
            row.getString("product_id"),
            StoreFact.Kind.ofWord(row.getString("kind")),
            row.getObject("at", OffsetDateTime.class).toInstant(),
            until == null ? null : until.toInstant(),
            row.getInt("quantity"),
            StoreFact.Source.ofWord(row.getString("source"))),
        row.getObject("received_at", OffsetDateTime.class).toInstant(),
        row.getBoolean("product_known") ? offer : null);
  }

  /// From when on it counts. A store's clock may be ahead of ours; what we have heard of has
  /// happened.
  Instant counts() {
    return fact.at().isBefore(received) ? fact.at() : received;
  }

  /// What the product brings: as it was when the fact came, or else as it is now.
  Optional<Offer> offer(Products products) {
    return offer != null ? Optional.of(offer) : products.find(fact.productId());
  }

  /// The plan that the product brings; free when it brings none.
  Plan plan(Products products) {
    return offer(products).map(Offer::plan).orElse(Plan.FREE);
  }
}
