package dev.pictor.billing.receipts;

import static dev.pictor.billing.simulated.SimulatedSuperwall.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.billing.simulated.NoticeFault;
import dev.pictor.billing.simulated.SimulatedAppStore.Bought;
import dev.pictor.billing.simulated.SimulatedSuperwall;
import dev.pictor.billing.simulated.StoreFault;
import dev.pictor.testkit.SketchClient;
import dev.pictor.testkit.StoreCounter;
import dev.pictor.testkit.StoreCounter.Buyer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What Superwall reports: of stores that can be asked, and of those that cannot.
class SuperwallNoticesTest {
  private static StoreCounter counter;
  private static SimulatedSuperwall superwall;

  @BeforeAll
  static void open() {
    counter = new StoreCounter(true, Map.of());
    superwall = counter.superwall();
  }

  @AfterAll
  static void close() {
    counter.close();
  }

  /// What was bought on the web, about which nobody can be asked.
  private static Map<String, Object> web(Buyer buyer, String transaction) {
    var data = new HashMap<String, Object>();
    data.put("store", "STRIPE");
    data.put("productId", "pro_monthly");
    data.put("transactionId", transaction);
    data.put("originalTransactionId", transaction.replaceAll("-.*", ""));
    data.put("userAttributes", Map.of("user_id", buyer.id().toString()));
    return data;
  }

  private static String id() {
    return UUID.randomUUID().toString();
  }

  private static void told(String type, Map<String, Object> data) {
    assertThat(superwall.tell(event(type, id(), data), NoticeFault.NONE)).isEqualTo(200);
  }

  private static String transaction() {
    return "in_" + UUID.randomUUID().toString().replace("-", "");
  }

  @Test
  void aPurchaseOnTheWebGoesThroughItsLife() {
    Buyer buyer = counter.buyer();
    String first = transaction();
    Map<String, Object> data = web(buyer, first);
    told("initial_purchase", data);
    assertThat(buyer.plan()).isEqualTo("pro");
    told("cancellation", data);
    assertThat(buyer.plan()).isEqualTo("pro");
    told("uncancellation", data);
    told("renewal", web(buyer, first + "-2"));
    assertThat(buyer.plan()).isEqualTo("pro");
    told("billing_issue", web(buyer, first + "-2"));
    assertThat(buyer.plan()).isEqualTo("pro");
    told("expiration", web(buyer, first + "-2"));
    assertThat(buyer.plan()).isEqualTo("free");
  }

  @Test
  void aRefundIsARefund() {
    Buyer buyer = counter.buyer();
    Map<String, Object> data = web(buyer, transaction());
    told("initial_purchase", data);
    assertThat(buyer.plan()).isEqualTo("pro");
    var refund = new HashMap<>(data);
    refund.put("price", -9.99);
    told("cancellation", refund);
    assertThat(buyer.plan()).isEqualTo("free");
  }

  @Test
  void theNewerEnvelopeIsReadToo() {
    Buyer buyer = counter.buyer();
    long end = Instant.now().plus(Duration.ofDays(30)).toEpochMilli();
    Map<String, Object> event =
        Map.of(
            "type",
            "subscription.initial_purchase",
            "data",
            Map.of(
                "id",
                id(),
                "transaction",
                Map.of(
                    "store", "PADDLE",
                    "environment", "SANDBOX",
                    "product_id", "pro_monthly",
                    "transaction_id", transaction(),
                    "expiration_at", end),
                "user_attributes",
                Map.of("user_id", buyer.id().toString())));
    assertThat(superwall.tell(event, NoticeFault.NONE)).isEqualTo(200);
    assertThat(buyer.plan()).isEqualTo("pro");
  }

  @Test
  void forgedAlteredAndLateWebhooksAreRefused() {
    Buyer buyer = counter.buyer();
    Map<String, Object> event = event("initial_purchase", id(), web(buyer, transaction()));
    assertThat(superwall.tell(event, NoticeFault.FORGED)).isEqualTo(403);
    assertThat(superwall.tell(event, NoticeFault.ALTERED)).isEqualTo(403);
    assertThat(superwall.tell(event, NoticeFault.LATE)).isEqualTo(403);
    assertThat(buyer.plan()).isEqualTo("free");
    assertThat(
            SketchClient.stranger(counter.app()).post("/api/v1/billing/superwall", event).problem())
        .isEqualTo("403 bad_signature");
  }

