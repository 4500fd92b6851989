package dev.pictor.platform.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.pictor.platform.mail.SmtpServer.Security;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmtpServerTest {
  @Test
  void aUserAndAPasswordMayHaveAnyCharacter() {
    SmtpServer server =
        SmtpServer.parse("smtp://ada%40example.org:p%3A%2F+w@mail.example.org:2525");
    assertThat(server.user()).isEqualTo("ada@example.org");
    assertThat(server.password()).isEqualTo("p:/+w");
    assertThat(server.port()).isEqualTo(2525);
  }

  @Test
  void aPasswordIsNotSentInClearTextToAnotherMachine() {
    assertThat(SmtpServer.parse("smtp://a:b@mail.example.org").security())
        .isEqualTo(Security.STARTTLS_REQUIRED);
    assertThat(SmtpServer.parse("smtp://a:b@localhost").security())
        .isEqualTo(Security.STARTTLS_WANTED);
    assertThat(SmtpServer.parse("smtp://a:b@mail.example.org?starttls=wanted").security())
        .isEqualTo(Security.STARTTLS_WANTED);
    assertThat(SmtpServer.parse("smtp://mail.example.org").security())
        .isEqualTo(Security.STARTTLS_WANTED);
    assertThat(SmtpServer.parse("smtps://a:b@mail.example.org").security()).isEqualTo(Security.TLS);
  }

  @Test
  void thePortIsThatOfTheProtocol() {
    assertThat(SmtpServer.parse("smtp://mail.example.org").port()).isEqualTo(587);
    assertThat(SmtpServer.parse("smtps://mail.example.org").port()).isEqualTo(465);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://a:swordfish@mail.example.org",
        "mail.example.org",
        "smtp://",
        "smtp:///path",
        "smtp://a@mail.example.org",
        "smtp://a:swordfish@mail.example.org?starttls=never",
        "smtp://a:swordfish@mail example.org"
      })
  void whatIsNoAddressIsRefusedWithoutRepeatingAPassword(String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SmtpServer.parse(url))
        .satisfies(fault -> assertThat(fault.getMessage()).doesNotContain("swordfish"));
  }

  @Test
  void thePasswordIsNotPrinted() {
    assertThat(SmtpServer.parse("smtp://a:swordfish@localhost").toString())
        .doesNotContain("swordfish");
  }
}
