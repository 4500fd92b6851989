package dev.pictor.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pictor.platform.settings.Environment;
import dev.pictor.platform.settings.Environment.BadSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentitySettingsTest {
  private static final String STRONG = "qX7r0VbJ4nPz2LkT9sWmE6yHc1DfGa8u";

  private static IdentitySettings read(Map<String, String> values) {
    var environment = new Environment(values);
    IdentitySettings settings = IdentitySettings.from(environment);
    environment.check();
    return settings;
  }

  private static Map<String, String> production(String... more) {
    var values = new HashMap<>(Map.of("ENVIRONMENT", "production", "JWT_SECRET_KEY", STRONG));
    for (int i = 0; i < more.length; i += 2) {
      values.put(more[i], more[i + 1]);
    }
    return values;
  }

  @Test
  void withoutSettingsAllHaveTheirDefaults() {
    IdentitySettings settings = read(Map.of());
    assertThat(settings.tokens().secret()).isEmpty();
    assertThat(settings.tokens().previousSecrets()).isEmpty();
    assertThat(settings.tokens().algorithm()).isEqualTo(JwtAlgorithm.HS256);
    assertThat(settings.tokens().lifetime()).isEqualTo(Duration.ofDays(1));
    assertThat(settings.limits()).isEqualTo(new IdentitySettings.Limits(30, 600));
    assertThat(settings.firstAdmin())
        .isEqualTo(new IdentitySettings.FirstAdmin("admin@localhost", ""));
  }

  @Test
  void everySettingIsReadFromItsName() {
    IdentitySettings settings =
        read(
            Map.of(
                "JWT_SECRET_KEY", STRONG,
                "JWT_PREVIOUS_SECRET_KEY", "old " + STRONG,
                "JWT_ALGORITHM", "hs512",
                "JWT_ACCESS_TOKEN_EXPIRE_MINUTES", "15",
                "RATE_LIMIT_PER_MINUTE", "0",
                "USER_RATE_LIMIT_PER_MINUTE", "-1",
                "ADMIN_EMAIL", "boss@example.org",
                "ADMIN_PASSWORD", "an operator's own"));
    assertThat(settings.tokens())
        .isEqualTo(
            new IdentitySettings.Tokens(
                STRONG, "old " + STRONG, JwtAlgorithm.HS512, Duration.ofMinutes(15)));
    assertThat(settings.limits()).isEqualTo(new IdentitySettings.Limits(0, -1));
    assertThat(settings.firstAdmin())
        .isEqualTo(new IdentitySettings.FirstAdmin("boss@example.org", "an operator's own"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "RS256", "ES256", "EdDSA", "HS128"})
  void noOtherAlgorithmThanHmacIsTaken(String algorithm) {
    assertThatExceptionOfType(BadSettings.class)
        .isThrownBy(() -> read(Map.of("JWT_ALGORITHM", algorithm)))
        .withMessageContaining("JWT_ALGORITHM");
  }

  @Test
  void productionTakesAStrongSecret() {
    assertThatCode(() -> read(production())).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "short",
        "qX7r0VbJ4nPz2LkT9sWmE6yHc1DfGa8",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "abcabcabcabcabcabcabcabcabcabcabcabc",
        "your-secret-key-here-your-secret-key-here"
      })
  void productionRefusesASecretThatIsGeneratedOrWeakAndDevelopmentDoesNot(String secret) {
    assertThatExceptionOfType(BadSettings.class)
        .isThrownBy(() -> read(production("JWT_SECRET_KEY", secret)))
        .withMessageContaining("JWT_SECRET_KEY");
    assertThatCode(() -> read(Map.of("JWT_SECRET_KEY", secret))).doesNotThrowAnyException();
  }

  @Test
  void productionRefusesAWeakPreviousSecret() {
    assertThatExceptionOfType(BadSettings.class)
        .isThrownBy(() -> read(production("JWT_PREVIOUS_SECRET_KEY", "short")))
        .withMessageContaining("JWT_PREVIOUS_SECRET_KEY");
  }

  @Test
  void anAdminThatCouldNotSignUpIsRefusedAndAllFaultsAreListed() {
    assertThatExceptionOfType(BadSettings.class)
        .isThrownBy(() -> read(Map.of("ADMIN_EMAIL", "no address", "ADMIN_PASSWORD", "password1")))
        .withMessageContaining("ADMIN_EMAIL")
        .withMessageContaining("ADMIN_PASSWORD")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("password1"));
  }

  @Test
  void secretsArePrintedAsStars() {
    IdentitySettings settings =
        read(Map.of("JWT_SECRET_KEY", STRONG, "ADMIN_PASSWORD", "an operator's own"));
    assertThat(settings.toString()).doesNotContain(STRONG).doesNotContain("an operator's own");
  }
}
