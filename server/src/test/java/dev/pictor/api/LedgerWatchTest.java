package dev.pictor.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.testkit.JobClient;
import dev.pictor.testkit.RunningApp;
import dev.pictor.testkit.SketchClient;
import dev.pictor.testkit.TestPostgres;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.DriverManager;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What operators see of the ledger: what moved, and the alarm when it does not add up.
class LedgerWatchTest {
  private static double number(SketchClient client, String name) {
    String metrics =
        new String(client.get("/metrics").is(200).response().body(), StandardCharsets.UTF_8);
    return metrics
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + name));
  }

  private static double moved(SketchClient client, String kind) {
    return number(client, "pictor_credits_moved_total{kind=\"" + kind + "\"}");
  }

  /// The audit looks when a node starts and then every ten minutes; a credit that came from nowhere
  /// is in its log, in the metrics and in `/health`.
  @Test
  void aBalanceThatWasChangedBehindTheLedgerIsAnAlarmEverywhere() throws Exception {
    TestPostgres.Address database = TestPostgres.emptyDatabase();
    Map<String, String> variables = Map.of("DATABASE_URL", database.url());
    String user;
    try (var app = RunningApp.start(variables)) {
      JobClient ada = JobClient.signedIn(app);
      user = ada.http().get("/api/v1/auth/me").is(200).json().get("id").asText();
      assertThat(number(ada.http(), "pictor_billing_mismatches")).isZero();
      assertThat(ada.http().get("/health").is(200).json().get("warnings")).isEmpty();
    }
    try (var connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        var statement = connection.createStatement()) {
      assertThat(statement.executeUpdate("update billing_account set credits = credits + 1"))
          .isEqualTo(1);
    }
    try (var app = RunningApp.start(variables)) {
      SketchClient anybody = SketchClient.stranger(app);
      JsonNode health = anybody.get("/health").is(200).json();
      long end = System.nanoTime() + 20_000_000_000L;
      while (health.get("warnings").isEmpty() && System.nanoTime() < end) {
        Thread.sleep(20);
        health = anybody.get("/health").is(200).json();
      }
      assertThat(health.get("warnings").get(0).asText())
          .contains("the books do not come to the balances or plans that are kept of 1 account");
      assertThat(health.get("ready").asBoolean()).as("it goes on working").isTrue();
      assertThat(number(anybody, "pictor_billing_mismatches")).isEqualTo(1);
      assertThat(Files.readString(app.data().resolve("logs/pictor.log")))
          .contains("the ledger does not come to the balances of this account")
          .contains(user);
    }
  }

  @Test
  void whatMovesIsCountedByItsKind() {
    try (var app = RunningApp.start()) {
      JobClient ada = JobClient.signedIn(app);
      ada.http().get("/api/v1/account/credits").is(200);
      assertThat(moved(ada.http(), "grant")).isEqualTo(1000);
      assertThat(moved(ada.http(), "refund")).isZero();
      String photo = ada.upload("grace_hopper.jpg");
      ada.succeed(JobClient.job("face_restore", Map.of("input_url", photo, "max_side", 256)));
      String nobody = ada.upload("mountains.jpg");
      JsonNode failed =
          ada.run(JobClient.job("face_swap", Map.of("source_url", nobody, "target_url", photo)));
      assertThat(failed.get("status").asText()).isEqualTo("failed");
      assertThat(moved(ada.http(), "hold")).isEqualTo(1 + 2);
      assertThat(moved(ada.http(), "charge")).isEqualTo(1);
      assertThat(moved(ada.http(), "release")).isEqualTo(2);
    }
  }
}
