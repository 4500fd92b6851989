package dev.pictor.billing.receipts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.testkit.RunningApp;
import dev.pictor.testkit.SketchClient;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Stores that are set up in part, and somebody who tries receipt after receipt.
class HalfConfiguredStoresTest {
  private static RunningApp app;

  @BeforeAll
  static void open() {
    app =
        RunningApp.start(
            Map.of(
                "APP_STORE_BUNDLE_ID",
                "com.example.app",
                "STORE_ENVIRONMENT",
                "production",
                "PLAY_PACKAGE_NAME",
                "com.example.app",
                "SUPERWALL_SECRET",
                "your-superwall-secret",
                "RECEIPTS_PER_HOUR",
                "2"));
  }

  @AfterAll
  static void close() {
    app.close();
  }

  @Test
  void healthSaysWhatIsMissing() {
    var health = SketchClient.stranger(app).get("/health").is(200).json();
    String warnings = health.path("warnings").toString();
    assertThat(warnings)
        .contains("APP_STORE_APP_ID", "PLAY_SERVICE_ACCOUNT", "SUPERWALL_SECRET")
        .doesNotContain("your-superwall-secret");
    assertThat(health.path("status").asText()).isEqualTo("ok");
  }

  @Test
  void whoTriesReceiptAfterReceiptHasToWait() {
    SketchClient somebody = SketchClient.signedIn(app);
    Map<String, String> receipt = Map.of("signed_transaction", "a.b.c");
    for (int i = 0; i < 2; i++) {
      assertThat(somebody.post("/api/v1/billing/validate", receipt).problem())
          .isEqualTo("503 billing_not_configured");
    }
    SketchClient.Answer refused = somebody.post("/api/v1/billing/validate", receipt);
    assertThat(refused.problem()).isEqualTo("429 quota_exceeded");
    assertThat(refused.header("Retry-After")).isNotBlank();
    assertThat(SketchClient.signedIn(app).post("/api/v1/billing/validate", receipt).problem())
        .isEqualTo("503 billing_not_configured");
  }
}
