package dev.pictor.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.billing.Billing;
import dev.pictor.billing.BillingSettings;
import dev.pictor.billing.Store;
import dev.pictor.billing.StoreEnvironment;
import dev.pictor.billing.StoreFact;
import dev.pictor.billing.StoreFact.Kind;
import dev.pictor.identity.UserId;
import dev.pictor.platform.settings.Environment;
import dev.pictor.testkit.AdminClient;
import dev.pictor.testkit.JobClient;
import dev.pictor.testkit.RunningApp;
import dev.pictor.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Plans and purchases over HTTP. Another node, on the same database, hears from the store.
class PlanRoutesTest {
  private static final Map<String, String> PRODUCTS =
      Map.of(
          "PRODUCTS", "credits_50=credits:50, pro_monthly=plan:pro+credits:5",
          "DEFAULT_CREDITS", "10",
          "PLAN_FREE_JOBS_PER_DAY", "5");
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  private static final TestDatabase DATABASE = TestDatabase.open();
  private static final RunningApp APP = app();
  private static final AdminClient ADMIN = AdminClient.signedIn(APP);
  private static final Billing STORES =
      Billing.open(
          DATABASE.database(),
          BillingSettings.from(new Environment(PRODUCTS)),
          InstantSource.system());

  private final String line = "line-" + UUID.randomUUID();
  private JobClient ada = JobClient.signedIn(APP);
  private String id = "";

  private static RunningApp app() {
    var variables = new HashMap<>(AdminClient.ADMIN);
    variables.putAll(PRODUCTS);
    variables.put("DATABASE_URL", DATABASE.url());
    return RunningApp.start(variables);
  }

  @AfterAll
  static void stop() {
    APP.close();
    DATABASE.close();
  }

  @BeforeEach
  void who() {
    id = ada.http().get("/api/v1/account/credits").is(200).json().at("/account/user_id").asText();
  }

  private StoreFact fact(Kind kind, int payment, String product, int days) {
    return new StoreFact(
        Store.PLAY_STORE,
        StoreEnvironment.SANDBOX,
        line + kind + payment,
        line + payment,
        line,
        product,
        kind,
        now,
        days == 0 ? null : now.plus(Duration.ofDays(days)),
        1,
        StoreFact.Source.VALIDATE);
  }

  private void buy(StoreFact fact) {
    STORES.purchases().record(new UserId(UUID.fromString(id)), fact);
  }

  private JsonNode get(String path) {
    return ada.http().get(path).is(200).json();
  }

  @Test
  void whatAStoreSoldIsThereAtOnceOnEveryNode() {
    buy(fact(Kind.STARTED, 1, "pro_monthly", 30));
    buy(fact(Kind.CANCELLED, 1, "pro_monthly", 0));
    JsonNode has = get("/api/v1/subscription");
    assertThat(has.get("plan").asText()).isEqualTo("pro");
    assertThat(has.get("state").asText()).isEqualTo("active");
    assertThat(has.get("renews").asBoolean()).isFalse();
    assertThat(has.get("store").asText()).isEqualTo("play_store");
    assertThat(Instant.parse(has.get("until").asText())).isEqualTo(now.plus(Duration.ofDays(30)));
    assertThat(has.at("/lines/0/product_id").asText()).isEqualTo("pro_monthly");
    assertThat(get("/api/v1/auth/me").get("plan").asText()).isEqualTo("pro");
    assertThat(get("/api/v1/auth/me").get("credits").asInt()).isEqualTo(15);
    assertThat(get("/api/v1/account/credits").at("/account/quotas/0/limit").asInt()).isEqualTo(50);
  }

  @Test
  void purchasesComeInPartsAndAnAdminSeesWhatIsOwed() {
    for (int i = 1; i <= 3; i++) {
      buy(fact(Kind.BOUGHT, i, "credits_50", 0));
    }
    ADMIN
        .send(
            "POST",
            "/api/v1/admin/users/" + id + "/credits",
            Map.of("amount", -160, "reason", "spent"))
        .is(200);
    buy(fact(Kind.REFUNDED, 2, "credits_50", 0));

    JsonNode first = get("/api/v1/purchases?limit=2");
    assertThat(first.at("/items/0/transaction_id").asText()).isEqualTo(line + 3);
    assertThat(first.at("/items/1/state").asText()).isEqualTo("taken_back");
    JsonNode rest = get("/api/v1/purchases?limit=2&cursor=" + first.get("next").asText());
    assertThat(rest.get("items")).hasSize(1);
    assertThat(rest.get("next").isNull()).isTrue();
    JsonNode seen = ADMIN.get("/api/v1/admin/users/" + id + "/purchases");
    assertThat(seen.get("owed").asInt()).isEqualTo(50);
    assertThat(seen.get("items")).hasSize(3);
    assertThat(JobClient.signedIn(APP).http().get("/api/v1/purchases").is(200).json().get("items"))
        .isEmpty();
  }

  @Test
  void whoIsDeletedLeavesPaymentsThatAreNobodys() {
    buy(fact(Kind.STARTED, 1, "pro_monthly", 30));
    JsonNode report = ADMIN.send("DELETE", "/api/v1/admin/users/" + id, null).is(200).json();
    assertThat(report.at("/anonymised/store_purchases").asInt()).isEqualTo(1);
    ada = JobClient.signedIn(APP);
    who();
    buy(fact(Kind.STARTED, 1, "pro_monthly", 30));
    assertThat(get("/api/v1/auth/me").get("plan").asText()).isEqualTo("pro");
    assertThat(get("/api/v1/auth/me").get("credits").asInt()).isEqualTo(10);
  }
}
