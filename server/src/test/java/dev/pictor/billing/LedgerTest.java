package dev.pictor.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pictor.identity.UserId;
import dev.pictor.platform.settings.Environment;
import dev.pictor.testkit.TestDatabase;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The books; what random movements do to them is [LedgerPropertyTest]'s.
class LedgerTest {
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

  private interface Work {
    void run(Handle handle);
  }

  private static void inTransaction(Work work) {
    database.jdbi().useTransaction(work::run);
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
    inTransaction(handle ->
        assertThat(billing.agree(handle, List.of(new Bill(job, user, new Price(2, 1, 0), null))))
            .isEmpty());
    assertThatThrownBy(() -> billing.erasure().erase(user.value()))
        .isInstanceOf(IllegalStateException.class);
    inTransaction(handle -> billing.settle(handle, List.of(new Bill.Outcome(job, user, 0))));
    billing.erasure().erase(user.value());
  }

  @Test
  void aWelcomeOfNothingIsNoMovement() {
    Billing poor = opened(Map.of("DEFAULT_CREDITS", "0"));
    assertThat(poor.standing(user).credits()).isZero();
    assertThat(poor.credits().entries(user, 10, null)).isEmpty();
  }

  private static void sql(String statement) {
    database.jdbi().useHandle(handle -> handle.execute(statement));
  }
}
