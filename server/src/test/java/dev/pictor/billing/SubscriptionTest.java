package dev.pictor.billing;

import static dev.pictor.billing.StoreFacts.day;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.billing.StoreFact.Kind;
import dev.pictor.billing.StoreFact.Source;
import dev.pictor.platform.settings.Environment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What follows from what stores state, without a database.
class SubscriptionTest {
  private static final StoreSettings SETTINGS =
      StoreSettings.from(
          new Environment(
              Map.of(
                  "PRODUCTS",
                  "pro_monthly=plan:pro, pro_forever=plan:pro, premium_monthly=plan:premium,"
                      + " credits_50=credits:50",
                  "GRACE_DAYS",
                  "5")));

  private final StoreFacts pro = StoreFacts.fresh();

  private static RecordedFact recorded(StoreFact fact) {
    return new RecordedFact(
        fact, fact.at(), SETTINGS.products().find(fact.productId()).orElse(null));
  }

  private static History history(StoreFact... facts) {
    return history(List.of(), Arrays.asList(facts));
  }

  private static History history(List<PlanEvent> given, List<StoreFact> facts) {
    var lines = new ArrayList<List<RecordedFact>>();
    facts.stream()
        .map(StoreFact::line)
        .distinct()
        .forEach(line ->
            lines.add(
                facts.stream()
                    .filter(fact -> fact.line().equals(line))
                    .map(SubscriptionTest::recorded)
                    .toList()));
    return new History(given, lines);
  }

  private static Entitlement at(Instant moment, StoreFact... facts) {
    return history(facts).at(moment, SETTINGS);
  }

  /// The plan and how it stands: `pro active`.
  private static String seen(Instant moment, StoreFact... facts) {
    Entitlement has = at(moment, facts);
    return has.plan().word() + " " + has.state().word();
  }

  @Test
  void whoNeverHadAnythingHasTheFreePlan() {
    assertThat(at(day(0))).isEqualTo(Entitlement.NONE);
  }

  @Test
  void aSubscriptionEndsByTheClockAtTheVeryMomentToWhichItIsPaid() {
    StoreFact started = pro.started("pro_monthly", 0);
    assertThat(seen(day(0), started)).isEqualTo("pro active");
    assertThat(seen(day(30).minusMillis(1), started)).isEqualTo("pro active");
    assertThat(seen(day(30), started)).isEqualTo("free expired");
    assertThat(at(day(40), started).until()).isEqualTo(day(30));
    assertThat(seen(day(-1), started)).isEqualTo("free none");
  }

  @Test
  void aRenewalGoesOnFromTheFirstDay() {
    StoreFact[] facts = {pro.started("pro_monthly", 0), pro.renewed(2, "pro_monthly", 30)};
    Entitlement has = at(day(45), facts);
    assertThat(has.plan()).isEqualTo(Plan.PRO);
    assertThat(has.since()).isEqualTo(day(0));
    assertThat(has.until()).isEqualTo(day(60));
    assertThat(has.renews()).isTrue();
    assertThat(has.productId()).isEqualTo("pro_monthly");
  }

  @Test
  void whoComesBackAfterAWhileHasItSinceThen() {
    assertThat(
            at(
                    day(95),
                    pro.started("pro_monthly", 0),
                    pro.fact(Kind.STARTED, 2, "pro_monthly", 90, day(120)))
                .since())
        .isEqualTo(day(90));
  }

  @Test
  void whoCancelsKeepsWhatIsPaidAndMayChangeTheirMind() {
    StoreFact started = pro.started("pro_monthly", 0);
    StoreFact cancelled = pro.said(Kind.CANCELLED, 1, 10);
    assertThat(seen(day(20), started, cancelled)).isEqualTo("pro active");
    assertThat(at(day(20), started, cancelled).renews()).isFalse();
    assertThat(seen(day(30), started, cancelled)).isEqualTo("free expired");
    assertThat(at(day(20), started, cancelled, pro.said(Kind.UNCANCELLED, 1, 15)).renews())
        .isTrue();
  }

  @Test
  void graceLastsAsLongAsTheStoreSaysOrElseAsTheOperatorDoes() {
    StoreFact started = pro.started("pro_monthly", 0);
    StoreFact dated = pro.fact(Kind.GRACE, 1, "pro_monthly", 30, day(46));
    StoreFact undated = pro.said(Kind.GRACE, 1, 30);
    assertThat(seen(day(40), started, dated)).isEqualTo("pro grace");
    assertThat(at(day(40), started, dated).until()).isEqualTo(day(46));
    assertThat(seen(day(46), started, dated)).isEqualTo("free expired");
    assertThat(seen(day(34), started, undated)).isEqualTo("pro grace");
    assertThat(seen(day(35), started, undated)).isEqualTo("free expired");
    assertThat(seen(day(40), started, dated, pro.renewed(2, "pro_monthly", 38)))
        .isEqualTo("pro active");
  }

