package dev.pictor.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pictor.billing.Crashes.Ending;
import dev.pictor.identity.UserId;
import dev.pictor.platform.Problem;
import dev.pictor.testkit.Simultaneously;
import dev.pictor.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;

/// Random movements of credits, each with what a plain count of it comes to. The same seed moves
/// the same, but for who wins a race and where a connection that is killed was.
final class LedgerMoves {
  private static final int PURSES = 8;
  private static final List<Credits.Reason> REASONS = List.of(Credits.Reason.values());
  private static final UserId ADMIN = new UserId(UUID.randomUUID());

  private final TestDatabase database;

  private final Crashes crashes;
  private final Billing billing;
  private final Random random;
  private final List<Purse> purses = new ArrayList<>();
  private final List<Purse> touched = new ArrayList<>();
  private final Map<String, Integer> counts = new TreeMap<>();

  LedgerMoves(TestDatabase database, Billing billing, long seed) {
    this.database = database;
    this.billing = billing;
    this.random = new Random(seed);
    this.crashes = new Crashes(database, random);
    for (int i = 0; i < PURSES; i++) {
      purses.add(opened());
    }
  }

  private Purse opened() {
    var purse = new Purse();
    assertThat(billing.standing(purse.owner).credits()).isEqualTo(purse.credits);
    return purse;
  }

  /// Whose books the last step can have changed.
  List<Purse> touched() {
    return touched;
  }

  /// How often what was done.
  Map<String, Integer> counts() {
    return counts;
  }

  private Purse any() {
    return purses.get(random.nextInt(purses.size()));
  }

  /// @return what was done, in words
  String next() throws Exception {
    touched.clear();
    Purse purse = any();
    touched.add(purse);
    int kind = random.nextInt(100);
    String said;
    if (kind < 38) {
      said = hold(purse, ending());
    } else if (kind < 74) {
      said = settle(purse, ending());
    } else if (kind < 79) {
      said = byHand(purse);
    } else if (kind < 85) {
      said = sale(purse);
    } else if (kind < 89) {
      said = sameKeyAgain(purse);
    } else if (kind < 93) {
      said = raceOfHolds(purse);
    } else if (kind < 97) {
      said = raceOfEnds(purse);
    } else if (kind < 98) {
      said = crossing(purse);
    } else {
      said = erase(purse);
    }
    String word = said.substring(0, said.indexOf(':'));
    counts.merge(word, 1, Integer::sum);
    return said + " of " + purse.owner;
  }

  private Ending ending() {
    int kind = random.nextInt(100);
    if (kind < 80) {
      return Ending.COMMIT;
    }
    if (kind < 95) {
      return Ending.ROLLBACK;
    }
    return List.of(Ending.KILLED_BEFORE, Ending.KILLED_AFTER, Ending.KILLED_AT_SOME_MOMENT)
        .get(random.nextInt(3));
  }

  private Price price() {
    int variants = 1 + random.nextInt(4);
    long share = random.nextInt(4);
    return new Price(variants * share + random.nextInt(3), variants, share);
  }

  private Bill bill(Purse purse, UUID job, Price price) {
    return new Bill(job, purse.owner, price, random.nextBoolean() ? Meter.JOBS : null);
  }

  private String hold(Purse purse, Ending ending) throws InterruptedException {
    Price price = price();
    UUID job = UUID.randomUUID();
    Bill bill = bill(purse, job, price);
    var refused = new HashMap<UUID, Problem>();
    crashes.inTransaction(ending, handle -> refused.putAll(billing.agree(handle, List.of(bill))));
    if (isThere(job)) {
      assertThat(price.total()).as("a hold on what was there").isLessThanOrEqualTo(purse.credits);
      assertThat(ending).isNotEqualTo(Ending.ROLLBACK);
      purse.credits -= price.total();
      purse.held.put(job, price);
    } else if (ending == Ending.COMMIT) {
      assertThat(price.total()).as("a refusal: %s", refused).isGreaterThan(purse.credits);
    }
    return "hold, " + ending + ": " + price.total() + " for " + job;
  }

  /// With fewer or more than were asked for, and often with a price of its own.
  private Bill.Outcome outcome(Purse purse, UUID job) {
    int delivered = random.nextInt(3) == 0 ? 0 : random.nextInt(purse.price(job).variants() + 2);
    Long due = random.nextInt(3) == 0 ? (Long) (long) random.nextInt(12) : null;
    return new Bill.Outcome(job, purse.owner, delivered, due);
  }

