package dev.pictor.platform.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pictor.platform.settings.Environment;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FetchSettingsTest {
  @Test
  void nothingGivenMeansPublicAddressesFiveAndTenSeconds() {
    assertThat(FetchSettings.from(new Environment(Map.of())))
        .isEqualTo(new FetchSettings(false, Duration.ofSeconds(5), Duration.ofSeconds(10)));
  }

  @Test
  void everySettingIsReadByItsName() {
    var environment =
        new Environment(
            Map.of(
                "ALLOW_PRIVATE_ADDRESSES", "true",
                "FETCH_CONNECT_SECONDS", "3",
                "FETCH_TOTAL_SECONDS", "60"));
    assertThat(FetchSettings.from(environment))
        .isEqualTo(new FetchSettings(true, Duration.ofSeconds(3), Duration.ofMinutes(1)));
    assertThatCode(environment::check).doesNotThrowAnyException();
  }

  @Test
  void productionRefusesPrivateAddresses() {
    var environment =
        new Environment(Map.of("ENVIRONMENT", "production", "ALLOW_PRIVATE_ADDRESSES", "true"));
    FetchSettings.from(environment);
    assertThatThrownBy(environment::check).hasMessageContaining("ALLOW_PRIVATE_ADDRESSES is true");
  }

  @Test
  void connectingMustFitIntoTheTotal() {
    var environment =
        new Environment(Map.of("FETCH_CONNECT_SECONDS", "9", "FETCH_TOTAL_SECONDS", "8"));
    FetchSettings.from(environment);
    assertThatThrownBy(environment::check).hasMessageContaining("more than FETCH_TOTAL_SECONDS");
  }
}
