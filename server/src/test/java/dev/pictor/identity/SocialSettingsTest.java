package dev.pictor.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pictor.platform.settings.Environment;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SocialSettingsTest {
  private static SocialSettings read(Map<String, String> variables) {
    var environment = new Environment(variables);
    SocialSettings settings = SocialSettings.from(environment);
    environment.check();
    return settings;
  }

  @Test
  void nothingIsSetUpByDefault() {
    SocialSettings settings = read(Map.of());
    assertThat(settings.hasInstagram()).isFalse();
    assertThat(settings.providers()).isEmpty();
    assertThat(settings.hosts().api()).isEqualTo("https://api.instagram.com");
    assertThat(settings.hosts().graph()).isEqualTo("https://graph.instagram.com");
  }

  @Test
  void oneProviderAndAListOfOthersGoTogether() {
    SocialSettings settings =
        read(
            Map.of(
                "OIDC_NAME", "My Company",
                "OIDC_ISSUER", "https://id.example.com",
                "OIDC_CLIENT_ID", "pictor",
                "OIDC_PROVIDERS",
                    "[{\"name\":\"Other\",\"issuer\":\"https://o.example.com\",\"client_id\":\"p\","
                        + "\"scopes\":[\"openid\"],\"algorithm\":\"ES256\"}]"));
    assertThat(settings.providers())
        .extracting("id", "name", "algorithm")
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("my-company", "My Company", "RS256"),
            org.assertj.core.groups.Tuple.tuple("other", "Other", "ES256"));
    assertThat(settings.toString()).doesNotContain("secret=s");
  }

  @Test
  void everythingThatIsWrongIsTold() {
    assertThatThrownBy(() ->
            read(
                Map.of(
                    "INSTAGRAM_CLIENT_ID", "1",
                    "OIDC_ISSUER", "id.example.com",
                    "OIDC_SCOPES", "email",
                    "OIDC_ALGORITHM", "none",
                    "OIDC_PROVIDERS", "{")))
        .hasMessageContaining("INSTAGRAM_CLIENT_SECRET")
        .hasMessageContaining("an issuer that is an http(s) address")
        .hasMessageContaining("the scope openid")
        .hasMessageContaining("algorithm that is not one of")
        .hasMessageContaining("OIDC_PROVIDERS is no JSON list");
  }

  @Test
  void twoProvidersNeedTwoNames() {
    String one = "{\"name\":\"A\",\"issuer\":\"https://a.example.com\",\"client_id\":\"p\"}";
    assertThatThrownBy(() -> read(Map.of("OIDC_PROVIDERS", "[" + one + "," + one + "]")))
        .hasMessageContaining("Two OpenID Connect providers have the name A");
  }

  @Test
  void productionWantsAnHttpsIssuer() {
    assertThatThrownBy(() ->
            read(
                Map.of(
                    "ENVIRONMENT", "production",
                    "OIDC_ISSUER", "http://id.example.com",
                    "OIDC_CLIENT_ID", "p")))
        .hasMessageContaining("no https issuer");
  }
}
