package dev.pictor.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pictor.identity.UserId;
import dev.pictor.platform.Problem;
import dev.pictor.platform.settings.Environment;
import dev.pictor.testkit.TestDatabase;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The books, whatever happens to them.
class LedgerTest {
  /// So many movements, of which some are given up in the middle.
  private static final int OPERATIONS = 3000;

  private static final UserId ADMIN = new UserId(UUID.randomUUID());

  private static TestDatabase database;
  private static Billing billing;

  private final UserId user = new UserId(UUID.randomUUID());

  @BeforeAll
  static void open() {
    database = TestDatabase.open();
    billing = opened(Map.of());
  }

  private static Billing opened(Map<String, String> variables) {
    return Billing.open(
        database.database(),
        BillingSettings.from(new Environment(variables)),
        InstantSource.system());
  }

  @AfterAll
  static void close() {
    database.close();
  }

  private static long audit(Billing books) throws InterruptedException {
    return books.duties().getFirst().runOnce();
  }

  /// A wallet as a child would keep it.
  private static final class Purse {
    final UserId owner = new UserId(UUID.randomUUID());
    final Map<UUID, Price> held = new HashMap<>();
    long credits = 10;
  }

  private record Held(UUID job, Price price) {}

  /// M2: random holds, ends, repeated ends, grants and corrections of several users, with crashes;
  /// the books always come to what a plain count comes to.
  @Test
  void randomMovementsWithCrashesComeToWhatAPlainCountComesTo() throws Exception {
    var random = new Random(20261122);
    List<Purse> purses = IntStream.range(0, 8).mapToObj(_ -> new Purse()).toList();
    for (int i = 0; i < OPERATIONS; i++) {
      Purse purse = purses.get(random.nextInt(purses.size()));
      boolean crash = random.nextInt(5) == 0;
      switch (random.nextInt(4)) {
        case 0, 1 -> hold(purse, random, crash);
        case 2 -> end(purse, random, crash);
        default -> byHand(purse, random);
      }
    }
    for (Purse purse : purses) {
      Standing standing = billing.standing(purse.owner);
      assertThat(standing.credits()).isEqualTo(purse.credits);
      assertThat(standing.held())
          .isEqualTo(purse.held.values().stream().mapToLong(Price::total).sum());
    }
    assertThat(audit(billing)).isZero();
    assertThat(sum("select sum(amount) from billing_entry")).isZero();
  }

  private static void hold(Purse purse, Random random, boolean crash) {
    int variants = 1 + random.nextInt(4);
    long share = random.nextInt(4);
    var price = new Price(variants * share + random.nextInt(3), variants, share);
    UUID job = UUID.randomUUID();
    Map<UUID, Problem> refused = new HashMap<>();
    inTransaction(
        crash,
        handle ->
            refused.putAll(
                billing.agree(handle, List.of(new Bill(job, purse.owner, price, null)))));
    assertThat(refused.isEmpty()).isEqualTo(price.total() <= purse.credits);
    if (!crash && refused.isEmpty()) {
      purse.credits -= price.total();
      purse.held.put(job, price);
    }
  }

  /// Twice in a row: the second time there is nothing to end.
  private static void end(Purse purse, Random random, boolean crash) {
    if (purse.held.isEmpty()) {
      return;
    }
    List<Held> all =
        purse.held.entrySet().stream()
            .map(each -> new Held(each.getKey(), each.getValue()))
            .toList();
    Held held = all.get(random.nextInt(all.size()));
    int delivered = random.nextInt(held.price().variants() + 2);
    var outcome = List.of(new Bill.Outcome(held.job(), purse.owner, delivered));
    inTransaction(crash, handle -> billing.settle(handle, outcome));
    if (!crash) {
      inTransaction(false, handle -> billing.settle(handle, outcome));
      purse.credits += held.price().total() - held.price().dueFor(delivered);
      purse.held.remove(held.job());
    }
  }

  private static void byHand(Purse purse, Random random) {
    long amount = random.nextLong(12) - 6;
    if (amount == 0) {
      return;
    }
    var movement = new Credits.ByHand(Credits.Reason.CORRECTION, amount, "at random", ADMIN);
    if (purse.credits + amount < 0) {
      assertThatThrownBy(() -> billing.credits().move(purse.owner, movement))
          .isInstanceOf(Problem.class);
    } else {
      billing.credits().move(purse.owner, movement);
      purse.credits += amount;
    }
  }

  private static final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private interface Work {
    void run(Handle handle);
  }

