package dev.pictor.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pictor.platform.settings.Environment;
import dev.pictor.platform.settings.Environment.BadSettings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StorageSettingsTest {
  static StorageSettings defaults() {
    return read(Map.of());
  }

  private static StorageSettings read(Map<String, String> values) {
    var environment = new Environment(values);
    StorageSettings settings = StorageSettings.from(environment);
    environment.check();
    return settings;
  }

  @Test
  void linksLastFifteenMinutesUnlessTheOperatorSaysOtherwise() {
    assertThat(defaults().linkLifetime()).isEqualTo(Duration.ofMinutes(15));
    assertThat(read(Map.of("AWS_PRESIGNED_URL_EXPIRATION", "60")).linkLifetime())
        .isEqualTo(Duration.ofMinutes(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "604801", "15m", "1.5"})
  void aLifetimeThatIsNoneStopsTheStart(String text) {
    assertThatExceptionOfType(BadSettings.class)
        .isThrownBy(() -> read(Map.of("AWS_PRESIGNED_URL_EXPIRATION", text)))
        .withMessageContaining("AWS_PRESIGNED_URL_EXPIRATION");
  }
}
