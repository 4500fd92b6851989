package dev.pictor.platform.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.pictor.platform.settings.Environment;
import dev.pictor.testkit.SettableClock;
import dev.pictor.testkit.TestDatabase;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Against a real SMTP server.
class MailerTest {
  private static final Mail MAIL =
      new Letter(
              "Ada <b>",
              List.of("Please confirm that this address is yours."),
              new Letter.Link("Confirm", "https://pictor.example.org/account/confirm?token=a&b"),
              "Grüße")
          .to("ada@example.org", "Confirm – please");

  private static TestDatabase database;
  private static GreenMail server;

  private final SettableClock clock = SettableClock.at2026();
  @TempDir private Path folder;

  @BeforeAll
  static void open() {
    database = TestDatabase.open();
    server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.setUser("pictor@example.org", "pictor", "a:password");
    server.start();
  }

  @AfterAll
  static void close() {
    server.stop();
    database.close();
  }

  @BeforeEach
  void empty() {
    database.jdbi().useHandle(handle -> handle.execute("truncate mail_outbox"));
  }

  private Mailer mailer(String url) {
    var environment =
        new Environment(Map.of("SMTP_URL", url, "MAIL_FROM", "Pictor <pictor@example.org>"));
    var settings = MailSettings.from(environment);
    environment.check();
    return new Mailer(settings, folder.resolve("outbox"), database.jdbi(), clock);
  }

  private static String url(int port) {
    return "smtp://127.0.0.1:" + port;
  }

  private static SentMail only(Mailer mailer) {
    List<SentMail> all = mailer.list(10, null);
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  @Test
  void aMailComesInBothFormsAndItsLinkIsNotKept() throws Exception {
    Mailer mailer = mailer("smtp://pictor:a%3Apassword@127.0.0.1:" + server.getSmtp().getPort());
    mailer.send(MAIL);
    assertThat(only(mailer).text()).contains("token=a&b");
    assertThat(mailer.sendDue()).isEqualTo(1);
    assertThat(server.waitForIncomingEmail(5_000, 1)).isTrue();
    MimeMessage came = server.getReceivedMessages()[0];
    assertThat(came.getSubject()).isEqualTo("Confirm – please");
    assertThat(came.getFrom()[0].toString()).isEqualTo("Pictor <pictor@example.org>");
    assertThat(came.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    var forms = (MimeMultipart) came.getContent();
    assertThat(forms.getBodyPart(0).getContent().toString())
        .contains("Hello Ada <b>,", "token=a&b", "Grüße");
    assertThat(forms.getBodyPart(1).getContent().toString())
        .contains("Hello Ada &lt;b&gt;,", "href=\"https://", "token=a&amp;b", "Grüße");
    SentMail sent = only(mailer);
    assertThat(sent.state()).isEqualTo("sent");
    assertThat(sent.text()).isNull();
    assertThat(sent.html()).isNull();
    assertThat(came.getMessageID()).isEqualTo("<" + sent.id() + "@example.org>");
    assertThat(mailer.sendDue()).isZero();
  }

  @Test
  void aDeadServerLosesNothingAndIsTriedAgainLater() throws Exception {
    var gone = new RefusingServer("250 ok");
    gone.close();
    Mailer dead = mailer(url(gone.port()));
    dead.send(MAIL);
    assertThat(dead.sendDue()).isZero();
    SentMail waiting = only(dead);
    assertThat(waiting.state()).isEqualTo("pending");
    assertThat(waiting.attempts()).isEqualTo(1);
    assertThat(waiting.error()).isNotBlank();
    Mailer alive = mailer(url(server.getSmtp().getPort()));
    clock.advance(Duration.ofSeconds(29));
    assertThat(alive.sendDue()).isZero();
    clock.advance(Duration.ofSeconds(1));
    assertThat(alive.sendDue()).isEqualTo(1);
    assertThat(only(alive).attempts()).isEqualTo(2);
  }

  @Test
  void aRefusalForGoodIsNotTriedAgainAndOneForNowIs() throws IOException {
    try (var never = new RefusingServer("550 5.1.1 no such mailbox");
        var later = new RefusingServer("450 4.2.1 come back later")) {
      Mailer mailer = mailer(url(later.port()));
      mailer.send(MAIL);
      assertThat(mailer.sendDue()).isZero();
      assertThat(only(mailer).state()).isEqualTo("pending");
      clock.advance(Duration.ofMinutes(1));
      assertThat(mailer(url(never.port())).sendDue()).isZero();
      assertThat(only(mailer).state()).isEqualTo("failed");
      assertThat(only(mailer).error()).contains("550");
    }
  }

  @Test
  void aMailThatNoServerTakesIsGivenUpAfterFourDays() throws IOException {
    try (var later = new RefusingServer("450 4.2.1 come back later")) {
      Mailer mailer = mailer(url(later.port()));
      mailer.send(MAIL);
      int tries = 0;
      while (only(mailer).state().equals("pending") && tries < 200) {
        mailer.sendDue();
        tries++;
        clock.advance(Duration.ofHours(1));
      }
      assertThat(tries).isBetween(96, 98);
      assertThat(only(mailer).state()).isEqualTo("failed");
    }
  }

  @Test
  void wherePasswordsTravelAServerWithoutTlsGetsNothing() {
    Mailer mailer =
        mailer(
            "smtp://pictor:a%3Apassword@127.0.0.1:"
                + server.getSmtp().getPort()
                + "?starttls=required");
    mailer.send(MAIL);
    assertThat(mailer.sendDue()).isZero();
    assertThat(only(mailer).error()).contains("STARTTLS");
  }

  @Test
  void aMailOfATransactionThatFailsIsNotSent() {
    Mailer mailer = mailer(url(server.getSmtp().getPort()));
    database
        .jdbi()
        .useHandle(handle -> {
          handle.begin();
          mailer.send(handle, MAIL);
          handle.rollback();
        });
    assertThat(mailer.sendDue()).isZero();
  }

  @Test
  void withoutAServerMailsAreFilesThatNobodyElseReads() throws Exception {
    Mailer mailer =
        new Mailer(
            MailSettings.from(new Environment(Map.of())),
            folder.resolve("outbox"),
            database.jdbi(),
            clock);
    mailer.send(MAIL);
    assertThat(mailer.sendDue()).isEqualTo(1);
    SentMail sent = only(mailer);
    assertThat(sent.text()).contains("token=a&b");
    Path file = folder.resolve("outbox").resolve(sent.id() + ".eml");
    var read = new MimeMessage(null, new ByteArrayInputStream(Files.readAllBytes(file)));
    assertThat(read.getSubject()).isEqualTo("Confirm – please");
    assertThat(Files.getPosixFilePermissions(file.getParent())).hasSize(3);
    assertThat(mailer.forget("ADA@example.org")).isEqualTo(1);
    assertThat(file).doesNotExist();
    assertThat(mailer.list(10, null)).isEmpty();
  }

  @Test
  void theWaitsGrowToAnHour() {
    assertThat(Mailer.waitAfter(1)).isEqualTo(Duration.ofSeconds(30));
    assertThat(Mailer.waitAfter(2)).isEqualTo(Duration.ofMinutes(1));
    assertThat(Mailer.waitAfter(50)).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void sentMailsGoAfterAMonth() {
    Mailer mailer = mailer(url(server.getSmtp().getPort()));
    mailer.send(MAIL);
    mailer.sendDue();
    clock.advance(Duration.ofDays(30));
    assertThat(mailer.tidy()).isZero();
    clock.advance(Duration.ofSeconds(1));
    assertThat(mailer.tidy()).isEqualTo(1);
  }
}
