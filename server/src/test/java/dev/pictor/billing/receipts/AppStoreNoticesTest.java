package dev.pictor.billing.receipts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.billing.simulated.NoticeFault;
import dev.pictor.billing.simulated.SimulatedAppStore;
import dev.pictor.billing.simulated.SimulatedAppStore.Bought;
import dev.pictor.billing.simulated.SimulatedAppStore.Notice;
import dev.pictor.billing.simulated.StoreFault;
import dev.pictor.testkit.SketchClient;
import dev.pictor.testkit.StoreCounter;
import dev.pictor.testkit.StoreCounter.Buyer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Object;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Server notifications, version 2, and the server API.
class AppStoreNoticesTest {
  private static final Duration MONTH = Duration.ofDays(30);

  private static StoreCounter counter;
  private static SimulatedAppStore store;

  @BeforeAll
  static void open() {
    counter = new StoreCounter(true, Map.of());
    store = counter.appStore();
  }

  @AfterAll
  static void close() {
    counter.close();
  }

  private static void told(Notice notice) {
    assertThat(store.tell(notice, NoticeFault.NONE)).isEqualTo(200);
  }

  private static void told(String type, String subtype, String transactionId) {
    told(Notice.of(type, subtype.isEmpty() ? null : subtype, transactionId));
  }

  private static Bought subscribed(Buyer buyer) {
    Bought bought = store.subscribe("pro_monthly", buyer.id(), MONTH);
    buyer.shows(bought).is(200);
    assertThat(buyer.plan()).isEqualTo("pro");
    return bought;
  }

  @Test
  void aSubscriptionIsRenewedFailsToRenewAndExpires() {
    Buyer buyer = counter.buyer();
    Bought first = store.subscribe("premium_monthly", buyer.id(), MONTH);
    told("SUBSCRIBED", "INITIAL_BUY", first.transactionId());
    assertThat(buyer.plan()).isEqualTo("premium");
    assertThat(buyer.credits()).isEqualTo(100);
    Bought second = store.renew(first.transactionId(), "premium_monthly", "RENEWAL", MONTH);
    told("DID_RENEW", "", second.transactionId());
    assertThat(buyer.credits()).isEqualTo(200);
    told(
        Notice.of("DID_FAIL_TO_RENEW", "GRACE_PERIOD", second.transactionId())
            .with("gracePeriodExpiresDate", Instant.now().plus(MONTH).toEpochMilli()));
    assertThat(buyer.plan()).isEqualTo("premium");
    told("GRACE_PERIOD_EXPIRED", "", second.transactionId());
    assertThat(buyer.plan()).isEqualTo("free");
    told("EXPIRED", "BILLING_RETRY", second.transactionId());
    assertThat(buyer.plan()).isEqualTo("free");
    Bought third = store.renew(first.transactionId(), "premium_monthly", "PURCHASE", MONTH);
    told("SUBSCRIBED", "RESUBSCRIBE", third.transactionId());
    assertThat(buyer.plan()).isEqualTo("premium");
    assertThat(buyer.credits()).isEqualTo(300);
  }

  @Test
  void aCancellationIsNotTheEnd() {
    Buyer buyer = counter.buyer();
    Bought bought = subscribed(buyer);
    told("DID_CHANGE_RENEWAL_STATUS", "AUTO_RENEW_DISABLED", bought.transactionId());
    assertThat(buyer.plan()).isEqualTo("pro");
    told("DID_CHANGE_RENEWAL_STATUS", "AUTO_RENEW_ENABLED", bought.transactionId());
    assertThat(buyer.plan()).isEqualTo("pro");
    told("EXPIRED", "VOLUNTARY", bought.transactionId());
    assertThat(buyer.plan()).isEqualTo("free");
  }

