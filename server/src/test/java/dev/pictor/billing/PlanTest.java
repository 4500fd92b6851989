package dev.pictor.billing;

import static dev.pictor.billing.StoreNodes.ADMIN;
import static dev.pictor.billing.StoreNodes.refused;
import static dev.pictor.billing.StoreNodes.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pictor.billing.Purchases.Noted;
import dev.pictor.billing.StoreFact.Kind;
import dev.pictor.identity.UserId;
import dev.pictor.platform.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The plan of a user follows from what happened, by the clock, on two nodes that share a database.
class PlanTest {
  private static final List<Kind> KINDS = List.of(Kind.values());
  private static final StoreNodes NODES = StoreNodes.open();

  private final UserId ada = new UserId(UUID.randomUUID());
  private final UserId bob = new UserId(UUID.randomUUID());
  private final StoreFacts line = StoreFacts.from(NODES.clock().instant());

  @AfterAll
  static void close() {
    NODES.close();
  }

  /// Whatever a test did, the books are right after it.
  @AfterEach
  void audit() {
    assertThat(NODES.audit()).isZero();
  }

  @Test
  void aPlanEndsByTheClockWithoutAnyDuty() {
    run(NODES.one(), "plans");
    NODES.one().purchases().record(ada, line.started("pro_monthly", 0));
    assertThat(NODES.plan(ada)).isEqualTo(Plan.PRO);
    NODES.clock().set(line.on(30).minusSeconds(1));
    assertThat(NODES.plan(ada)).isEqualTo(Plan.PRO);
    NODES.clock().set(line.on(30));
    assertThat(NODES.plan(ada)).isEqualTo(Plan.FREE);
    assertThat(run(NODES.one(), "plans")).isPositive();
    assertThat(run(NODES.two(), "plans")).isZero();
    assertThat(NODES.one().subscription(ada).has())
        .returns(PlanState.EXPIRED, Entitlement::state)
        .returns(line.on(30), Entitlement::until);
  }

  /// Random lives, each told once in order to one user and in any order, twice and on both nodes to
  /// another: both have the same.
  @Test
  void theOrderInWhichFactsComeChangesNeitherCreditsNorPlan() {
    var random = new Random(7);
    for (int life = 0; life < 25; life++) {
      var inOrder = new UserId(UUID.randomUUID());
      var shuffled = new UserId(UUID.randomUUID());
      StoreFacts first = StoreFacts.from(NODES.clock().instant());
      StoreFacts twin = StoreFacts.from(NODES.clock().instant());
      List<Kind> kinds = new ArrayList<>();
      for (int i = random.nextInt(8); i > 0; i--) {
        kinds.add(KINDS.get(random.nextInt(KINDS.size())));
      }
      tell(inOrder, facts(first, kinds));
      List<StoreFact> mixed = new ArrayList<>(facts(twin, kinds));
      mixed.addAll(facts(twin, kinds));
      Collections.shuffle(mixed, random);
      tell(shuffled, mixed);
      NODES.clock().advance(Duration.ofDays(random.nextInt(100)));
      assertThat(NODES.plan(shuffled)).as("%s", kinds).isEqualTo(NODES.plan(inOrder));
      assertThat(NODES.credits(shuffled) - NODES.one().purchases().owed(shuffled))
          .as("%s", kinds)
          .isEqualTo(NODES.credits(inOrder) - NODES.one().purchases().owed(inOrder));
    }
  }

  @Test
  void whatTestersHaveIsGoneWhenTheServiceGoesLive() {
    NODES.one().purchases().record(ada, line.started("pro_monthly", 0));
    Billing live = NODES.with(Map.of("STORE_ENVIRONMENT", "production"));
    assertThat(live.subscription(ada).has()).isEqualTo(Entitlement.NONE);
    run(live, "plans");
    assertThat(live.standing(ada).plan()).isEqualTo(Plan.FREE);
    assertThat(run(live, "purchase-audit")).isZero();
    // The other tests' testers want theirs back.
    Billing sandboxAgain = NODES.with(Map.of());
    NODES.change(
        "insert into billing_line (store, environment, line) values"
            + " ('app_store', 'production', 'of a customer') on conflict do nothing");
    run(sandboxAgain, "plans");
    assertThat(NODES.plan(ada)).isEqualTo(Plan.PRO);
  }

