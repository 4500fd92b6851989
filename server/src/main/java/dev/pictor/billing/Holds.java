package dev.pictor.billing;

import dev.pictor.identity.UserId;
import dev.pictor.platform.Problem;
import dev.pictor.platform.sql.ArrayColumn;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Holds credits and places in quotas while jobs are unfinished. Every decision is made under the
/// locks of the accounts, so it is exact whoever asks at once, on whichever node.
final class Holds {
  private static final String USED =
      """
      select user_id, meter, used from billing_usage
      where (user_id, meter, period) in (
        select * from unnest(:users::uuid[], :meters::text[], :periods::date[]))
      """;

  private static final String HOLD =
      """
      with b as (
        select * from unnest(:jobs::uuid[], :users::uuid[], :amounts::int8[], :variants::int4[],
          :shares::int8[], :meters::text[], :periods::date[])
        as b(job_id, user_id, amount, variants, per_variant, meter, period)),
      holds as (
        insert into billing_hold (job_id, user_id, amount, variants, per_variant, meter, period)
        select * from b),
      transfers as (
        insert into billing_transfer (user_id, kind, debit, credit, amount, job_id)
        select user_id, 'hold', 'wallet', 'holds', amount, job_id from b where amount > 0),
      accounts as (
        update billing_account a set
          credits = a.credits - s.amount, held = a.held + s.amount, updated_at = now()
        from (select user_id, sum(amount) as amount from b where amount > 0 group by user_id) s
        where a.user_id = s.user_id)
      insert into billing_usage as u (user_id, meter, period, used)
      select user_id, meter, period, count(*) from b where meter is not null
      group by user_id, meter, period
      on conflict (user_id, meter, period) do update set used = u.used + excluded.used
      """;

  /// What is gone was settled before, so nothing is ever settled twice.
  private static final String SETTLE =
      """
      with e as (
        select * from unnest(:jobs::uuid[], :delivered::int4[], :dues::int8[])
        as e(job_id, delivered, due)),
      gone as (
        delete from billing_hold h using e where h.job_id = e.job_id
        returning h.*, e.delivered > 0 as is_delivered, case when e.delivered > 0
          then least(e.due, h.amount - h.per_variant * greatest(0, h.variants - e.delivered))
          else 0 end as due),
      charges as (
        insert into billing_transfer (user_id, kind, debit, credit, amount, job_id)
        select user_id, 'charge', 'holds', 'revenue', due, job_id from gone where due > 0),
      releases as (
        insert into billing_transfer (user_id, kind, debit, credit, amount, job_id)
        select user_id, 'release', 'holds', 'wallet', amount - due, job_id from gone
        where amount > due),
      accounts as (
        update billing_account a set
          credits = a.credits + s.released, held = a.held - s.amount, updated_at = now()
        from (select user_id, sum(amount) as amount, sum(amount - due) as released from gone
          where amount > 0 group by user_id) s
        where a.user_id = s.user_id),
      places as (
        update billing_usage u set used = u.used - s.jobs
        from (select user_id, meter, period, count(*) as jobs from gone
          where not is_delivered and meter is not null group by user_id, meter, period) s
        where u.user_id = s.user_id and u.meter = s.meter and u.period = s.period)
      select coalesce(sum(due), 0) as charged, coalesce(sum(amount - due), 0) as released from gone
      """;

  private final Accounts accounts;
  private final BillingSettings settings;
  private final InstantSource clock;
  private final Tally tally;

  /// @param clock whose UTC day counts; all other times are the database's
  Holds(Accounts accounts, BillingSettings settings, InstantSource clock, Tally tally) {
    this.accounts = accounts;
    this.settings = settings;
    this.clock = clock;
    this.tally = tally;
  }

  private record Counted(UserId user, Meter meter) {}

  /// Holds what these bills need, one after the other.
  ///
  /// @return why a bill is refused, by its job
  Map<UUID, Problem> agree(Handle handle, List<Bill> bills) {
    Instant now = clock.instant();
    Map<UserId, Account> locked = accounts.lock(handle, bills.stream().map(Bill::user).toList());
    Map<Counted, Integer> used = used(handle, bills, now);
    var left = new HashMap<UserId, Long>();
    locked.forEach((user, account) -> left.put(user, account.credits()));
    var refused = new HashMap<UUID, Problem>();
    var agreed = new ArrayList<Bill>();
    for (Bill bill : bills) {
      Account account = Accounts.of(locked, bill.user());
      Optional<Problem> problem = overQuota(bill, account, used, now).or(() -> tooDear(bill, left));
      if (problem.isPresent()) {
        refused.put(bill.job(), problem.get());
      } else {
        agreed.add(bill);
        left.merge(bill.user(), -bill.price().total(), Long::sum);
        if (bill.meter() != null) {
          used.merge(new Counted(bill.user(), bill.meter()), 1, Integer::sum);
        }
      }
    }
    hold(handle, agreed, now);
    return refused;
  }

