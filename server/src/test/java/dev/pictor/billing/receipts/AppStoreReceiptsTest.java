package dev.pictor.billing.receipts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.billing.simulated.SimulatedAppStore;
import dev.pictor.billing.simulated.SimulatedAppStore.Bought;
import dev.pictor.testkit.Simultaneously;
import dev.pictor.testkit.SketchClient;
import dev.pictor.testkit.StoreCounter;
import dev.pictor.testkit.StoreCounter.Buyer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Signed transactions of the App Store, by their signature alone: Apple is not asked.
class AppStoreReceiptsTest {
  private static final Duration MONTH = Duration.ofDays(30);

  private static StoreCounter counter;
  private static SimulatedAppStore store;

  @BeforeAll
  static void open() {
    counter = new StoreCounter(false, Map.of());
    store = counter.appStore();
  }

  @AfterAll
  static void close() {
    counter.close();
  }

  private static Map<String, String> signed(String jws) {
    return Map.of("signed_transaction", jws);
  }

  @Test
  void whatAppleSignedBringsItsCreditsOnce() {
    Buyer buyer = counter.buyer();
    Bought bought = store.sell("credits_50", null);
    var first = buyer.shows(bought).is(200).json();
    assertThat(first.path("credits_added").asLong()).isEqualTo(50);
    assertThat(first.path("credits").asLong()).isEqualTo(50);
    assertThat(first.path("already_granted").asBoolean()).isFalse();
    var again = buyer.shows(signed(store.signed(bought.transactionId()))).is(200).json();
    assertThat(again.path("credits_added").asLong()).isZero();
    assertThat(again.path("credits").asLong()).isEqualTo(50);
    assertThat(again.path("already_granted").asBoolean()).isTrue();
  }

  @Test
  void aSubscriptionBringsItsPlan() {
    Buyer buyer = counter.buyer();
    var answer = buyer.shows(store.subscribe("pro_monthly", null, MONTH)).is(200).json();
    assertThat(answer.path("plan").asText()).isEqualTo("pro");
    assertThat(buyer.plan()).isEqualTo("pro");
  }

  @Test
  void anotherUserIsToldThatItIsNotTheirs() {
    Bought bought = store.sell("credits_50", null);
    counter.buyer().shows(bought).is(200);
    Buyer thief = counter.buyer();
    assertThat(thief.shows(bought).problem()).isEqualTo("409 conflict");
    assertThat(thief.credits()).isZero();
  }

  @Test
  void whatWasBoughtForAnotherUserIsRefused() {
    Buyer buyer = counter.buyer();
    Buyer thief = counter.buyer();
    Bought bought = store.sell("credits_50", buyer.id());
    assertThat(thief.shows(bought).problem()).isEqualTo("409 conflict");
    buyer.shows(bought).is(200);
  }

  @Test
  void aForgedTransactionIsRefused() {
    Buyer buyer = counter.buyer();
    Bought bought = store.sell("credits_50", null);
    assertThat(buyer.shows(signed(store.forged(bought.transactionId()))).problem())
        .isEqualTo("422 receipt_invalid");
    assertThat(buyer.credits()).isZero();
  }

  @Test
  void anAlteredTransactionIsRefused() {
    Buyer buyer = counter.buyer();
    Bought bought = store.sell("credits_50", null);
    String altered = SimulatedAppStore.altered(bought.signed());
    assertThat(altered).isNotEqualTo(bought.signed());
    assertThat(buyer.shows(signed(altered)).problem()).isEqualTo("422 receipt_invalid");
  }