  private static long charge(Price price, Bill.Outcome outcome) {
    long most = price.dueFor(outcome.delivered());
    return outcome.due() == null ? most : Math.min(most, outcome.due());
  }

  private UUID anyHeld(Purse purse) {
    var held = List.copyOf(purse.held.keySet());
    return held.get(random.nextInt(held.size()));
  }

  /// What was committed is done once more: the second time there is nothing to end.
  private String settle(Purse purse, Ending ending) throws InterruptedException {
    if (purse.held.isEmpty()) {
      return byHand(purse);
    }
    UUID job = anyHeld(purse);
    Bill.Outcome outcome = outcome(purse, job);
    crashes.inTransaction(ending, handle -> billing.settle(handle, List.of(outcome)));
    if (isThere(job)) {
      assertThat(ending).as("an end that was committed").isNotEqualTo(Ending.COMMIT);
    } else {
      assertThat(ending).isNotEqualTo(Ending.ROLLBACK);
      Price price = purse.take(job);
      purse.credits += price.total() - charge(price, outcome);
      crashes.inTransaction(Ending.COMMIT, handle -> billing.settle(handle, List.of(outcome)));
    }
    return "settle, " + ending + ": " + outcome;
  }

  private String byHand(Purse purse) {
    Credits.Reason reason = REASONS.get(random.nextInt(REASONS.size()));
    long amount =
        reason == Credits.Reason.CORRECTION
            ? (1 + random.nextInt(6)) * (random.nextBoolean() ? 1 : -1)
            : 1 + random.nextInt(6);
    var movement = new Credits.ByHand(reason, amount, "at random", ADMIN, "" + UUID.randomUUID());
    try {
      assertThat(billing.credits().move(purse.owner, movement)).isTrue();
      purse.credits += amount;
      purse.lastByHand = movement;
    } catch (Problem problem) {
      assertThat(problem.kind()).isEqualTo(Problem.Kind.CONFLICT);
      assertThat(purse.credits + amount).isNegative();
    }
    return reason.word() + ": " + amount;
  }

  /// The same key again moves nothing, and with something else it is refused.
  private String sameKeyAgain(Purse purse) {
    Credits.ByHand again = purse.lastByHand;
    if (again == null) {
      return byHand(purse);
    }
    assertThat(billing.credits().move(purse.owner, again)).isFalse();
    var other =
        new Credits.ByHand(
            again.reason(), again.amount() + 7, again.note(), again.actor(), again.key());
    try {
      billing.credits().move(purse.owner, other);
      throw new AssertionError("the key was taken for something else");
    } catch (Problem problem) {
      assertThat(problem.kind()).isEqualTo(Problem.Kind.IDEMPOTENCY_CONFLICT);
    }
    return "same key again: " + again.key();
  }

  /// Four connections want to hold at once, and two of them move by the same key as well.
  private String raceOfHolds(Purse purse) throws Exception {
    var bills = new ArrayList<Bill>();
    for (int i = 0; i < 4; i++) {
      bills.add(bill(purse, UUID.randomUUID(), price()));
    }
    var gift =
        new Credits.ByHand(Credits.Reason.GRANT, 2, "at random", ADMIN, "" + UUID.randomUUID());
    List<Boolean> moved =
        Simultaneously.run(
            6,
            i -> {
              if (i >= 4) {
                return billing.credits().move(purse.owner, gift);
              }
              return database
                  .jdbi()
                  .inTransaction(handle -> billing.agree(handle, List.of(bills.get(i))).isEmpty());
            });
    assertThat(moved.subList(4, 6)).as("one key, one gift").containsOnlyOnce(true);
    purse.credits += 2;
    for (int i = 0; i < 4; i++) {
      Bill bill = bills.get(i);
      assertThat(isThere(bill.job())).isEqualTo(moved.get(i));
      if (moved.get(i)) {
        purse.credits -= bill.price().total();
        purse.held.put(bill.job(), bill.price());
      }
    }
    assertThat(purse.credits).as("nobody spends what is not there").isNotNegative();
    return "race of holds: " + moved;
  }

