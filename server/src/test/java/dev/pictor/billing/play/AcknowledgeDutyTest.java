package dev.pictor.billing.play;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.billing.StoreFact;
import dev.pictor.billing.StoreNotice;
import dev.pictor.billing.StoreNotice.Proven;
import dev.pictor.billing.simulated.SimulatedPlay;
import dev.pictor.billing.simulated.StoreFault;
import dev.pictor.identity.UserId;
import dev.pictor.platform.Duty;
import dev.pictor.platform.Problem;
import dev.pictor.platform.partner.PartnerHttp;
import dev.pictor.platform.settings.Environment;
import dev.pictor.platform.telemetry.Logging;
import dev.pictor.testkit.TestDatabase;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AcknowledgeDutyTest {
  private static TestDatabase database;
  private static SimulatedPlay google;
  private static PartnerHttp http;

  private final UserId user = new UserId(UUID.randomUUID());
  private final List<Proven> granted = new ArrayList<>();

  @BeforeAll
  static void open() {
    Logging.onlyWarnings();
    database = TestDatabase.open();
    google = new SimulatedPlay(0);
    http = new PartnerHttp(PartnerHttp.Limits.QUICK);
  }

  @AfterAll
  static void close() {
    http.close();
    google.close();
    database.close();
  }

  @BeforeEach
  void empty() {
    database.jdbi().useHandle(handle -> handle.execute("delete from billing_play_purchase"));
  }

  /// A node that has just started.
  private static Play node() {
    var variables = new HashMap<>(google.variables());
    variables.put("PLAY_CONSUME_PRODUCTS", "credits_50");
    var settings = PlaySettings.from(new Environment(variables));
    return new Play(settings, database.jdbi(), http, InstantSource.system());
  }

  private Duty duty(Play.Granting granting) {
    return node().duties(granting, _ -> true).getFirst();
  }

  private Duty duty() {
    return duty((_, proven) -> granted.add(proven));
  }

  private static void letTimePass(String interval) {
    database
        .jdbi()
        .useHandle(handle ->
            handle.execute(
                "update billing_play_purchase set settle_at = settle_at - ?::interval,"
                    + " seen_at = seen_at - ?::interval",
                interval,
                interval));
  }

  private String shown() throws InterruptedException {
    String token = google.sales().sell("credits_50", null);
    Play play = node();
    play.purchase(token, null);
    play.expect(token, user);
    return token;
  }

  @Test
  void whatWasShownBeforeANodeDiedIsGrantedAndAcknowledgedByAnother() throws Exception {
    String token = shown();
    assertThat(duty().runOnce()).as("the request has its moment").isZero();
    letTimePass("1 minute");
    assertThat(duty().runOnce()).isEqualTo(1);
    assertThat(granted).hasSize(1);
    assertThat(google.settled(token)).isEqualTo("consume");
    letTimePass("1 day");
    assertThat(duty().runOnce()).isZero();
    assertThat(granted).hasSize(1);
  }

  @Test
  void whatWasGrantedBeforeANodeDiedIsAcknowledgedByAnother() throws Exception {
    String token = shown();
    node().granted(token, user);
    assertThat(google.settled(token)).isNull();
    assertThat(duty().runOnce()).isEqualTo(1);
    assertThat(google.settled(token)).isEqualTo("consume");
  }

  @Test
  void whoeverIsGrantedItHasItAcknowledgedAlsoWhenSomebodyElseShowedItFirst() throws Exception {
    String token = google.sales().sell("credits_50", null);
    var thief = new UserId(UUID.randomUUID());
    Play play = node();
    play.purchase(token, null);
    play.expect(token, thief);
    play.expect(token, user);
    play.granted(token, user);
    play.refused(token, thief);
    assertThat(duty().runOnce()).isEqualTo(1);
    assertThat(google.settled(token)).isEqualTo("consume");
  }

  @Test
  void itIsTriedAgainUntilGoogleAnswers() throws Exception {
    String token = shown();
    letTimePass("1 minute");
    google.misbehave(StoreFault.BROKEN);
    assertThat(duty().runOnce()).isZero();
    assertThat(duty().runOnce()).as("not at once").isZero();
    assertThat(node().unacknowledged()).isEqualTo(1);
    letTimePass("60 hours");
    assertThat(node().oldestUnacknowledgedSeconds()).isGreaterThan(59 * 3600);
    assertThat(duty().runOnce()).isEqualTo(1);
    assertThat(google.settled(token)).isEqualTo("consume");
    assertThat(node().unacknowledged()).isZero();
    assertThat(node().oldestUnacknowledgedSeconds()).isZero();
  }

  @Test
  void whatMayNotBeGrantedIsNotAcknowledged() throws Exception {
    String token = shown();
    letTimePass("1 minute");
    Duty refusing =
        duty((_, _) -> {
          throw Problem.of(Problem.Kind.CONFLICT, "It is another user's.");
        });
    assertThat(refusing.runOnce()).isZero();
    letTimePass("1 day");
    assertThat(duty().runOnce()).isZero();
    assertThat(google.settled(token)).isNull();
    assertThat(granted).isEmpty();
  }

  @Test
  void aProductThatTheOperatorHasYetToAddWaits() throws Exception {
    String token = shown();
    letTimePass("1 minute");
    Duty waiting =
        duty((_, _) -> {
          throw Problem.of(Problem.Kind.UNKNOWN_PRODUCT, "PRODUCTS lacks it.");
        });
    assertThat(waiting.runOnce()).isZero();
    letTimePass("1 day");
    assertThat(duty().runOnce()).isEqualTo(1);
    assertThat(google.settled(token)).isEqualTo("consume");
  }

  @Test
  void whatTheAppAcknowledgedItselfIsLeftAlone() throws Exception {
    String token = google.sales().subscribe("pro_monthly", null, Duration.ofDays(30));
    Play play = node();
    play.purchase(token, null);
    play.expect(token, user);
    letTimePass("1 minute");
    assertThat(duty().runOnce()).isEqualTo(1);
    play.purchase(token, null);
    play.expect(token, user);
    assertThat(play.unacknowledged()).isZero();
  }

  @Test
  void whatWasVoidedWithoutAWordIsFoundInTheList() throws Exception {
    String token = shown();
    google.sales().voidOrder(google.sales().sell("credits_50", null));
    String order = google.sales().voidOrder(token);
    var found = new ArrayList<StoreNotice>();
    Duty voided = node().duties((_, _) -> {}, found::add).get(1);
    assertThat(voided.runOnce()).as("of what was ever shown here").isEqualTo(1);
    StoreFact fact = found.getFirst().told().getFirst().fact();
    assertThat(fact.kind()).isEqualTo(StoreFact.Kind.REFUNDED);
    assertThat(fact.transactionId()).isEqualTo(order);
  }

  @Test
  void aTokenIsNobodysToRead() throws Exception {
    String token = shown();
    letTimePass("1 minute");
    var due = new PurchaseTokens(database.jdbi()).takeDue().getFirst();
    assertThat(due.toString()).doesNotContain(token).contains("token-");
  }
}
