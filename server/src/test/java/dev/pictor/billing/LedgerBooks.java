package dev.pictor.billing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/// The balances as the transfers alone come to them.
final class LedgerBooks {
  private final Jdbi jdbi;
  private final Map<Place, Long> balances = new HashMap<>();
  private long read;

  LedgerBooks(Jdbi jdbi) {
    this.jdbi = jdbi;
    this.read =
        jdbi.withHandle(handle ->
            handle
                .createQuery("select coalesce(max(id), 0) from billing_transfer")
                .mapTo(Long.class)
                .one());
  }

  /// An account of a user.
  private record Place(UUID user, String account) {}

  private record Entry(UUID user, String account, long amount) {}

  private record Kept(long credits, long held, long owed, long jobs) {}

  /// Takes the transfers since the last time: their debits equal their credits.
  void readOn() {
    jdbi.useHandle(handle -> {
      var entries =
          handle
              .createQuery(
                  """
                  select transfer_id, user_id, account, amount from billing_entry
                  where transfer_id > :read order by transfer_id
                  """)
              .bind("read", read)
              .map((row, _) -> {
                read = Math.max(read, row.getLong("transfer_id"));
                return new Entry(
                    row.getObject("user_id", UUID.class),
                    row.getString("account"),
                    row.getLong("amount"));
              })
              .list();
      assertThat(entries.stream().mapToLong(Entry::amount).sum()).as("debits and credits").isZero();
      entries.forEach(
          each -> balances.merge(new Place(each.user(), each.account()), each.amount(), Long::sum));
    });
  }

  /// What is kept of these users is what the transfers come to, and what a plain count comes to.
  void compare(Collection<Purse> purses) {
    for (Purse purse : purses) {
      UUID user = purse.owner.value();
      Kept kept = kept(user);
      assertThat(kept.credits()).as("credits").isNotNegative().isEqualTo(balance(user, "wallet"));
      assertThat(kept.held()).as("held").isNotNegative().isEqualTo(balance(user, "holds"));
      assertThat(kept.owed()).as("owed").isNotNegative().isEqualTo(-balance(user, "owed"));
      assertThat(kept.owed()).as("owed by a plain count").isEqualTo(purse.owed);
      assertThat(kept.jobs()).as("holds of jobs").isEqualTo(kept.held());
      assertThat(kept.credits()).as("credits by a plain count").isEqualTo(purse.credits);
      assertThat(kept.held())
          .as("held by a plain count")
          .isEqualTo(purse.held.values().stream().mapToLong(Price::total).sum());
    }
  }

  private long balance(UUID user, String account) {
    return balances.getOrDefault(new Place(user, account), 0L);
  }

  /// Nothing of everything for who is erased.
  private Kept kept(UUID user) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                select coalesce(sum(credits), 0) as credits, coalesce(sum(held), 0) as held,
                  coalesce(sum(owed), 0) as owed,
                  (select coalesce(sum(amount), 0) from billing_hold where user_id = :user) as jobs
                from billing_account where user_id = :user
                """)
            .bind("user", user)
            .map((row, _) ->
                new Kept(
                    row.getLong("credits"),
                    row.getLong("held"),
                    row.getLong("owed"),
                    row.getLong("jobs")))
            .one());
  }

  /// Every account of every user from the first transfer on, in the database.
  void replayFromNothing() {
    long wrong =
        jdbi.withHandle(handle ->
            handle
                .createQuery(
                    """
                    with replayed as (
                      select user_id,
                        coalesce(sum(amount) filter (where account = 'wallet'), 0) as wallet,
                        coalesce(sum(amount) filter (where account = 'holds'), 0) as holds,
                        coalesce(sum(amount) filter (where account = 'owed'), 0) as owed,
                        sum(amount) as all_of_it
                      from billing_entry group by user_id)
                    select count(*) from replayed r
                      full join billing_account a on a.user_id = r.user_id
                    where coalesce(r.wallet, 0) <> coalesce(a.credits, 0)
                      or coalesce(r.holds, 0) <> coalesce(a.held, 0)
                      or coalesce(r.owed, 0) <> -coalesce(a.owed, 0)
                      or coalesce(r.all_of_it, 0) <> 0
                    """)
                .mapTo(Long.class)
                .one());
    assertThat(wrong).as("accounts that a replay from nothing does not come to").isZero();
  }
}