  @Test
  void anUpgradeCountsAtOnceAndADowngradeWithTheNextRenewal() {
    Buyer buyer = counter.buyer();
    Bought bought = subscribed(buyer);
    Bought better = store.renew(bought.transactionId(), "premium_monthly", "PURCHASE", MONTH);
    told("DID_CHANGE_RENEWAL_PREF", "UPGRADE", better.transactionId());
    assertThat(buyer.plan()).isEqualTo("premium");
    told(
        Notice.of("DID_CHANGE_RENEWAL_PREF", "DOWNGRADE", better.transactionId())
            .with("autoRenewProductId", "pro_monthly"));
    assertThat(buyer.plan()).isEqualTo("premium");
    Bought renewed = store.renew(better.transactionId(), "pro_monthly", "RENEWAL", MONTH);
    told("DID_RENEW", "", renewed.transactionId());
    assertThat(buyer.plan()).isEqualTo("pro");
  }

  @Test
  void aRefundTakesBackAndItsReversalGivesAgain() {
    Buyer buyer = counter.buyer();
    Bought bought = store.sell("credits_50", buyer.id());
    buyer.shows(bought).is(200);
    store.refund(bought.transactionId());
    told("REFUND", "", bought.transactionId());
    assertThat(buyer.credits()).isZero();
    store.reverseRefund(bought.transactionId());
    told("REFUND_REVERSED", "", bought.transactionId());
    assertThat(buyer.credits()).isEqualTo(50);
  }

  @Test
  void aRevocationEndsThePlan() {
    Buyer buyer = counter.buyer();
    Bought bought = subscribed(buyer);
    told("REVOKE", "", bought.transactionId());
    assertThat(buyer.plan()).isEqualTo("free");
  }

  @Test
  void anExtensionIsTaken() {
    Buyer buyer = counter.buyer();
    Bought bought = subscribed(buyer);
    told("RENEWAL_EXTENDED", "", bought.transactionId());
    assertThat(buyer.plan()).isEqualTo("pro");
  }

  @Test
  void whatConcernsNoPurchaseIsTakenAndChangesNothing() {
    Buyer buyer = counter.buyer();
    Bought bought = subscribed(buyer);
    for (String type :
        List.of(
            "PRICE_INCREASE", "REFUND_DECLINED", "CONSUMPTION_REQUEST", "METADATA_UPDATE", "NEW")) {
      told(type, "", bought.transactionId());
    }
    assertThat(store.tellTest()).isEqualTo(200);
    assertThat(buyer.plan()).isEqualTo("pro");
  }

  @Test
  void aNoticeForNobodyCountsWhenSomebodyShowsThePurchase() {
    Bought bought = store.sell("credits_50", null);
    told("ONE_TIME_CHARGE", "", bought.transactionId());
    Buyer buyer = counter.buyer();
    buyer.shows(bought).is(200);
    assertThat(buyer.credits()).isEqualTo(50);
  }

  @Test
  void forgedAndAlteredNoticesAreRefused() {
    Buyer buyer = counter.buyer();
    Bought bought = subscribed(buyer);
    Notice notice = Notice.of("EXPIRED", "VOLUNTARY", bought.transactionId());
    assertThat(store.tell(notice, NoticeFault.FORGED)).isEqualTo(422);
    assertThat(store.tell(notice, NoticeFault.ALTERED)).isEqualTo(422);
    assertThat(buyer.plan()).isEqualTo("pro");
    assertThat(
            SketchClient.stranger(counter.app())
                .post("/api/v1/billing/app-store", Map.of("signedPayload", 5))
                .problem())
        .isEqualTo("422 invalid_request");
  }

  @Test
  void theSameNoticeTwiceCountsOnce() {
    Buyer buyer = counter.buyer();
    Bought bought = store.subscribe("premium_monthly", buyer.id(), MONTH);
    Notice notice = Notice.of("SUBSCRIBED", "INITIAL_BUY", bought.transactionId());
    assertThat(store.tell(notice, NoticeFault.DUPLICATE)).isEqualTo(200);
    assertThat(buyer.credits()).isEqualTo(100);
    buyer.shows(bought).is(200);
    assertThat(buyer.credits()).isEqualTo(100);
  }

  @Test
  void aLateNoticeDoesNotOvertakeWhatHappenedSince() {
    Buyer buyer = counter.buyer();
    Bought bought = subscribed(buyer);
    Notice expired = Notice.of("EXPIRED", "VOLUNTARY", bought.transactionId());
    assertThat(store.tell(expired, NoticeFault.LATE)).isEqualTo(200);
    assertThat(buyer.plan()).isEqualTo("pro");
  }

