package dev.pictor.billing.appstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pictor.billing.StoreEnvironment;
import dev.pictor.billing.simulated.NoticeFault;
import dev.pictor.billing.simulated.SimulatedAppStore;
import dev.pictor.billing.simulated.SimulatedAppStore.Notice;
import dev.pictor.platform.Json;
import dev.pictor.platform.Problem;
import dev.pictor.platform.partner.PartnerHttp;
import dev.pictor.platform.settings.Environment;
import dev.pictor.platform.telemetry.Logging;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AppStoreTest {
  private static SimulatedAppStore store;
  private static PartnerHttp http;

  @BeforeAll
  static void open() {
    Logging.onlyWarnings();
    store = new SimulatedAppStore(0, false);
    http = new PartnerHttp(PartnerHttp.Limits.QUICK);
  }

  @AfterAll
  static void close() {
    http.close();
    store.close();
  }

  private static AppStore with(Map<String, String> others) {
    var variables = new HashMap<>(store.variables());
    variables.putAll(others);
    var settings = AppStoreSettings.from(new Environment(variables));
    return new AppStore(settings, StoreEnvironment.SANDBOX, http, InstantSource.system());
  }

  private static byte[] renewal() {
    String transaction = store.sell("credits_50", null).transactionId();
    String signed = store.signed(Notice.of("ONE_TIME_CHARGE", null, transaction), NoticeFault.NONE);
    return Json.write(Map.of("signedPayload", signed)).getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void aNoticeWhoseCertificatesCannotBeAskedAboutNowIsToBeSentAgain() {
    byte[] body = renewal();
    assertThat(with(Map.of()).notice(body).told()).hasSize(1);
    assertThatThrownBy(() -> with(Map.of("APP_STORE_ONLINE_CHECKS", "true")).notice(body))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.kind()).isEqualTo(Problem.Kind.UNAVAILABLE);
              assertThat(problem.retryAfter()).isNotNull();
            });
  }

  @Test
  void whatApplesOwnRootDidNotSignIsRefusedWithoutAnotherRoot() {
    byte[] body = renewal();
    assertThatThrownBy(() -> with(Map.of("APP_STORE_ROOT_CERTIFICATES", "")).notice(body))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.RECEIPT_INVALID));
  }
}
