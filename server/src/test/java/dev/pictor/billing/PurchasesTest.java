package dev.pictor.billing;

import static dev.pictor.billing.StoreNodes.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pictor.billing.Purchases.Noted;
import dev.pictor.billing.StoreFact.Kind;
import dev.pictor.billing.StoreFact.Source;
import dev.pictor.identity.UserId;
import dev.pictor.platform.Problem;
import dev.pictor.testkit.Simultaneously;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What stores state becomes credits, once ever, on two nodes that share a database.
class PurchasesTest {
  private static final List<Source> SOURCES = List.of(Source.values());
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
  void aPurchaseIsGrantedOnceAndTheSameUserGetsTheSameAnswerAgain() {
    StoreFact fact = line.bought(1, "credits_50", 0);
    assertThat(NODES.one().purchases().record(ada, fact))
        .isEqualTo(new Receipts.Granted(true, 50, 60, Plan.FREE, false));
    assertThat(NODES.two().purchases().record(ada, fact))
        .isEqualTo(new Receipts.Granted(true, 0, 60, Plan.FREE, true));
    assertThat(NODES.one().credits().entries(ada, 1, null).getFirst())
        .returns("purchase", LedgerEntry::kind)
        .returns(50L, LedgerEntry::amount);
  }

  @Test
  void severalAtOnceBringAsMuchEach() {
    StoreFact one = line.bought(1, "credits_50", 0);
    var three =
        new StoreFact(
            one.store(),
            one.environment(),
            one.factId(),
            one.transactionId(),
            one.line(),
            one.productId(),
            one.kind(),
            one.at(),
            null,
            3,
            one.source());
    assertThat(NODES.one().purchases().record(ada, three).creditsAdded()).isEqualTo(150);
  }

  /// The store's notification, the client's receipt and Superwall all tell of one payment.
  @Test
  void whoeverTellsOfAPaymentItIsGrantedOnce() {
    StoreFact fact = line.started("premium_monthly", 0);
    assertThat(NODES.one().purchases().record(fact)).isEqualTo(Noted.UNCLAIMED);
    assertThat(
            NODES
                .one()
                .purchases()
                .record(ada, StoreFacts.retold(fact, Source.VALIDATE, 2))
                .creditsAdded())
        .isEqualTo(100);
    assertThat(NODES.two().purchases().record(StoreFacts.retold(fact, Source.SUPERWALL, 9)))
        .isEqualTo(Noted.APPLIED);
    assertThat(NODES.two().purchases().record(fact)).isEqualTo(Noted.REPEATED);
    assertThat(NODES.credits(ada)).isEqualTo(110);
    assertThat(NODES.plan(ada)).isEqualTo(Plan.PREMIUM);
  }

  /// M4.
  @Test
  void ofAHundredAtOnceOnTwoNodesOneGrants() throws Exception {
    StoreFact fact = line.bought(1, "credits_50", 0);
    List<Receipts.Granted> granted =
        Simultaneously.run(
            100,
            i -> {
              Source source = SOURCES.get(i % SOURCES.size());
              return (i % 2 == 0 ? NODES.one() : NODES.two())
                  .purchases()
                  .record(ada, StoreFacts.retold(fact, source, 0));
            });
    assertThat(granted.stream().filter(each -> !each.isRepeat())).hasSize(1);
    assertThat(granted.stream().mapToLong(Receipts.Granted::creditsAdded).sum()).isEqualTo(50);
    assertThat(NODES.credits(ada)).isEqualTo(60);
  }

  @Test
  void ofTwoUsersAtOnceOneGetsItAndTheOtherIsRefused() throws Exception {
    StoreFact fact = line.bought(1, "credits_50", 0);
    List<Boolean> got =
        Simultaneously.run(
            20,
            i -> {
              try {
                (i % 4 < 2 ? NODES.one() : NODES.two())
                    .purchases()
                    .record(i % 2 == 0 ? ada : bob, fact);
                return true;
              } catch (Problem e) {
                assertThat(e.kind()).isEqualTo(Problem.Kind.CONFLICT);
                return false;
              }
            });
    assertThat(got.stream().filter(each -> each)).hasSize(10);
    assertThat(List.of(NODES.credits(ada), NODES.credits(bob))).containsExactlyInAnyOrder(60L, 10L);
  }

  @Test
  void anotherUsersPaymentAndAnotherUsersLineAreRefused() {
    NODES.one().purchases().record(ada, line.started("pro_monthly", 0));
    assertThat(refused(() -> NODES.one().purchases().record(bob, line.started("pro_monthly", 0))))
        .isEqualTo(Problem.Kind.CONFLICT);
    assertThat(
            refused(() -> NODES.one().purchases().record(bob, line.renewed(2, "pro_monthly", 30))))
        .isEqualTo(Problem.Kind.CONFLICT);
    StoreFact renewed = line.renewed(2, "pro_monthly", 30);
    var elsewhere =
        new StoreFact(
            renewed.store(),
            renewed.environment(),
            "stolen",
            line.payment(1),
            "another line",
            "pro_monthly",
            Kind.STARTED,
            line.on(0),
            line.on(30),
            1,
            Source.VALIDATE);
    assertThat(refused(() -> NODES.one().purchases().record(bob, elsewhere)))
        .isEqualTo(Problem.Kind.CONFLICT);
    assertThat(NODES.plan(bob)).isEqualTo(Plan.FREE);
  }