  @Test
  void anIdAloneIsEnoughWhereAppleCanBeAsked() {
    Buyer buyer = counter.buyer();
    Bought bought = store.sell("credits_50", null);
    buyer.shows(Map.of("transaction_id", bought.transactionId())).is(200);
    assertThat(buyer.credits()).isEqualTo(50);
    assertThat(buyer.shows(Map.of("transaction_id", "2999999999999")).problem())
        .isEqualTo("422 receipt_invalid");
    assertThat(buyer.shows(Map.of("transaction_id", "../../x")).problem())
        .isEqualTo("422 invalid_request");
  }

  /// As StoreKit 1 has it: PKCS 7, and in it, in a set of numbered attributes, a purchase (17) with
  /// its transaction (1703).
  private static String appReceipt(String transactionId) throws IOException {
    var purchase = new DERSet(attribute(1703, new DERUTF8String(transactionId)));
    var content = new DEROctetString(new DERSet(attribute(17, purchase)).getEncoded());
    var signed = new ASN1EncodableVector();
    signed.add(new ASN1Integer(1));
    signed.add(new DERSet());
    signed.add(
        new DERSequence(
            new ASN1Encodable[] {PKCSObjectIdentifiers.data, new DERTaggedObject(0, content)}));
    signed.add(new DERSet());
    var whole =
        new DERSequence(
            new ASN1Encodable[] {
              PKCSObjectIdentifiers.signedData, new DERTaggedObject(0, new DERSequence(signed))
            });
    return Base64.getEncoder().encodeToString(whole.getEncoded());
  }

  private static DERSequence attribute(int number, ASN1Object value) throws IOException {
    return new DERSequence(
        new ASN1Encodable[] {
          new ASN1Integer(number), new ASN1Integer(1), new DEROctetString(value.getEncoded())
        });
  }

  @Test
  void anOldReceiptLeadsToItsTransactionWhereAppleCanBeAsked() throws IOException {
    Buyer buyer = counter.buyer();
    Bought bought = store.sell("credits_50", null);
    buyer.shows(Map.of("receipt_data", appReceipt(bought.transactionId()))).is(200);
    assertThat(buyer.credits()).isEqualTo(50);
    assertThat(buyer.shows(Map.of("receipt_data", appReceipt("2999999999999"))).problem())
        .isEqualTo("422 receipt_invalid");
    assertThat(buyer.shows(Map.of("receipt_data", "bm8gcmVjZWlwdA==")).problem())
        .isEqualTo("422 receipt_invalid");
  }

  @Test
  void aSignatureFromBeforeARefundIsRefusedWhereAppleCanBeAsked() {
    Bought bought = store.sell("credits_50", null);
    store.refund(bought.transactionId());
    assertThat(counter.buyer().shows(bought).problem()).isEqualTo("422 receipt_ended");
  }

  @Test
  void ofAnEarlierTransactionTheLastOneOfItsSubscriptionCounts() {
    Buyer buyer = counter.buyer();
    Bought first = store.subscribe("premium_monthly", null, Duration.ofMillis(1));
    store.renew(first.transactionId(), "premium_monthly", "RENEWAL", MONTH);
    var answer = buyer.shows(first).is(200).json();
    assertThat(answer.path("plan").asText()).isEqualTo("premium");
  }

  @Test
  void whenAppleDoesNotAnswerTheClientIsToldToComeBack() {
    Buyer buyer = counter.buyer();
    Bought bought = store.sell("credits_50", null);
    for (StoreFault fault : List.of(StoreFault.BROKEN, StoreFault.BUSY)) {
      store.misbehave(fault);
      SketchClient.Answer answer = buyer.shows(bought);
      assertThat(answer.problem()).isEqualTo("503 unavailable");
      assertThat(answer.header("Retry-After")).isNotBlank();
    }
    store.misbehave(StoreFault.DROPPED, StoreFault.SLOW);
    buyer.shows(bought).is(200);
    assertThat(buyer.credits()).isEqualTo(50);
  }
}