  @Test
  void aTransactionWithoutASignatureIsRefused() {
    String[] parts = store.sell("credits_50", null).signed().split("\\.", -1);
    String header =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));
    Buyer buyer = counter.buyer();
    for (String each :
        List.of(header + "." + parts[1] + ".AA", parts[0] + "." + parts[1] + ".AA", "a.b.c", "x")) {
      assertThat(buyer.shows(signed(each)).problem()).isEqualTo("422 receipt_invalid");
    }
  }

  @Test
  void certificatesThatHaveEndedAreRefused() {
    Bought bought = store.sell("credits_50", null);
    assertThat(counter.buyer().shows(signed(store.signedByEnded(bought.transactionId()))).problem())
        .isEqualTo("422 receipt_invalid");
  }

  @Test
  void anotherAppsPurchaseIsRefused() {
    Bought bought = store.sell("credits_50", null);
    String other =
        store.signedWith(bought.transactionId(), Map.of("bundleId", "com.example.other"));
    assertThat(counter.buyer().shows(signed(other)).problem())
        .isEqualTo("422 receipt_of_other_app");
  }

  @Test
  void anotherEnvironmentsPurchaseIsRefused() {
    Bought bought = store.sell("credits_50", null);
    for (String environment : List.of("Production", "Xcode", "LocalTesting")) {
      String other = store.signedWith(bought.transactionId(), Map.of("environment", environment));
      assertThat(counter.buyer().shows(signed(other)).problem())
          .isEqualTo("422 wrong_store_environment");
    }
  }

  @Test
  void anEndedSubscriptionIsRefusedAndOneThatWasGrantedIsNot() {
    Buyer buyer = counter.buyer();
    Bought bought = store.subscribe("pro_monthly", null, MONTH);
    var past = Map.<String, Object>of("expiresDate", Instant.now().minusSeconds(60).toEpochMilli());
    String ended = store.signedWith(bought.transactionId(), past);
    assertThat(buyer.shows(signed(ended)).problem()).isEqualTo("422 receipt_ended");
    assertThat(buyer.plan()).isEqualTo("free");
    buyer.shows(bought).is(200);
    assertThat(buyer.shows(signed(ended)).is(200).json().path("already_granted").asBoolean())
        .isTrue();
  }

  @Test
  void aRefundedTransactionIsRefused() {
    Bought bought = store.sell("credits_50", null);
    store.refund(bought.transactionId());
    Buyer buyer = counter.buyer();
    assertThat(buyer.shows(signed(store.signed(bought.transactionId()))).problem())
        .isEqualTo("422 receipt_ended");
    // The signature from before the refund is as good as ever, and brings nothing any more.
    buyer.shows(bought);
    assertThat(buyer.credits()).isZero();
  }

  @Test
  void whatTheClientSaysHasToFit() {
    Buyer buyer = counter.buyer();
    Bought bought = store.sell("credits_50", null);
    var wrong = new HashMap<>(signed(bought.signed()));
    wrong.put("product_id", "credits_500");
    assertThat(buyer.shows(wrong).problem()).isEqualTo("422 receipt_invalid");
    wrong.put("product_id", "credits_50");
    wrong.put("transaction_id", "1");
    assertThat(buyer.shows(wrong).problem()).isEqualTo("422 receipt_invalid");
    wrong.put("transaction_id", bought.transactionId());
    wrong.put("platform", "play_store");
    assertThat(buyer.shows(wrong).problem()).isEqualTo("422 invalid_request");
    wrong.put("platform", "app_store");
    buyer.shows(wrong).is(200);
  }

  @Test
  void aProductThatNobodyKnowsBringsNothing() {
    assertThat(counter.buyer().shows(store.sell("unheard_of", null)).problem())
        .isEqualTo("422 unknown_product");
  }

  @Test
  void receiptDataMayBeASignedTransaction() {
    Buyer buyer = counter.buyer();
    buyer.shows(Map.of("receipt_data", store.sell("credits_50", null).signed())).is(200);
    assertThat(buyer.credits()).isEqualTo(50);
  }

  @Test
  void anOldReceiptIsRefusedWithAnAnswerThatSaysWhatToSend() {
    SketchClient.Answer answer = counter.buyer().shows(Map.of("receipt_data", "MIIT0wYJKoZIhvcN"));
    assertThat(answer.problem()).isEqualTo("422 receipt_invalid");
    assertThat(answer.json().path("detail").asText()).contains("signed_transaction");
    assertThat(counter.buyer().shows(Map.of("transaction_id", "2000000000001")).problem())
        .isEqualTo("503 billing_not_configured");
  }

  @Test
  void ofAHundredAtOnceOneIsGranted() throws Exception {
    Bought bought = store.sell("credits_50", null);
    List<Buyer> buyers = List.of(counter.buyer(), counter.buyer(), counter.buyer());
    List<SketchClient.Answer> answers =
        Simultaneously.run(100, i -> buyers.get(i % buyers.size()).shows(bought));
    assertThat(answers).allMatch(answer -> answer.status() == 200 || answer.status() == 409);
    assertThat(
            answers.stream()
                .filter(answer -> answer.status() == 200)
                .mapToLong(answer -> answer.json().path("credits_added").asLong())
                .sum())
        .isEqualTo(50);
    assertThat(buyers.stream().mapToLong(Buyer::credits).sum()).isEqualTo(50);
  }

  @Test
  void whatBecameOfReceiptsIsCounted() {
    counter.buyer().shows(store.sell("credits_50", null)).is(200);
    counter.buyer().shows(signed("a.b.c"));
    assertThat(
            counter.metric(
                "pictor_receipts_verified_total", "store=\"app_store\"", "result=\"granted\""))
        .isPositive();
    assertThat(
            counter.metric(
                "pictor_receipts_verified_total",
                "store=\"app_store\"",
                "result=\"receipt_invalid\""))
        .isPositive();
  }
}
