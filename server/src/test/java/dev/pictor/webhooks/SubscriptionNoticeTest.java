package dev.pictor.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.billing.Billing;
import dev.pictor.billing.BillingSettings;
import dev.pictor.billing.Plan;
import dev.pictor.billing.Store;
import dev.pictor.billing.StoreEnvironment;
import dev.pictor.billing.StoreFact;
import dev.pictor.billing.StoreFact.Kind;
import dev.pictor.identity.UserId;
import dev.pictor.platform.Duty;
import dev.pictor.platform.settings.Environment;
import dev.pictor.testkit.HookReceiver;
import dev.pictor.testkit.HookReceiver.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Plans that change are told, by whatever they change, and once.
class SubscriptionNoticeTest {
  private static final HookBench BENCH = new HookBench();
  private static final Billing BILLING = billing();
  private static final Billing OTHER = billing();

  private final HookReceiver receiver = new HookReceiver();
  private final UserId user = BENCH.somebody();
  private final String line = "line-" + UUID.randomUUID();
  private final Instant start = BENCH.clock.instant();

  private static Billing billing() {
    var settings =
        BillingSettings.from(
            new Environment(Map.of("PRODUCTS", "pro=plan:pro, credits_50=credits:50")));
    return Billing.open(BENCH.database.database(), settings, BENCH.clock);
  }

  @AfterAll
  static void closeBench() {
    BENCH.close();
  }

  @BeforeEach
  void listen() {
    BENCH.endpoint(
        user, receiver.url("/hook"), EventType.SUBSCRIPTION_CHANGED, EventType.CREDITS_CHANGED);
  }

  @AfterEach
  void close() {
    receiver.close();
  }

  private StoreFact fact(Kind kind, int payment, String product, int day, @Nullable Integer until) {
    return new StoreFact(
        Store.PLAY_STORE,
        StoreEnvironment.SANDBOX,
        line + kind + payment,
        line + payment,
        line,
        product,
        kind,
        start.plus(Duration.ofDays(day)),
        until == null ? null : start.plus(Duration.ofDays(until)),
        1,
        StoreFact.Source.NOTIFICATION);
  }

  /// What came since the last time.
  private List<Message> told() {
    int before = receiver.messages().size();
    BENCH.send();
    return receiver.messages().subList(before, receiver.messages().size());
  }

  private static void run(Billing node) throws InterruptedException {
    for (Duty duty : node.duties()) {
      duty.runOnce();
    }
  }

  @Test
  void aPlanIsToldWhenItBeginsIsRenewedAndEndsByTheClock() throws Exception {
    BILLING.purchases().record(user, fact(Kind.STARTED, 1, "pro", 0, 30));
    List<Message> begun = told();
    assertThat(begun).extracting(Message::type).containsExactly("subscription.changed");
    assertThat(begun.getFirst().data().get("plan").asText()).isEqualTo("pro");
    assertThat(begun.getFirst().data().get("state").asText()).isEqualTo("active");
    assertThat(begun.getFirst().data().get("store").asText()).isEqualTo("play_store");
    assertThat(begun.getFirst().data().get("product_id").asText()).isEqualTo("pro");
    assertThat(begun.getFirst().data().get("renews").asBoolean()).isTrue();
    assertThat(begun.getFirst().data().get("previous_plan").asText()).isEqualTo("free");
    assertThat(Instant.parse(begun.getFirst().data().get("until").asText()))
        .isEqualTo(start.plus(Duration.ofDays(30)));

    BILLING.purchases().record(fact(Kind.RENEWED, 2, "pro", 30, 60));
    OTHER.purchases().record(fact(Kind.RENEWED, 2, "pro", 30, 60));
    assertThat(told()).extracting(Message::type).containsExactly("subscription.changed");

    BENCH.clock.advance(Duration.ofDays(61));
    run(BILLING);
    run(OTHER);
    run(BILLING);
    List<Message> ended = told();
    assertThat(ended).hasSize(1);
    assertThat(ended.getFirst().data().get("plan").asText()).isEqualTo("free");
    assertThat(ended.getFirst().data().get("state").asText()).isEqualTo("expired");
    assertThat(ended.getFirst().data().get("previous_plan").asText()).isEqualTo("pro");
  }

  @Test
  void whatChangesNothingIsNotTold() {
    BILLING.assign(user, Billing.Gift.of(Plan.FREE, 20));
    BILLING.purchases().record(fact(Kind.CANCELLED, 1, "pro", 0, null));
    assertThat(told()).isEmpty();
    BILLING.assign(user, Billing.Gift.of(Plan.PRO, 20));
    BILLING.assign(user, Billing.Gift.of(Plan.PREMIUM, 20));
    assertThat(told())
        .extracting(message -> message.data().get("plan").asText())
        .containsExactlyInAnyOrder("pro", "premium");
  }

  @Test
  void boughtAndRefundedCreditsAreToldAsCredits() {
    BILLING.purchases().record(user, fact(Kind.BOUGHT, 1, "credits_50", 0, null));
    BILLING.purchases().record(fact(Kind.REFUNDED, 1, "credits_50", 1, null));
    assertThat(told())
        .allSatisfy(message -> assertThat(message.type()).isEqualTo("credits.changed"))
        .extracting(message -> message.data().get("credits").asInt())
        .containsExactlyInAnyOrder(60, 10);
  }
}