  private static Map<Counted, Integer> used(Handle handle, List<Bill> bills, Instant now) {
    var used = new HashMap<Counted, Integer>();
    List<Bill> metered = bills.stream().filter(bill -> bill.meter() != null).toList();
    if (!metered.isEmpty()) {
      handle
          .createQuery(USED)
          .bind("users", ArrayColumn.of("uuid", metered, bill -> bill.user().value()))
          .bind("meters", ArrayColumn.of("text", metered, Holds::meter))
          .bind("periods", ArrayColumn.of("date", metered, bill -> period(bill, now)))
          .map((row, _) ->
              used.put(
                  new Counted(
                      new UserId(row.getObject("user_id", UUID.class)),
                      Meter.ofWord(row.getString("meter"))),
                  row.getInt("used")))
          .list();
    }
    return used;
  }

  private Optional<Problem> overQuota(
      Bill bill, Account account, Map<Counted, Integer> used, Instant now) {
    Meter meter = bill.meter();
    if (meter == null) {
      return Optional.empty();
    }
    int limit = account.limit(meter, settings, now);
    if (limit < 0 || used.getOrDefault(new Counted(bill.user(), meter), 0) < limit) {
      return Optional.empty();
    }
    String said = "You may make " + limit + " " + meter.unit();
    Instant reset = meter.resetAfter(now);
    return Optional.of(
        reset == null
            ? Problem.of(Problem.Kind.QUOTA_EXCEEDED, said + "; all are used, ask for more.")
            : Problem.later(
                Problem.Kind.QUOTA_EXCEEDED,
                said + "; the count begins anew at " + reset + ".",
                Duration.between(now, reset)));
  }

  private static Optional<Problem> tooDear(Bill bill, Map<UserId, Long> left) {
    long has = left.getOrDefault(bill.user(), 0L);
    long price = bill.price().total();
    return price <= 0 || has >= price
        ? Optional.empty()
        : Optional.of(
            Problem.of(
                Problem.Kind.INSUFFICIENT_CREDITS,
                "This costs " + price + " credits and the wallet has " + has + "; add credits."));
  }

  private void hold(Handle handle, List<Bill> bills, Instant now) {
    if (bills.isEmpty()) {
      return;
    }
    handle
        .createUpdate(HOLD)
        .bind("jobs", ArrayColumn.of("uuid", bills, Bill::job))
        .bind("users", ArrayColumn.of("uuid", bills, bill -> bill.user().value()))
        .bind("amounts", ArrayColumn.of("int8", bills, bill -> bill.price().total()))
        .bind("variants", ArrayColumn.of("int4", bills, bill -> bill.price().variants()))
        .bind("shares", ArrayColumn.of("int8", bills, bill -> bill.price().perVariant()))
        .bind("meters", ArrayColumn.of("text", bills, Holds::meter))
        .bind("periods", ArrayColumn.of("date", bills, bill -> period(bill, now)))
        .execute();
    tally.after(handle, "hold", bills.stream().mapToLong(bill -> bill.price().total()).sum());
  }

  /// Charges for what was delivered and gives the rest back.
  void settle(Handle handle, List<Bill.Outcome> outcomes) {
    accounts.lock(handle, outcomes.stream().map(Bill.Outcome::user).toList());
    Settled settled =
        handle
            .createQuery(SETTLE)
            .bind("jobs", ArrayColumn.of("uuid", outcomes, Bill.Outcome::job))
            .bind("delivered", ArrayColumn.of("int4", outcomes, Bill.Outcome::delivered))
            .bind("dues", ArrayColumn.of("int8", outcomes, Bill.Outcome::due))
            .map((row, _) -> new Settled(row.getLong("charged"), row.getLong("released")))
            .one();
    tally.after(handle, "charge", settled.charged());
    tally.after(handle, "release", settled.released());
  }

  private record Settled(long charged, long released) {}

  private static @Nullable Object meter(Bill bill) {
    return bill.meter() == null ? null : bill.meter().word();
  }

  private static @Nullable Object period(Bill bill, Instant now) {
    return bill.meter() == null ? null : java.sql.Date.valueOf(bill.meter().periodOf(now));
  }
}
