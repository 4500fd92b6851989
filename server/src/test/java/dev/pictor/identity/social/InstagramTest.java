package dev.pictor.identity.social;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pictor.platform.Problem;
import dev.pictor.testkit.FakeInstagram;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstagramTest {
  private final FakeInstagram platform = new FakeInstagram();
  private final Instagram instagram = at(platform.address());

  private static Instagram at(String address) {
    return new Instagram(
        new Instagram.Client(FakeInstagram.ID, FakeInstagram.SECRET, FakeInstagram.REDIRECT),
        new Instagram.Hosts("https://www.instagram.com", address, address),
        Duration.ofMillis(500));
  }

  @AfterEach
  void stop() {
    platform.close();
  }

  private void refused(String code, Problem.Kind kind, String words) {
    assertThatThrownBy(() -> instagram.identify(code, ""))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.kind()).isEqualTo(kind))
        .hasMessageContaining(words)
        .hasMessageNotContaining(FakeInstagram.SECRET);
  }

  @Test
  void aCodeBecomesAnIdentityInThreeSteps() {
    ExternalIdentity who = instagram.identify("good-ada.draws#_", "");
    assertThat(who)
        .isEqualTo(new ExternalIdentity("instagram", "id-of-ada.draws", null, "ada.draws", null));
    assertThat(platform.questions())
        .containsExactly("POST /oauth/access_token", "GET /access_token", "GET /me");
  }

  @Test
  void anAnswerInAListIsReadAsWell() {
    assertThat(instagram.identify("listed-grace", "").subject()).isEqualTo("id-of-grace");
  }

  @Test
  void theAuthorizationAsksForTheLeastAndCarriesTheState() {
    assertThat(instagram.authorization("a state").toString())
        .startsWith("https://www.instagram.com/oauth/authorize?client_id=" + FakeInstagram.ID)
        .contains("&redirect_uri=https%3A%2F%2Fapp.example.com%2Finstagram&")
        .contains("&response_type=code&scope=instagram_business_basic&state=a+state");
  }

  @ParameterizedTest
  @CsvSource({
    "never-given, SIGN_IN_REFUSED, already used",
    "expired, SIGN_IN_REFUSED, has expired",
    "tester, SIGN_IN_REFUSED, Insufficient Developer Role",
    "personal, PERSONAL_ACCOUNT, professional accounts",
    "lite, PERSONAL_ACCOUNT, professional accounts",
    "broken, UNAVAILABLE, does not answer",
    "garbage, UNAVAILABLE, does not answer",
    "slow, UNAVAILABLE, does not answer"
  })
  void whatThePlatformRefusesIsToldWithItsReason(String code, Problem.Kind kind, String words) {
    refused(code, kind, words);
  }

  @Test
  void aCodeIsGoodOnce() {
    instagram.identify("good-once", "");
    refused("good-once", Problem.Kind.SIGN_IN_REFUSED, "already used");
  }

  @Test
  void anotherRedirectUriThanBeforeIsRefused() {
    assertThatThrownBy(() -> instagram.identify("good-a", "https://evil.example.com/"))
        .hasMessageContaining("redirect_uri is identical");
  }

  @Test
  void aPlatformThatIsNotThereIsAway() {
    String gone = platform.address();
    platform.close();
    assertThatThrownBy(() -> at(gone).identify("good-a", ""))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.UNAVAILABLE));
  }
}
