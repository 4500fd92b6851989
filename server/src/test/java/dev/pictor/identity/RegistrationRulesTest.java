package dev.pictor.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.platform.Problem.FieldError;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistrationRulesTest {
  private static final String GOOD = "correct horse battery";

  private static List<String> faultyFields(Registration form) {
    return RegistrationRules.errorsOf(form).stream().map(FieldError::field).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ada@example.org",
        "  ada@example.org ",
        "Ada.Lovelace+pictor@sub.example.co.uk",
        "o'brien@example.org",
        "admin@localhost"
      })
  void addressesThatPeopleHaveAreTaken(String email) {
    assertThat(faultyFields(new Registration(email, null, GOOD, null))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ada",
        "@example.org",
        "ada@",
        "ada@@example.org",
        "ada@exa mple.org",
        "ada@-example.org",
        "ada@example..org",
        "a\nb@example.org",
        "ada@example.org\r\nBcc: eve@example.org",
        "<ada@example.org>",
        "ада@example.org"
      })
  void whatIsNoAddressIsRefused(String email) {
    assertThat(faultyFields(new Registration(email, null, GOOD, null))).containsExactly("email");
  }

  @Test
  void anAddressHasALimitInFrontOfTheAtSignAndInAll() {
    String label = "a".repeat(60);
    assertThat(faultyFields(new Registration("b".repeat(64) + "@example.org", null, GOOD, null)))
        .isEmpty();
    assertThat(faultyFields(new Registration("b".repeat(65) + "@example.org", null, GOOD, null)))
        .containsExactly("email");
    String longDomain = String.join(".", label, label, label, label);
    assertThat(faultyFields(new Registration("someone@" + longDomain, null, GOOD, null)))
        .hasSize(0);
    assertThat(faultyFields(new Registration("somebody.else@" + longDomain, null, GOOD, null)))
        .containsExactly("email");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ada", "ada.lovelace", "ada_1", "1ada", "a-b"})
  void plainUsernamesAreTaken(String username) {
    assertThat(faultyFields(new Registration(null, username, GOOD, null))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ad", ".ada", "ada@home", "ada lovelace", "adа", "../etc", "a\u0000da"})
  void usernamesThatCouldBeTakenForSomethingElseAreRefused(String username) {
    assertThat(faultyFields(new Registration(null, username, GOOD, null)))
        .containsExactly("username");
  }

  @Test
  void aNameOfOneKindIsEnoughAndNoneIsTooFew() {
    assertThat(faultyFields(new Registration(null, "ada", GOOD, null))).isEmpty();
    assertThat(faultyFields(new Registration(" ", "", GOOD, null))).containsExactly("email");
  }

  @Test
  void aPasswordHas8To128CharactersWhateverTheirKind() {
    assertThat(faultyFields(withPassword("1234xyz"))).containsExactly("password");
    assertThat(faultyFields(withPassword("1234xyzq"))).isEmpty();
    assertThat(faultyFields(withPassword("ж".repeat(5) + "🎨🎨🎨"))).isEmpty();
    assertThat(faultyFields(withPassword("🎨".repeat(128)))).isEmpty();
    assertThat(faultyFields(withPassword("🎨".repeat(129)))).containsExactly("password");
  }

  @ParameterizedTest
  @ValueSource(strings = {"password", "PassWord1", "12345678", "qwertyuiop", "trustno1"})
  void thePasswordsThatGuessersTryFirstAreRefused(String password) {
    assertThat(faultyFields(withPassword(password))).containsExactly("password");
  }

  @Test
  void aPasswordIsNotOnesOwnName() {
    assertThat(
            faultyFields(
                new Registration("ada@example.org", "adalovelace", "ADA@example.org", null)))
        .containsExactly("password");
    assertThat(
            faultyFields(new Registration("ada@example.org", "adalovelace", "AdaLovelace", null)))
        .containsExactly("password");
  }

  @Test
  void everyCommonPasswordInTheListIsOneThatCouldBeTypedAndIsRefused() {
    assertThat(CommonPasswords.all()).hasSizeGreaterThan(200);
    assertThat(CommonPasswords.all())
        .allSatisfy(password -> {
          assertThat(password).isLowerCase().hasSizeGreaterThanOrEqualTo(8);
          assertThat(faultyFields(withPassword(password))).containsExactly("password");
        });
  }

  private static Registration withPassword(String password) {
    return new Registration("ada@example.org", null, password, null);
  }
}