  /// Two name different lines for one payment at the same moment: it is in one of them, once.
  @Test
  void aPaymentThatIsToldUnderTwoLinesAtOnceIsGrantedOnce() throws Exception {
    Simultaneously.run(
        20,
        i -> {
          var fact =
              new StoreFact(
                  Store.PLAY_STORE,
                  StoreEnvironment.SANDBOX,
                  "fact " + i,
                  line.payment(1),
                  line.line() + i % 2,
                  "credits_50",
                  Kind.BOUGHT,
                  line.on(0),
                  null,
                  1,
                  Source.VALIDATE);
          return (i % 4 < 2 ? NODES.one() : NODES.two()).purchases().record(ada, fact);
        });
    assertThat(NODES.credits(ada)).isEqualTo(60);
  }

  @Test
  void sandboxAndProductionNeverMix() {
    Billing production = NODES.with(Map.of("STORE_ENVIRONMENT", "production"));
    StoreFact tested = line.bought(1, "credits_50", 0);
    assertThatThrownBy(() -> production.purchases().record(ada, tested))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("sandbox", "STORE_ENVIRONMENT here is production");
    assertThat(refused(() -> production.purchases().record(tested)))
        .isEqualTo(Problem.Kind.WRONG_STORE_ENVIRONMENT);
    assertThat(NODES.credits(ada)).isEqualTo(10);
    assertThat(NODES.one().purchases().of(ada, 10, null)).isEmpty();
    var real = NODES.with(Map.of("ENVIRONMENT", "production"));
    assertThat(refused(() -> real.purchases().record(ada, tested)))
        .isEqualTo(Problem.Kind.WRONG_STORE_ENVIRONMENT);
  }

  @Test
  void whatWasToldBeforeTheUserShowedTheLineIsGrantedThen() {
    NODES.clock().set(line.on(35));
    NODES.one().purchases().record(line.started("premium_monthly", 0));
    NODES.one().purchases().record(line.renewed(2, "premium_monthly", 30));
    StoreFact shown = StoreFacts.retold(line.renewed(2, "premium_monthly", 30), Source.VALIDATE, 0);
    Receipts.Granted granted = NODES.one().purchases().record(ada, shown);
    assertThat(granted).isEqualTo(new Receipts.Granted(true, 200, 210, Plan.PREMIUM, false));
    assertThat(NODES.one().purchases().of(ada, 10, null))
        .extracting(Purchase::kind)
        .containsExactly(Kind.RENEWED, Kind.STARTED);
  }

  @Test
  void aProductThatTheOperatorHasNotNamedIsKeptAndGrantedWhenItIs() {
    StoreFact fact = line.bought(1, "credits_900", 0);
    assertThatThrownBy(() -> NODES.one().purchases().record(ada, fact))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("PRODUCTS lacks credits_900");
    StoreFacts told = StoreFacts.from(line.start());
    assertThat(NODES.one().purchases().record(told.bought(1, "credits_900", 0)))
        .isEqualTo(Noted.UNKNOWN_PRODUCT);
    assertThat(NODES.credits(ada)).isEqualTo(10);
    assertThat(NODES.one().purchases().of(ada, 10, null).getFirst().state())
        .isEqualTo(Purchase.State.WAITING);

    Billing later =
        NODES.with(Map.of("PRODUCTS", StoreNodes.PRODUCTS + ", credits_900=credits:900"));
    StoreNodes.run(later, "plans");
    assertThat(NODES.credits(ada)).isEqualTo(910);
    assertThat(NODES.one().purchases().of(ada, 10, null).getFirst().state())
        .isEqualTo(Purchase.State.GRANTED);
    assertThat(later.purchases().record(ada, fact).isRepeat()).isTrue();
    assertThat(
            later
                .purchases()
                .record(
                    bob, StoreFacts.retold(told.bought(1, "credits_900", 0), Source.VALIDATE, 0))
                .creditsAdded())
        .isEqualTo(900);
  }

  @Test
  void aRefundTakesWhatIsThereAndTheNextPurchasePaysTheRest() {
    NODES.one().purchases().record(ada, line.bought(1, "credits_50", 0));
    NODES.spend(ada, 55);
    NODES.one().purchases().record(line.said(Kind.REFUNDED, 1, 1));
    assertThat(NODES.credits(ada)).isZero();
    assertThat(NODES.one().purchases().owed(ada)).isEqualTo(45);
    assertThat(NODES.one().purchases().of(ada, 10, null).getFirst().state())
        .isEqualTo(Purchase.State.TAKEN_BACK);

    StoreFacts next = StoreFacts.from(line.start());
    assertThat(NODES.one().purchases().record(ada, next.bought(1, "credits_50", 1)).creditsAdded())
        .isEqualTo(5);
    assertThat(NODES.one().purchases().owed(ada)).isZero();
    NODES.one().purchases().record(line.said(Kind.REFUND_REVERSED, 1, 2));
    assertThat(NODES.credits(ada)).isEqualTo(55);
  }

  @Test
  void aRefundThatIsToldTwiceTakesOnceAlsoAtOnce() throws Exception {
    NODES.one().purchases().record(ada, line.bought(1, "credits_50", 0));
    Simultaneously.run(
        20,
        i ->
            (i % 2 == 0 ? NODES.one() : NODES.two())
                .purchases()
                .record(
                    StoreFacts.retold(
                        line.said(Kind.REFUNDED, 1, 1), SOURCES.get(i % SOURCES.size()), i)));
    assertThat(NODES.credits(ada)).isEqualTo(10);
    assertThat(NODES.one().purchases().owed(ada)).isZero();
  }

  @Test
  void aRefundThatComesFirstLeavesNothing() {
    NODES.one().purchases().record(line.said(Kind.REFUNDED, 1, 1));
    Receipts.Granted granted =
        NODES.one().purchases().record(ada, line.started("premium_monthly", 0));
    assertThat(granted).isEqualTo(new Receipts.Granted(false, 0, 10, Plan.FREE, false));
  }
}