  @Test
  void aHoldAndAPauseStopThePlanUntilItIsPaidAgain() {
    StoreFact started = pro.started("pro_monthly", 0);
    StoreFact hold = pro.said(Kind.HOLD, 1, 20);
    assertThat(seen(day(21), started, hold)).isEqualTo("free on_hold");
    assertThat(seen(day(21), started, pro.said(Kind.PAUSED, 1, 20))).isEqualTo("free paused");
    assertThat(seen(day(26), started, hold, pro.renewed(2, "pro_monthly", 25)))
        .isEqualTo("pro active");
    StoreFact sameAgain = StoreFacts.retold(started, Source.SUPERWALL, 25 * 24 * 3600);
    assertThat(seen(day(26), started, hold, sameAgain)).isEqualTo("free on_hold");
  }

  @Test
  void anUpgradeCountsAtOnceAndADowngradeFromTheRenewal() {
    StoreFact started = pro.started("pro_monthly", 0);
    StoreFact up = pro.fact(Kind.CHANGED, 2, "premium_monthly", 10, day(40));
    assertThat(seen(day(10), started, up)).isEqualTo("premium active");
    assertThat(at(day(10), started, up).until()).isEqualTo(day(40));

    StoreFact down = pro.fact(Kind.CHANGE_PLANNED, 2, "pro_monthly", 20, null);
    assertThat(seen(day(39), started, up, down)).isEqualTo("premium active");
    assertThat(history(started, up, down).subscriptions(day(39), SETTINGS).getFirst())
        .returns("premium_monthly", Subscription::productId)
        .returns("pro_monthly", Subscription::nextProductId);
    assertThat(seen(day(41), started, up, down, pro.renewed(3, "pro_monthly", 40)))
        .isEqualTo("pro active");
  }

  @Test
  void aChangeWithoutAPaymentChangesTheRunningPeriod() {
    StoreFact changed = pro.fact(Kind.CHANGED, 1, "premium_monthly", 10, null);
    Entitlement has = at(day(11), pro.started("pro_monthly", 0), changed);
    assertThat(has.plan()).isEqualTo(Plan.PREMIUM);
    assertThat(has.until()).isEqualTo(day(30));
  }

  @Test
  void aRefundTakesThePlanAndItsReversalGivesItBack() {
    StoreFact started = pro.started("pro_monthly", 0);
    StoreFact refunded = pro.said(Kind.REFUNDED, 1, 10);
    assertThat(seen(day(9), started, refunded)).isEqualTo("pro active");
    assertThat(seen(day(10), started, refunded)).isEqualTo("free refunded");
    assertThat(seen(day(12), started, refunded, pro.said(Kind.REFUND_REVERSED, 1, 11)))
        .isEqualTo("pro active");
    assertThat(seen(day(10), started, pro.said(Kind.REVOKED, 1, 10))).isEqualTo("free revoked");
  }

  @Test
  void aRefundOfAnOlderPaymentLeavesTheNewOne() {
    StoreFact[] facts = {
      pro.started("pro_monthly", 0),
      pro.renewed(2, "pro_monthly", 30),
      pro.said(Kind.REFUNDED, 1, 35),
      pro.said(Kind.EXPIRED, 1, 36)
    };
    assertThat(seen(day(40), facts)).isEqualTo("pro active");
  }

  @Test
  void moreTimeFromTheStoreCounts() {
    StoreFact extended = pro.fact(Kind.EXTENDED, 1, "pro_monthly", 5, day(37));
    assertThat(at(day(36), pro.started("pro_monthly", 0), extended).until()).isEqualTo(day(37));
  }

  @Test
  void whatWasBoughtOnceLastsForEverAndDoesNotRenew() {
    Entitlement has = at(day(5000), pro.bought(1, "pro_forever", 0));
    assertThat(has.plan()).isEqualTo(Plan.PRO);
    assertThat(has.until()).isNull();
    assertThat(has.renews()).isFalse();
  }

  @Test
  void creditsAloneAreNoSubscription() {
    History history = history(pro.bought(1, "credits_50", 0));
    assertThat(history.at(day(1), SETTINGS)).isEqualTo(Entitlement.NONE);
    assertThat(history.subscriptions(day(1), SETTINGS)).isEmpty();
  }

