package dev.pictor.billing;

import dev.pictor.platform.Duty;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Adds up the ledger and compares: the wallet of each user with their credits, their holds with
/// what is held and with the holds of unfinished jobs. What differs is an alarm, in the log and as
/// a number that stays above 0 until it is mended; nothing is mended here.
final class LedgerAudit implements Duty {
  private static final Logger LOG = LoggerFactory.getLogger(LedgerAudit.class);

  /// One statement sees one moment, so jobs that come and go meanwhile do no harm.
  private static final String COMPARE =
      """
      select a.user_id, a.credits, a.held, l.wallet, l.holds, h.jobs
      from (
        select user_id, credits, held from billing_account where user_id > :after
        order by user_id limit :most) a
      cross join lateral (
        select
          coalesce(sum(case when credit = 'wallet' then amount when debit = 'wallet' then -amount
            end), 0) as wallet,
          coalesce(sum(case when credit = 'holds' then amount when debit = 'holds' then -amount
            end), 0) as holds
        from billing_transfer t where t.user_id = a.user_id) l
      cross join lateral (
        select coalesce(sum(amount), 0) as jobs from billing_hold h where h.user_id = a.user_id) h
      order by a.user_id
      """;

  private static final int MOST = 500;
  private static final UUID FIRST = new UUID(0, 0);

  private final Jdbi jdbi;
  private final AtomicLong mismatches = new AtomicLong();

  LedgerAudit(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /// The balances of one user as they are kept and as they come out.
  private record Books(UUID user, long credits, long held, long wallet, long holds, long jobs) {
    static Books of(ResultSet row) throws SQLException {
      return new Books(
          row.getObject("user_id", UUID.class),
          row.getLong("credits"),
          row.getLong("held"),
          row.getLong("wallet"),
          row.getLong("holds"),
          row.getLong("jobs"));
    }

    boolean areRight() {
      return credits == wallet && held == holds && held == jobs;
    }
  }

  @Override
  public String name() {
    return "ledger-audit";
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
    List<Books> page;
    do {
      page = page(after);
      for (Books books : page) {
        wrong += books.areRight() ? 0 : alarm(books);
        after = books.user();
      }
    } while (page.size() == MOST);
    mismatches.set(wrong);
    return wrong;
  }

  private List<Books> page(UUID after) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(COMPARE)
            .bind("after", after)
            .bind("most", MOST)
            .map((row, _) -> Books.of(row))
            .list());
  }

  private static long alarm(Books books) {
    LOG.atError()
        .addKeyValue("user_id", books.user())
        .addKeyValue("credits", books.credits())
        .addKeyValue("wallet", books.wallet())
        .addKeyValue("held", books.held())
        .addKeyValue("holds", books.holds())
        .addKeyValue("jobs", books.jobs())
        .log("the ledger does not come to the balances of this account");
    return 1;
  }

  long mismatches() {
    return mismatches.get();
  }
}
