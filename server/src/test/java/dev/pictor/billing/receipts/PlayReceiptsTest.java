package dev.pictor.billing.receipts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.billing.simulated.PlaySales;
import dev.pictor.billing.simulated.PlaySales.Move;
import dev.pictor.billing.simulated.SimulatedPlay;
import dev.pictor.billing.simulated.SimulatedPlay.Signing;
import dev.pictor.billing.simulated.StoreFault;
import dev.pictor.testkit.Simultaneously;
import dev.pictor.testkit.SketchClient;
import dev.pictor.testkit.StoreCounter;
import dev.pictor.testkit.StoreCounter.Buyer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Purchase tokens of Google Play, its notifications, and what it is told.
class PlayReceiptsTest {
  private static final Duration MONTH = Duration.ofDays(30);

  private static StoreCounter counter;
  private static SimulatedPlay play;
  private static PlaySales sales;

  @BeforeAll
  static void open() {
    counter = new StoreCounter(false, Map.of());
    play = counter.play();
    sales = play.sales();
  }

  @AfterAll
  static void close() {
    counter.close();
  }

  private static Map<String, String> token(String token) {
    return Map.of("purchase_token", token);
  }

  private static String subscribed(Buyer buyer) {
    String token = sales.subscribe("pro_monthly", buyer.id(), MONTH);
    buyer.shows(token(token)).is(200);
    assertThat(buyer.plan()).isEqualTo("pro");
    return token;
  }

  private static void moved(String token, Move move) {
    assertThat(play.tellOfSubscription(sales.move(token, move), token)).isEqualTo(200);
  }

  /// Within the rounds of the duty that tells Google.
  private static String settled(String token) throws InterruptedException {
    for (int i = 0; i < 150; i++) {
      String verb = play.settled(token);
      if (verb != null) {
        return verb;
      }
      Thread.sleep(100);
    }
    return "nothing";
  }

  @Test
  void aTokenBringsItsCreditsOnceAndIsConsumed() throws InterruptedException {
    Buyer buyer = counter.buyer();
    String token = sales.sell("credits_50", null);
    var first = buyer.shows(token(token)).is(200).json();
    assertThat(first.path("credits_added").asLong()).isEqualTo(50);
    assertThat(settled(token)).isEqualTo("consume");
    var again = buyer.shows(token(token)).is(200).json();
    assertThat(again.path("already_granted").asBoolean()).isTrue();
    assertThat(buyer.credits()).isEqualTo(50);
    assertThat(counter.buyer().shows(token(token)).problem()).isEqualTo("409 conflict");
  }

  @Test
  void aSubscriptionBringsItsPlanAndIsAcknowledged() throws InterruptedException {
    String token = subscribed(counter.buyer());
    assertThat(settled(token)).isEqualTo("acknowledge");
  }

  @Test
  void aTokenThatGoogleDoesNotKnowIsRefused() {
    Buyer buyer = counter.buyer();
    assertThat(buyer.shows(token("nonsense/../x")).problem()).isEqualTo("422 receipt_invalid");
    assertThat(buyer.shows(token("x".repeat(5000))).problem()).isEqualTo("422 receipt_invalid");
  }

  @Test
  void whatIsNotPaidYetBringsNothingUntilItIs() {
    Buyer buyer = counter.buyer();
    String token = sales.sell("credits_50", null);
    sales.setPending(token, true);
    assertThat(buyer.shows(token(token)).problem()).isEqualTo("422 purchase_pending");
    assertThat(buyer.credits()).isZero();
    sales.setPending(token, false);
    buyer.shows(token(token)).is(200);
  }

  @Test
  void aRealPurchaseIsRefusedWhereTestersCount() throws InterruptedException {
    Buyer buyer = counter.buyer();
    String token = sales.sell("credits_50", null);
    sales.makeReal(token);
    assertThat(buyer.shows(token(token)).problem()).isEqualTo("422 wrong_store_environment");
    assertThat(buyer.credits()).isZero();
    assertThat(play.settled(token)).isNull();
  }

  @Test
  void whatWasBoughtForAnotherUserIsRefusedAndNotAcknowledgedForThem() {
    Buyer buyer = counter.buyer();
    String token = sales.sell("credits_50", buyer.id());
    assertThat(counter.buyer().shows(token(token)).problem()).isEqualTo("409 conflict");
    buyer.shows(token(token)).is(200);
  }

  @Test
  void whatOnlyTheOlderFormKnowsIsFoundByItsProduct() {
    Buyer buyer = counter.buyer();
    String token = sales.sell("credits_50", null);
    sales.makeOld(token);
    assertThat(buyer.shows(token(token)).problem()).isEqualTo("422 receipt_invalid");
    buyer.shows(Map.of("purchase_token", token, "product_id", "credits_50")).is(200);
    assertThat(buyer.credits()).isEqualTo(50);
  }

  @Test
  void whatTheClientSaysHasToFit() {
    String token = sales.sell("credits_50", null);
    assertThat(
            counter
                .buyer()
                .shows(Map.of("purchase_token", token, "product_id", "pro_monthly"))
                .problem())
        .isEqualTo("422 receipt_invalid");
  }

  @Test
  void ofAHundredAtOnceOneIsGranted() throws Exception {
    String token = sales.sell("credits_50", null);
    List<Buyer> buyers = List.of(counter.buyer(), counter.buyer());
    List<SketchClient.Answer> answers =
        Simultaneously.run(100, i -> buyers.get(i % 2).shows(token(token)));
    assertThat(answers).allMatch(answer -> answer.status() == 200 || answer.status() == 409);
    assertThat(buyers.stream().mapToLong(Buyer::credits).sum()).isEqualTo(50);
  }

