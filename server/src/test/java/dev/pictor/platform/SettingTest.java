package dev.pictor.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pictor.platform.settings.Environment;
import dev.pictor.platform.settings.Setting;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingTest {
  private static final Setting<Integer> PORT = Setting.whole("PORT", 8000, 0, 65_535, "The port.");
  private static final Setting<Boolean> DEBUG = Setting.flag("DEBUG", false, "More log lines.");
  private static final Setting<List<String>> TYPES = Setting.list("TYPES", "image/png", "Types.");
  private static final Setting<String> KEY = Setting.secret("KEY", "A key.");

  @Test
  void whatIsNotGivenOrBlankHasItsDefault() {
    var environment = new Environment(Map.of("DEBUG", "  "));
    assertThat(PORT.in(environment)).isEqualTo(8000);
    assertThat(DEBUG.in(environment)).isFalse();
    assertThatCode(environment::check).doesNotThrowAnyException();
  }

  @Test
  void aListMayBeJsonOrWordsWithCommas() {
    var json = new Environment(Map.of("TYPES", "[\"image/jpeg\", \"image/png\"]"));
    var words = new Environment(Map.of("TYPES", "image/jpeg,image/png"));
    assertThat(TYPES.in(json)).containsExactly("image/jpeg", "image/png");
    assertThat(TYPES.in(words)).containsExactly("image/jpeg", "image/png");
  }

  @Test
  void allBadValuesAreToldAtOnceWithWhatTheyTake() {
    var environment = new Environment(Map.of("PORT", "70000", "DEBUG", "perhaps"));
    PORT.in(environment);
    DEBUG.in(environment);
    assertThatThrownBy(environment::check)
        .hasMessageContaining("PORT is \"70000\"; it takes whole number, 0 to 65535.")
        .hasMessageContaining("DEBUG is \"perhaps\"; it takes true or false.");
  }

  @Test
  void aSecretIsNeverRepeated() {
    Setting<Integer> secret =
        new Setting<>(List.of("PIN"), "digits", "1", "A pin.", true, Integer::parseInt);
    var environment = new Environment(Map.of("PIN", "hunter2", "KEY", "k"));
    secret.in(environment);
    assertThat(KEY.in(environment)).isEqualTo("k");
    assertThatThrownBy(environment::check)
        .hasMessageContaining("***")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void anOlderNameStillCountsAndTheNewOneWins() {
    Setting<Duration> ttl =
        Setting.seconds("URL_SECONDS", 900, 1, 3600, "Life.").alsoKnownAs("OLD_URL_SECONDS");
    assertThat(ttl.in(new Environment(Map.of("OLD_URL_SECONDS", "60"))))
        .isEqualTo(Duration.ofMinutes(1));
    assertThat(ttl.in(new Environment(Map.of("OLD_URL_SECONDS", "60", "URL_SECONDS", "30"))))
        .isEqualTo(Duration.ofSeconds(30));
  }
}