  @Test
  void theSameEventAgainCountsOnce() {
    Buyer buyer = counter.buyer();
    Map<String, Object> data = web(buyer, transaction());
    data.put("productId", "premium_monthly");
    Map<String, Object> event = event("initial_purchase", id(), data);
    assertThat(superwall.tell(event, NoticeFault.DUPLICATE)).isEqualTo(200);
    assertThat(superwall.tell(event, NoticeFault.NONE)).isEqualTo(200);
    assertThat(buyer.credits()).isEqualTo(100);
  }

  @Test
  void anEventOfNobodyIsTakenAndGrantsNobody() {
    for (Object user : new Object[] {"$SuperwallAlias:" + UUID.randomUUID(), id(), ""}) {
      var data = new HashMap<>(web(counter.buyer(), transaction()));
      data.remove("userAttributes");
      data.put("originalAppUserId", user);
      told("initial_purchase", data);
    }
  }

  @Test
  void theNameByWhichTheAppIdentifiedTheUserIsEnough() {
    Buyer buyer = counter.buyer();
    var data = new HashMap<>(web(buyer, transaction()));
    data.remove("userAttributes");
    data.put("originalAppUserId", buyer.id().toString());
    told("initial_purchase", data);
    assertThat(buyer.plan()).isEqualTo("pro");
  }

  @Test
  void whatAppleConfirmsIsGrantedOnceWhoeverReportsIt() {
    Buyer buyer = counter.buyer();
    Bought bought =
        counter.appStore().subscribe("premium_monthly", buyer.id(), Duration.ofDays(30));
    var data = new HashMap<>(web(buyer, bought.transactionId()));
    data.put("store", "APP_STORE");
    data.put("productId", "premium_monthly");
    told("initial_purchase", data);
    assertThat(buyer.credits()).isEqualTo(100);
    buyer.shows(bought).is(200);
    assertThat(buyer.credits()).isEqualTo(100);
  }

  @Test
  void whatAppleDoesNotConfirmIsNotTaken() {
    Buyer buyer = counter.buyer();
    var data = new HashMap<>(web(buyer, "2999999999999"));
    data.put("store", "APP_STORE");
    told("initial_purchase", data);
    assertThat(buyer.plan()).isEqualTo("free");
  }

  @Test
  void whenAppleDoesNotAnswerTheWebhookIsToComeAgain() {
    Buyer buyer = counter.buyer();
    Bought bought = counter.appStore().subscribe("pro_monthly", buyer.id(), Duration.ofDays(30));
    var data = new HashMap<>(web(buyer, bought.transactionId()));
    data.put("store", "APP_STORE");
    Map<String, Object> event = event("initial_purchase", id(), data);
    counter.appStore().misbehave(StoreFault.BROKEN);
    assertThat(superwall.tell(event, NoticeFault.NONE)).isEqualTo(503);
    assertThat(superwall.tell(event, NoticeFault.NONE)).isEqualTo(200);
    assertThat(buyer.plan()).isEqualTo("pro");
  }

  @Test
  void whatGoogleConfirmsByItsOrderIsTaken() {
    Buyer buyer = counter.buyer();
    String token = counter.play().sales().subscribe("pro_monthly", buyer.id(), Duration.ofDays(30));
    var data = new HashMap<>(web(buyer, counter.play().sales().orderOf(token)));
    data.put("store", "PLAY_STORE");
    told("initial_purchase", data);
    assertThat(buyer.plan()).isEqualTo("pro");
  }

  @Test
  void theOtherEnvironmentIsNotTaken() {
    Buyer buyer = counter.buyer();
    var data = new HashMap<>(web(buyer, transaction()));
    data.put("environment", "PRODUCTION");
    told("initial_purchase", data);
    assertThat(buyer.plan()).isEqualTo("free");
  }
}