  /// A job ends at two places at once, each with its own idea of how: one of them counts.
  private String raceOfEnds(Purse purse) throws Exception {
    if (purse.held.isEmpty()) {
      return byHand(purse);
    }
    UUID job = anyHeld(purse);
    List<Bill.Outcome> ends = List.of(outcome(purse, job), outcome(purse, job));
    Simultaneously.run(
        2,
        i ->
            database
                .jdbi()
                .inTransaction(handle -> {
                  billing.settle(handle, List.of(ends.get(i)));
                  return true;
                }));
    Price price = purse.take(job);
    long charged = charged(job);
    assertThat(charged).isIn(charge(price, ends.get(0)), charge(price, ends.get(1)));
    purse.credits += price.total() - charged;
    return "race of ends: " + ends;
  }

  /// Two batches name the same two users in opposite orders; neither waits for the other for ever.
  private String crossing(Purse purse) throws Exception {
    Purse other = any();
    touched.add(other);
    var batches = new ArrayList<List<Bill>>();
    batches.add(
        List.of(bill(purse, UUID.randomUUID(), price()), bill(other, UUID.randomUUID(), price())));
    batches.add(
        List.of(bill(other, UUID.randomUUID(), price()), bill(purse, UUID.randomUUID(), price())));
    Simultaneously.run(
        2, i -> database.jdbi().inTransaction(handle -> billing.agree(handle, batches.get(i))));
    for (List<Bill> batch : batches) {
      for (Bill bill : batch) {
        if (isThere(bill.job())) {
          Purse whose = bill.user().equals(purse.owner) ? purse : other;
          whose.credits -= bill.price().total();
          whose.held.put(bill.job(), bill.price());
        }
      }
    }
    return "crossing: " + batches;
  }

  /// Whose jobs are over is forgotten, and what was in the wallet forfeited.
  private String erase(Purse purse) throws InterruptedException {
    if (purse.held.values().stream().anyMatch(price -> price.total() > 0)) {
      assertThatThrownBy(() -> billing.erasure().erase(purse.owner.value()))
          .as("jobs hold credits")
          .isInstanceOf(IllegalStateException.class);
    }
    for (UUID job : List.copyOf(purse.held.keySet())) {
      var end = new Bill.Outcome(job, purse.owner, 0);
      crashes.inTransaction(Ending.COMMIT, handle -> billing.settle(handle, List.of(end)));
    }
    purse.held.clear();
    purse.credits = 0;
    purse.owed = 0;
    billing.erasure().erase(purse.owner.value());
    purses.set(purses.indexOf(purse), opened());
    return "erase: all";
  }

  /// Something is bought, refunded, or the refund taken back, and two tell of it at once.
  private String sale(Purse purse) throws Exception {
    boolean isNew = purse.sales.isEmpty() || random.nextBoolean();
    Purse.Sale sale = isNew ? new Purse.Sale(random.nextBoolean() ? 5 : 9) : anySale(purse);
    StoreFact fact = isNew ? sale.bought() : sale.turned();
    Simultaneously.run(
        2,
        i ->
            isNew
                ? billing.purchases().record(purse.owner, fact)
                : billing.purchases().record(fact));
    if (isNew) {
      purse.sales.add(sale);
    }
    if (sale.isRefunded) {
      long had = Math.min(purse.credits, sale.credits);
      purse.credits -= had;
      purse.owed += sale.credits - had;
    } else {
      long paid = Math.min(purse.owed, sale.credits);
      purse.credits += sale.credits - paid;
      purse.owed -= paid;
    }
    return "sale, " + fact.kind() + ": " + sale.credits;
  }

  private Purse.Sale anySale(Purse purse) {
    return purse.sales.get(random.nextInt(purse.sales.size()));
  }

  private boolean isThere(UUID job) {
    return database
            .jdbi()
            .withHandle(handle ->
                handle
                    .createQuery("select count(*) from billing_hold where job_id = :job")
                    .bind("job", job)
                    .mapTo(Integer.class)
                    .one())
        > 0;
  }

  private long charged(UUID job) {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery(
                    "select coalesce(sum(amount), 0) from billing_transfer where kind = 'charge'"
                        + " and job_id = :job")
                .bind("job", job)
                .mapTo(Long.class)
                .one());
  }
}