  @Test
  void whenGoogleDoesNotAnswerTheClientIsToldToComeBack() {
    Buyer buyer = counter.buyer();
    String token = sales.sell("credits_50", null);
    for (StoreFault fault : List.of(StoreFault.BROKEN, StoreFault.BUSY)) {
      play.misbehave(fault);
      assertThat(buyer.shows(token(token)).problem()).isEqualTo("503 unavailable");
    }
    play.misbehave(StoreFault.DROPPED, StoreFault.SLOW);
    buyer.shows(token(token)).is(200);
  }

  @Test
  void aSubscriptionGoesThroughItsLife() {
    Buyer buyer = counter.buyer();
    String token = subscribed(buyer);
    moved(token, Move.RENEWED);
    assertThat(buyer.plan()).isEqualTo("pro");
    moved(token, Move.CANCELED);
    assertThat(buyer.plan()).isEqualTo("pro");
    moved(token, Move.RESTARTED);
    moved(token, Move.IN_GRACE_PERIOD);
    assertThat(buyer.plan()).isEqualTo("pro");
    moved(token, Move.ON_HOLD);
    assertThat(buyer.plan()).isEqualTo("free");
    moved(token, Move.RECOVERED);
    assertThat(buyer.plan()).isEqualTo("pro");
    moved(token, Move.PAUSED);
    assertThat(buyer.plan()).isEqualTo("free");
    moved(token, Move.RENEWED);
    assertThat(buyer.plan()).isEqualTo("pro");
    moved(token, Move.EXPIRED);
    assertThat(buyer.plan()).isEqualTo("free");
  }

  @Test
  void aNewTokenTakesThePlaceOfTheOldOne() {
    Buyer buyer = counter.buyer();
    String old = subscribed(buyer);
    String better = sales.upgrade(old, "premium_monthly", MONTH);
    assertThat(play.tellOfSubscription(4, better)).isEqualTo(200);
    assertThat(buyer.plan()).isEqualTo("premium");
    assertThat(play.tellOfSubscription(13, old)).isEqualTo(200);
    assertThat(buyer.plan()).isEqualTo("premium");
    moved(better, Move.REVOKED);
    assertThat(buyer.plan()).isEqualTo("free");
  }

  @Test
  void aVoidedPurchaseIsTakenBack() {
    Buyer buyer = counter.buyer();
    String token = sales.sell("credits_50", null);
    buyer.shows(token(token)).is(200);
    String notYet = sales.orderOf(token);
    assertThat(play.tell("early-" + token, SimulatedPlay.voided(token, notYet), Signing.RIGHT))
        .isEqualTo(503);
    assertThat(buyer.credits()).isEqualTo(50);
    String order = sales.voidOrder(token);
    assertThat(play.tell("void-" + token, SimulatedPlay.voided(token, order), Signing.RIGHT))
        .isEqualTo(200);
    assertThat(buyer.credits()).isZero();
    assertThat(counter.buyer().shows(token(token)).problem()).isEqualTo("422 receipt_ended");
  }

  @Test
  void pushesThatAreNotGooglesForUsAreRefused() {
    String token = sales.subscribe("pro_monthly", null, MONTH);
    Map<String, Object> notice = SimulatedPlay.subscription(4, token);
    for (Signing signing : Signing.values()) {
      int expected =
          switch (signing) {
            case RIGHT -> 200;
            case NONE -> 401;
            case FOREIGN, WRONG_ISSUER, WRONG_AUDIENCE, WRONG_EMAIL, UNCONFIRMED_EMAIL, EXPIRED ->
                403;
          };
      assertThat(play.tell(UUID.randomUUID().toString(), notice, signing))
          .as(signing.name())
          .isEqualTo(expected);
    }
  }

  @Test
  void theSamePushAgainAsksGoogleNothingNew() {
    Buyer buyer = counter.buyer();
    String token = sales.subscribe("premium_monthly", buyer.id(), MONTH);
    Map<String, Object> notice = SimulatedPlay.subscription(4, token);
    String id = UUID.randomUUID().toString();
    assertThat(play.tell(id, notice, Signing.RIGHT)).isEqualTo(200);
    assertThat(play.tell(id, notice, Signing.RIGHT)).isEqualTo(200);
    assertThat(buyer.credits()).isEqualTo(100);
    assertThat(counter.metric("pictor_store_notices_total", "play_store", "repeated")).isPositive();
  }

  @Test
  void whatGoogleCannotBeAskedAboutIsToBePushedAgain() {
    Buyer buyer = counter.buyer();
    String token = sales.subscribe("pro_monthly", buyer.id(), MONTH);
    String id = UUID.randomUUID().toString();
    Map<String, Object> notice = SimulatedPlay.subscription(4, token);
    play.misbehave(StoreFault.BROKEN);
    assertThat(play.tell(id, notice, Signing.RIGHT)).isEqualTo(503);
    assertThat(buyer.plan()).isEqualTo("free");
    assertThat(play.tell(id, notice, Signing.RIGHT)).isEqualTo(200);
    assertThat(buyer.plan()).isEqualTo("pro");
  }

  @Test
  void anotherAppsNoticeAndATestAreTakenAndChangeNothing() {
    String id = UUID.randomUUID().toString();
    Map<String, Object> other =
        Map.of("packageName", "com.example.other", "testNotification", Map.of("version", "1.0"));
    assertThat(play.tell(id, other, Signing.RIGHT)).isEqualTo(200);
    assertThat(
            play.tell(
                id + "t", Map.of("testNotification", Map.of("version", "1.0")), Signing.RIGHT))
        .isEqualTo(200);
  }
}
