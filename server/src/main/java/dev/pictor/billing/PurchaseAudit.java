package dev.pictor.billing;

import dev.pictor.identity.UserId;
import dev.pictor.platform.Duty;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Compares what accounts keep about plans and purchases with what follows from what happened: the
/// entitlements with the events, what is owed with the ledger, and what stores sold in the ledger
/// with the payments that were granted. What differs is an alarm. Money is not mended here;
/// entitlements are, being nothing but a copy.
final class PurchaseAudit implements Duty {
  private static final Logger LOG = LoggerFactory.getLogger(PurchaseAudit.class);

  private static final String PAGE =
      """
      select a.user_id, a.entitlements, a.owed, l.owed as ledger_owed, l.sold, p.brought
      from (
        select * from billing_account where user_id > :after order by user_id limit :most) a
      cross join lateral (
        select
          coalesce(sum(case when debit = 'owed' then amount when credit = 'owed' then -amount end),
            0) as owed,
          coalesce(sum(case when debit = 'sales' then amount when credit = 'sales' then -amount
            end), 0) as sold
        from billing_transfer t where t.user_id = a.user_id and t.purchase_id is not null) l
      cross join lateral (
        select coalesce(sum(credits), 0) as brought from billing_transaction t
        where t.user_id = a.user_id and not taken_back) p
      order by a.user_id
      """;

  private static final int MOST = 500;
  private static final UUID FIRST = new UUID(0, 0);

  private final Jdbi jdbi;
  private final PlanBook book;
  private final StoreSettings settings;
  private final InstantSource clock;
  private final AtomicLong mismatches = new AtomicLong();

  PurchaseAudit(Jdbi jdbi, PlanBook book, StoreSettings settings, InstantSource clock) {
    this.jdbi = jdbi;
    this.book = book;
    this.settings = settings;
    this.clock = clock;
  }

  /// What an account keeps, and what the books say.
  private record Kept(
      UserId user, Timeline has, long owed, long ledgerOwed, long sold, long brought) {
    static Kept of(ResultSet row) throws SQLException {
      return new Kept(
          new UserId(row.getObject("user_id", UUID.class)),
          Timeline.of(row.getString("entitlements")),
          row.getLong("owed"),
          row.getLong("ledger_owed"),
          row.getLong("sold"),
          row.getLong("brought"));
    }

    boolean areBooksRight() {
      return owed == ledgerOwed && sold == brought;
    }
  }

  @Override
  public String name() {
    return "purchase-audit";
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(10);
  }

  /// @return how many accounts are wrong
  @Override
  public long runOnce() {
    long wrong = 0;
    UUID after = FIRST;
    int seen;
    do {
      UUID from = after;
      // One snapshot sees one moment, so purchases that come in meanwhile do no harm.
      Page page =
          jdbi.inTransaction(
              TransactionIsolationLevel.REPEATABLE_READ, handle -> page(handle, from));
      for (Kept kept : page.accounts()) {
        wrong += audit(kept, page.histories()) ? 0 : 1;
        after = kept.user().value();
      }
      seen = page.accounts().size();
    } while (seen == MOST);
    mismatches.set(wrong);
    return wrong;
  }

  private record Page(List<Kept> accounts, Map<UserId, History> histories) {}

  private Page page(Handle handle, UUID after) {
    List<Kept> accounts =
        handle
            .createQuery(PAGE)
            .bind("after", after)
            .bind("most", MOST)
            .map((row, _) -> Kept.of(row))
            .list();
    return new Page(
        accounts,
        Facts.histories(
            handle, accounts.stream().map(Kept::user).toList(), settings.environment()));
  }

  private boolean audit(Kept kept, Map<UserId, History> histories) {
    Instant now = clock.instant();
    History history = histories.get(kept.user());
    Timeline due = history == null ? Timeline.NOTHING : history.timeline(now, settings);
    boolean isPlanRight = kept.has().from(now).equals(due);
    if (!isPlanRight) {
      LOG.atError()
          .addKeyValue("user_id", kept.user())
          .addKeyValue("kept", kept.has().json())
          .addKeyValue("due", due.json())
          .log("what this user has differs from what happened; it is worked out anew");
      book.refresh(kept.user());
    }
    if (!kept.areBooksRight()) {
      LOG.atError()
          .addKeyValue("user_id", kept.user())
          .addKeyValue("owed", kept.owed())
          .addKeyValue("ledger_owed", kept.ledgerOwed())
          .addKeyValue("sold", kept.sold())
          .addKeyValue("brought", kept.brought())
          .log("the ledger does not come to what stores sold to this user");
    }
    return isPlanRight && kept.areBooksRight();
  }

  long mismatches() {
    return mismatches.get();
  }
}
