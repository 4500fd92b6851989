package dev.pictor.billing;

import dev.pictor.billing.Purchase.State;
import dev.pictor.identity.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Reads what users have bought.
final class PurchaseLog {
  private static final String OF_USER =
      """
      select f.*, t.id as number, t.user_id is not null as granted, t.credits as brought,
        t.taken_back
      from billing_transaction t
      cross join lateral (
        select * from billing_store_fact f
        where f.store = t.store and f.environment = t.environment and f.line = t.line
          and f.transaction_id = t.transaction_id and (f.kind in ('bought', 'started', 'renewed')
            or f.kind = 'changed' and f.until is not null)
        order by f.at, f.id limit 1) f
      where t.id < :before and t.id in (
        select id from billing_transaction where user_id = :user
        union all
        select o.id from billing_line l join billing_transaction o using (store, environment, line)
        where l.user_id = :user and o.user_id is null)
      order by t.id desc limit :limit
      """;

  private final Jdbi jdbi;
  private final Products products;

  PurchaseLog(Jdbi jdbi, Products products) {
    this.jdbi = jdbi;
    this.products = products;
  }

  List<Purchase> of(UserId user, int limit, @Nullable Long before) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(OF_USER)
            .bind("user", user.value())
            .bind("before", before == null ? Long.MAX_VALUE : before)
            .bind("limit", limit)
            .map((row, _) -> purchase(row))
            .list());
  }

  private Purchase purchase(ResultSet row) throws SQLException {
    RecordedFact recorded = RecordedFact.of(row);
    StoreFact fact = recorded.fact();
    boolean isGranted = row.getBoolean("granted");
    State granted = row.getBoolean("taken_back") ? State.TAKEN_BACK : State.GRANTED;
    return new Purchase(
        row.getLong("number"),
        fact.at(),
        fact.store(),
        fact.transactionId(),
        fact.productId(),
        fact.kind(),
        fact.quantity(),
        fact.until(),
        recorded.plan(products),
        row.getLong("brought"),
        isGranted ? granted : State.WAITING);
  }
}