  @Test
  void ofSeveralLinesAndWhatAdminsGaveTheBestCounts() {
    StoreFacts other = new StoreFacts(Store.PLAY_STORE, "play", day(0));
    var facts = List.of(pro.started("pro_monthly", 0), other.started("premium_monthly", 10));
    History bought = history(List.of(), facts);
    assertThat(bought.at(day(5), SETTINGS).store()).isEqualTo(Store.APP_STORE);
    assertThat(bought.at(day(20), SETTINGS).plan()).isEqualTo(Plan.PREMIUM);
    assertThat(bought.at(day(20), SETTINGS).store()).isEqualTo(Store.PLAY_STORE);

    var gift = new PlanEvent(day(2), Plan.PREMIUM, day(8));
    History both = history(List.of(gift), facts);
    assertThat(both.at(day(5), SETTINGS).plan()).isEqualTo(Plan.PREMIUM);
    assertThat(both.at(day(5), SETTINGS).store()).isNull();
    assertThat(both.at(day(9), SETTINGS).plan()).isEqualTo(Plan.PRO);

    History takenAway = history(List.of(gift, new PlanEvent(day(3), Plan.FREE, null)), facts);
    assertThat(takenAway.at(day(5), SETTINGS).plan()).isEqualTo(Plan.PRO);
  }

  @Test
  void aProductThatWasNotKnownCountsWhenItIs() {
    StoreFact fact = pro.started("pro_monthly", 0);
    var unknown = new RecordedFact(fact, fact.at(), null);
    var history = new History(List.of(), List.of(List.of(unknown)));
    var nothing =
        new StoreSettings(StoreEnvironment.SANDBOX, new Products(Map.of()), Duration.ZERO);
    assertThat(history.at(day(1), nothing).plan()).isEqualTo(Plan.FREE);
    assertThat(history.at(day(1), SETTINGS).plan()).isEqualTo(Plan.PRO);
  }

  @Test
  void aStoreWhoseClockIsAheadIsBelievedWhenItIsHeard() {
    StoreFact fact = pro.started("pro_monthly", 0);
    var early = new RecordedFact(fact, day(0).minusSeconds(3), new Products.Offer(Plan.PRO, 0));
    var history = new History(List.of(), List.of(List.of(early)));
    assertThat(history.at(day(0).minusSeconds(3), SETTINGS).plan()).isEqualTo(Plan.PRO);
  }

  /// A thousand random lives of a subscription: told in any order, told twice, and told by several
  /// sources, they come to the same at every moment; and what was foreseen by the clock is what is.
  @Test
  void theOrderInWhichFactsComeAndTheirRepetitionChangeNothing() {
    var random = new Random(20261122);
    for (int life = 0; life < 1000; life++) {
      List<StoreFact> facts = life(random);
      var told = new ArrayList<>(facts);
      for (StoreFact fact : facts) {
        if (random.nextInt(3) == 0) {
          told.add(StoreFacts.retold(fact, Source.SUPERWALL, 0));
        }
      }
      Collections.shuffle(told, random);
      History inOrder = history(List.of(), facts);
      History shuffled = history(List.of(), told);
      for (int i = 0; i < 10; i++) {
        Instant moment = day(random.nextInt(200)).plusSeconds(random.nextInt(86_400));
        assertThat(shuffled.at(moment, SETTINGS))
            .as("life %d at %s: %s", life, moment, facts)
            .isEqualTo(inOrder.at(moment, SETTINGS));
        Instant later = moment.plus(Duration.ofHours(random.nextInt(2000)));
        assertThat(inOrder.timeline(moment, SETTINGS).at(later))
            .as("life %d from %s to %s: %s", life, moment, later, facts)
            .isEqualTo(inOrder.at(later, SETTINGS));
        assertThat(Timeline.of(inOrder.timeline(moment, SETTINGS).json()))
            .isEqualTo(inOrder.timeline(moment, SETTINGS));
        assertThat(inOrder.timeline(moment, SETTINGS).from(later))
            .isEqualTo(inOrder.timeline(later, SETTINGS));
      }
    }
  }

  private static List<StoreFact> life(Random random) {
    StoreFacts line = StoreFacts.fresh();
    var facts = new ArrayList<StoreFact>();
    facts.add(line.started("pro_monthly", 0));
    int payment = 1;
    long day = 0;
    for (int i = random.nextInt(12); i > 0; i--) {
      day += random.nextInt(25);
      Kind[] all = Kind.values();
      Kind kind = all[random.nextInt(all.length)];
      String product = random.nextBoolean() ? "pro_monthly" : "premium_monthly";
      switch (kind) {
        case STARTED, RENEWED, CHANGED -> {
          payment++;
          facts.add(line.fact(kind, payment, product, day, day(day + 30)));
        }
        case EXTENDED, GRACE ->
            facts.add(line.fact(kind, payment, product, day, day(day + random.nextInt(20))));
        case BOUGHT -> facts.add(line.bought(++payment, "pro_forever", day));
        case EXPIRED,
            HOLD,
            PAUSED,
            CHANGE_PLANNED,
            UNCANCELLED,
            CANCELLED,
            REFUNDED,
            REVOKED,
            REFUND_REVERSED ->
            facts.add(line.fact(kind, 1 + random.nextInt(payment), product, day, null));
      }
    }
    return facts;
  }
}
