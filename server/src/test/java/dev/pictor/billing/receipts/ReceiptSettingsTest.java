package dev.pictor.billing.receipts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pictor.billing.StoreEnvironment;
import dev.pictor.billing.simulated.SimulatedAppStore;
import dev.pictor.billing.simulated.SimulatedPlay;
import dev.pictor.platform.settings.Environment;
import dev.pictor.platform.telemetry.Logging;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReceiptSettingsTest {
  private static ReceiptSettings from(Map<String, String> variables) {
    var environment = new Environment(variables);
    ReceiptSettings settings = ReceiptSettings.from(environment);
    environment.check();
    return settings;
  }

  private static List<String> missing(Map<String, String> variables) {
    return from(variables).missing(StoreEnvironment.PRODUCTION);
  }

  @Test
  void theBuiltInRootIsTheOneThatApplePublishes() throws IOException, GeneralSecurityException {
    try (InputStream file =
        Objects.requireNonNull(
            getClass().getResourceAsStream("/dev/pictor/billing/apple-root-ca-g3.pem"))) {
      var certificate = CertificateFactory.getInstance("X.509").generateCertificate(file);
      byte[] print = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      assertThat(HexFormat.of().formatHex(print))
          .isEqualTo("63343abfb89a6a03ebb57e9b3f5fa7be7c4f5c756f3017b3a8c488c3653e9179");
    }
  }

  @Test
  void withoutAnyStoreNothingIsMissing() {
    assertThat(missing(Map.of())).isEmpty();
  }

  @Test
  void aStoreThatIsSetUpInPartSaysWhatItLacks() {
    assertThat(missing(Map.of("APP_STORE_BUNDLE_ID", "com.example")))
        .singleElement()
        .asString()
        .contains("APP_STORE_APP_ID");
    assertThat(from(Map.of("APP_STORE_BUNDLE_ID", "com.example")).missing(StoreEnvironment.SANDBOX))
        .isEmpty();
    assertThat(missing(Map.of("APP_STORE_APP_ID", "1", "APP_STORE_KEY_ID", "ABC")))
        .anyMatch(line -> line.contains("APP_STORE_BUNDLE_ID"))
        .anyMatch(line -> line.contains("APP_STORE_PRIVATE_KEY"));
    assertThat(missing(Map.of("PLAY_PACKAGE_NAME", "com.example")))
        .anyMatch(line -> line.contains("PLAY_SERVICE_ACCOUNT"))
        .anyMatch(line -> line.contains("PLAY_PUSH_AUDIENCE"));
    assertThat(missing(Map.of("SUPERWALL_SECRET", "your-superwall-secret")))
        .singleElement()
        .asString()
        .contains("SUPERWALL_SECRET")
        .doesNotContain("your-superwall-secret");
  }

  @Test
  void keysThatAreNoneStopTheStartAndAreNotShown() {
    for (String name : List.of("APP_STORE_PRIVATE_KEY", "PLAY_SERVICE_ACCOUNT")) {
      for (String value :
          List.of("no/such/file", "{\"type\":\"user\"}", "-----BEGIN X-----\nabc")) {
        assertThatThrownBy(() -> from(Map.of(name, value)))
            .hasMessageContaining(name)
            .hasMessageNotContaining(value);
      }
    }
    assertThatThrownBy(() -> from(Map.of("APP_STORE_APP_ID", "app")))
        .hasMessageContaining("APP_STORE_APP_ID");
  }

  @Test
  void keysAreGivenAsTextOrAsFilesAndAreNobodysToRead(@TempDir Path folder) throws IOException {
    Logging.onlyWarnings();
    try (var apple = new SimulatedAppStore(0, true);
        var google = new SimulatedPlay(0)) {
      var variables = new HashMap<>(apple.variables());
      variables.putAll(google.variables());
      ReceiptSettings asText = from(variables);
      for (String name : List.of("APP_STORE_PRIVATE_KEY", "PLAY_SERVICE_ACCOUNT")) {
        Path file = folder.resolve(name);
        Files.writeString(file, variables.get(name));
        variables.put(name, file.toString());
      }
      ReceiptSettings asFiles = from(variables);
      assertThat(asFiles).isEqualTo(asText);
      assertThat(asFiles.missing(StoreEnvironment.PRODUCTION)).isEmpty();
      assertThat(asFiles.toString()).doesNotContain("PRIVATE KEY").doesNotContain("\"d\"");
      String oneLine = asText.appStore().api().key().replace("\n", "\\n");
      variables.put("APP_STORE_PRIVATE_KEY", oneLine);
      assertThat(from(variables)).isEqualTo(asText);
    }
  }
}