  private static void inTransaction(boolean crash, Work work) {
    try {
      database
          .jdbi()
          .useTransaction(handle -> {
            work.run(handle);
            if (crash) {
              throw new Crash();
            }
          });
    } catch (Crash _) {
      // As if the process had died before its commit.
    }
  }

  private static long sum(String query) {
    return database.jdbi().withHandle(handle -> handle.createQuery(query).mapTo(Long.class).one());
  }

  @Test
  void theAuditAlarmsOverTheFirstCreditThatCameFromNowhere() throws Exception {
    billing.standing(user);
    sql("update billing_account set credits = credits + 1 where user_id = '" + user + "'");
    assertThat(audit(billing)).isEqualTo(1);
    assertThat(billing.mismatches()).isEqualTo(1);
    sql("update billing_account set credits = credits - 1 where user_id = '" + user + "'");
    assertThat(audit(billing)).isZero();
    assertThat(billing.mismatches()).isZero();
  }

  @Test
  void whatIsInTheLedgerStaysThere() {
    billing.standing(user);
    for (String change :
        List.of(
            "update billing_transfer set amount = 5",
            "delete from billing_transfer",
            "truncate billing_transfer cascade")) {
      assertThatThrownBy(() -> sql(change)).hasMessageContaining("only added to");
    }
  }

  @Test
  void whoCameWhileCreditsWereOffGetsTheWelcomeWhenTheyAreOnAgain() {
    Billing off = opened(Map.of("DEFAULT_CREDITS", "-1"));
    assertThat(off.standing(user).credits()).isEqualTo(-1);
    assertThat(
            off.price(
                "oneshot",
                List.of(new Prices.Step("face_swap", null, "x1", 1)),
                Prices.Askable.ALL))
        .isEqualTo(Price.FREE);
    assertThat(billing.standing(user).credits()).isEqualTo(10);
    assertThat(billing.standing(user).credits()).isEqualTo(10);
    assertThat(opened(Map.of("DEFAULT_CREDITS", "99")).standing(user).credits()).isEqualTo(10);
  }

  @Test
  void whoIsForgottenLeavesBooksThatAddUpAndNoWords() throws Exception {
    billing.credits().move(user, new Credits.ByHand(Credits.Reason.GRANT, 7, "for Ada", ADMIN));
    var done = billing.erasure().erase(user.value());
    assertThat(done.deleted()).containsEntry("billing_notes", 1L);
    assertThat(done.anonymised()).containsEntry("credit_transfers", 3L);
    assertThat(billing.credits().entries(user, 10, null))
        .extracting(LedgerEntry::kind)
        .containsExactly("forfeit", "grant", "grant");
    assertThat(billing.credits().entries(user, 10, null))
        .extracting(LedgerEntry::reason)
        .containsOnlyNulls();
    assertThat(
            sum(
                "select sum(amount) from billing_entry where account = 'wallet' and user_id = '"
                    + user
                    + "'"))
        .isZero();
    assertThat(audit(billing)).isZero();
    assertThat(billing.erasure().erase(user.value()).anonymised()).isEmpty();
  }

  @Test
  void whoseJobsStillHoldCreditsIsNotForgottenYet() {
    UUID job = UUID.randomUUID();
    inTransaction(
        false,
        handle ->
            assertThat(
                    billing.agree(handle, List.of(new Bill(job, user, new Price(2, 1, 0), null))))
                .isEmpty());
    assertThatThrownBy(() -> billing.erasure().erase(user.value()))
        .isInstanceOf(IllegalStateException.class);
    inTransaction(false, handle -> billing.settle(handle, List.of(new Bill.Outcome(job, user, 0))));
    billing.erasure().erase(user.value());
  }

  @Test
  void aWelcomeOfNothingIsNoMovement() {
    Billing poor = opened(Map.of("DEFAULT_CREDITS", "0"));
    assertThat(poor.standing(user).credits()).isZero();
    assertThat(poor.credits().entries(user, 10, null)).isEmpty();
  }

  @Test
  void withoutAStoreReceiptsAreRefusedHonestly() {
    var receipt = new Receipts.Receipt("proof", "credits_50", "t-1", null);
    assertThatThrownBy(() -> Receipts.NONE.validate(user, receipt))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.BILLING_NOT_CONFIGURED));
    assertThat(receipt.toString()).doesNotContain("proof");
  }

  private static void sql(String statement) {
    database.jdbi().useHandle(handle -> handle.execute(statement));
  }
}
