package dev.pictor.billing;

import dev.pictor.identity.UserId;
import dev.pictor.platform.Duty;
import dev.pictor.platform.Erasable;
import dev.pictor.platform.Problem;
import dev.pictor.platform.sql.Database;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// The module put together: what a user has, what things cost, and the holds of unfinished jobs.
public final class Billing {
  private static final String USAGE =
      "select meter, period, used from billing_usage where user_id = :user and period >= :since"
          + " or user_id = :user and meter = 'images'";

  private final Jdbi jdbi;
  private final BillingSettings settings;
  private final InstantSource clock;
  private final Accounts accounts;
  private final Holds holds;
  private final Credits credits;
  private final Prices prices;
  private final LedgerAudit audit;
  private final PlanBook plans;
  private final Purchases purchases;
  private final PurchaseAudit purchaseAudit;

  private Billing(Database database, BillingSettings settings, InstantSource clock, Tally tally) {
    this.jdbi = database.jdbi();
    this.settings = settings;
    this.clock = clock;
    this.accounts = new Accounts(settings, tally);
    this.holds = new Holds(accounts, settings, clock, tally);
    this.credits = new Credits(jdbi, accounts, tally);
    this.prices = new Prices(settings.prices());
    this.audit = new LedgerAudit(jdbi);
    this.plans = new PlanBook(jdbi, accounts, settings.stores(), clock);
    this.purchases = new Purchases(jdbi, accounts, plans, settings, clock, tally);
    this.purchaseAudit = new PurchaseAudit(jdbi, plans, settings.stores(), clock);
  }

  /// @param clock whose UTC days the quotas count by, and whose moments plans begin and end at;
  ///   every other time is the database's
  public static Billing open(Database database, BillingSettings settings, InstantSource clock) {
    return open(database, settings, clock, Tally.NONE);
  }

  /// @param tally hears what moves on this node
  public static Billing open(
      Database database, BillingSettings settings, InstantSource clock, Tally tally) {
    return new Billing(database, settings, clock, tally);
  }

  /// What the user has at this moment. A user who was never here before is given the credits of a
  /// new one.
  public Standing standing(UserId user) {
    Instant now = clock.instant();
    return jdbi.inTransaction(handle -> {
      Account account =
          Accounts.find(handle, user)
              .filter(found -> !accounts.isFresh(found))
              .orElseGet(() -> accounts.lock(handle, user));
      Map<Meter, Integer> used = used(handle, user, now);
      var quotas = new ArrayList<Standing.Quota>();
      for (Meter meter : Meter.values()) {
        quotas.add(
            Standing.Quota.of(
                meter, account.limit(meter, settings, now), used.getOrDefault(meter, 0), now));
      }
      long left = settings.isWithoutCredits() ? -1 : account.credits();
      return new Standing(account.plan(now), left, account.held(), quotas);
    });
  }

  private static Map<Meter, Integer> used(Handle handle, UserId user, Instant now) {
    var used = new HashMap<Meter, Integer>();
    handle
        .createQuery(USAGE)
        .bind("user", user.value())
        .bind("since", Meter.JOBS.periodOf(now))
        .map((row, _) -> {
          Meter meter = Meter.ofWord(row.getString("meter"));
          LocalDate period = row.getObject("period", LocalDate.class);
          return period.equals(meter.periodOf(now)) ? used.put(meter, row.getInt("used")) : null;
        })
        .list();
    return used;
  }

  /// What a chain of operations costs at a surface; nothing where credits are switched off.
  ///
  /// @param askable who may be asked to make each step
  /// @throws Problem NO_PRICE when a step has none
  public Price price(String surface, List<Prices.Step> steps, Prices.Askable askable) {
    return Prices.of(steps, steps.stream().map(step -> price(surface, step)).toList(), askable);
  }

  /// What one picture of an operation costs at a surface; nothing where credits are switched off.
  ///
  /// @throws Problem NO_PRICE when it has no price
  public ClassPrices price(String surface, Prices.Step step) {
    ClassPrices price = prices.of(surface, step);
    return settings.isWithoutCredits() ? ClassPrices.FREE : price;
  }

  public Prices prices() {
    return prices;
  }

  public Credits credits() {
    return credits;
  }

  /// What stores sold.
  public Purchases purchases() {
    return purchases;
  }

  /// Holds what these bills need, in the transaction that stores their jobs.
  ///
  /// @return why a bill is refused, by its job: INSUFFICIENT_CREDITS or QUOTA_EXCEEDED
  public Map<UUID, Problem> agree(Handle transaction, List<Bill> bills) {
    return holds.agree(transaction, bills);
  }

  /// Charges for what was delivered and gives back the rest, in the transaction that ends the jobs.
  /// A job that holds nothing, or not any more, changes nothing.
  public void settle(Handle transaction, List<Bill.Outcome> outcomes) {
    holds.settle(transaction, outcomes);
  }

  /// What an admin gives. It counts beside what stores sold, of which the best is what the user
  /// has; free takes away what admins gave before.
  ///
  /// @param imageQuota the user's own number of images, 0 none, -1 without limit; null for the
  ///   usual one
  /// @param until when the plan ends; null for never
  /// @param reason why, in words; may be empty
  /// @param actor the admin; null when it was none
  public record Gift(
      Plan plan,
      @Nullable Integer imageQuota,
      @Nullable Instant until,
      String reason,
      @Nullable UserId actor) {
    /// Without an end, and without words.
    public static Gift of(Plan plan, @Nullable Integer imageQuota) {
      return new Gift(plan, imageQuota, null, "", null);
    }
  }

  /// Gives a user a plan, and their own number of images.
  ///
  /// @throws Problem INVALID_REQUEST when its end has passed
  public void assign(UserId user, Gift gift) {
    plans.give(user, gift);
  }

  /// What a user has subscribed to.
  ///
  /// @param lines every subscription that brings a plan, in use or not
  public record Subscribed(Entitlement has, List<Subscription> lines) {
    public Subscribed {
      lines = List.copyOf(lines);
    }
  }

  /// What the user has at this moment, and where it comes from.
  public Subscribed subscription(UserId user) {
    return plans.of(user);
  }

  /// What the products of the stores bring.
  public Products products() {
    return settings.stores().products();
  }

  /// OneShot's jobs in a UTC day with this plan; 0 none, -1 without limit.
  public int jobsPerDay(Plan plan) {
    return settings.jobsPerDay().of(plan);
  }

  /// The number of images that an admin gave this user, if any.
  public Optional<Integer> imageQuota(UserId user) {
    return jdbi.withHandle(handle -> Accounts.find(handle, user)).map(Account::imageQuota);
  }

  /// Forgets a user; comes after what ends the user's jobs.
  public Erasable erasure() {
    return new BillingErasure(jdbi);
  }

  /// What keeps the books; run these on every node.
  public List<Duty> duties() {
    var ends = new PlanDuty(jdbi, plans, settings.stores(), purchases::apply, clock);
    return List.of(audit, new UsageCleaner(jdbi, clock), purchaseAudit, ends);
  }

  /// Accounts whose balances differ from what the ledger comes to, or whose plan from what
  /// happened, as the last audits found; 0 as long as everything is right.
  public long mismatches() {
    return audit.mismatches() + purchaseAudit.mismatches();
  }

  /// What an operator must look into; nothing as long as everything is right.
  public List<String> warnings() {
    long wrong = mismatches();
    return wrong == 0
        ? List.of()
        : List.of(
            "the books do not come to the balances or plans that are kept of "
                + wrong
                + (wrong == 1 ? " account" : " accounts")
                + "; the log names each, docs/credits.md says what to do");
  }
}