  @Test
  void whatAdminsGiveIsRememberedAndEndsByItself() {
    NODES.one().assign(ada, new Billing.Gift(Plan.PREMIUM, null, line.on(10), "a prize", ADMIN));
    NODES.one().purchases().record(ada, line.started("pro_monthly", 0));
    assertThat(NODES.plan(ada)).isEqualTo(Plan.PREMIUM);
    NODES.clock().set(line.on(10));
    assertThat(NODES.plan(ada)).isEqualTo(Plan.PRO);
    assertThat(NODES.one().subscription(ada).has().store()).isEqualTo(Store.APP_STORE);
    assertThat(NODES.one().subscription(ada).lines()).hasSize(1);
    assertThat(
            refused(() ->
                NODES.one().assign(ada, new Billing.Gift(Plan.PRO, null, line.on(9), "", null))))
        .isEqualTo(Problem.Kind.INVALID_REQUEST);
  }

  @Test
  void whatHappenedIsOnlyAddedTo() {
    NODES.one().purchases().record(ada, line.started("pro_monthly", 0));
    for (String change :
        List.of(
            "update billing_store_fact set until = now()",
            "delete from billing_store_fact",
            "delete from billing_plan_event",
            "truncate billing_line cascade")) {
      assertThatThrownBy(() -> NODES.change(change)).hasMessageContaining("only added to");
    }
  }

  @Test
  void theAuditAlarmsOverAPlanThatNobodyGaveAndTakesItAway() {
    NODES.one().purchases().record(ada, line.started("pro_monthly", 0));
    String forged =
        "update billing_account set entitlements = jsonb_set(entitlements, '{0,what,plan}',"
            + " '\"premium\"') where user_id = '"
            + ada
            + "'";
    NODES.change(forged);
    assertThat(run(NODES.one(), "purchase-audit")).isEqualTo(1);
    assertThat(NODES.one().mismatches()).isEqualTo(1);
    assertThat(NODES.plan(ada)).isEqualTo(Plan.PRO);
  }

  @Test
  void aDeletedUsersPaymentsAreNeverGrantedAgainButThePlanGoesWithWhoPays() {
    NODES.one().purchases().record(ada, line.started("premium_monthly", 0));
    NODES.spend(ada, 105);
    NODES.one().purchases().record(line.said(Kind.REFUNDED, 1, 1));
    NODES.one().purchases().record(line.said(Kind.REFUND_REVERSED, 1, 1));
    NODES.one().assign(ada, new Billing.Gift(Plan.PRO, null, null, "because of Ada", ADMIN));
    var erased = NODES.one().erasure().erase(ada.value());
    assertThat(erased.anonymised()).containsEntry("store_purchases", 1L);
    assertThat(NODES.number("select count(*) from billing_plan_note where reason like '%Ada%'"))
        .isZero();

    Receipts.Granted granted =
        NODES.one().purchases().record(bob, line.started("premium_monthly", 0));
    assertThat(granted).isEqualTo(new Receipts.Granted(true, 0, 10, Plan.PREMIUM, true));
    assertThat(NODES.one().purchases().record(line.renewed(2, "premium_monthly", 30)))
        .isEqualTo(Noted.APPLIED);
    assertThat(NODES.credits(bob)).isEqualTo(110);
  }

  private static List<StoreFact> facts(StoreFacts line, List<Kind> kinds) {
    var facts = new ArrayList<StoreFact>();
    facts.add(line.started("premium_monthly", 0));
    for (int i = 0; i < kinds.size(); i++) {
      Kind kind = kinds.get(i);
      long on = 10L * (i + 1);
      boolean isPayment =
          kind == Kind.RENEWED
              || kind == Kind.STARTED
              || kind == Kind.CHANGED
              || kind == Kind.BOUGHT;
      facts.add(line.fact(kind, isPayment ? i + 2 : 1, "premium_monthly", on, line.on(on + 30)));
    }
    return facts;
  }

  private static void tell(UserId user, List<StoreFact> facts) {
    NODES.one().purchases().record(user, facts.getFirst());
    facts.stream().skip(1).forEach(fact -> NODES.two().purchases().record(fact));
  }
}
