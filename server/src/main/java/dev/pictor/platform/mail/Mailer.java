package dev.pictor.platform.mail;

import dev.pictor.platform.Duty;
import dev.pictor.platform.Uuid7;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends mail. A mail is a row first, written with the change that it tells of, and leaves within
/// seconds by a duty; so a mail server that is away delays no request and loses no mail. A mail may
/// come twice when a node dies between handing it over and writing that down.
public final class Mailer {
  private static final Logger LOG = LoggerFactory.getLogger(Mailer.class);
  private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  /// Longer than all patience with a server together.
  private static final Duration LEASE = Duration.ofMinutes(2);

  /// What a sender gives up after (RFC 5321, section 4.5.4.1, has four to five days).
  private static final Duration GIVES_UP = Duration.ofDays(4);

  private static final Duration KEPT = Duration.ofDays(30);
  private static final int MOST_ERROR = 500;
  private static final int MOST_AT_ONCE = 100;

  private final Jdbi jdbi;
  private final OutboxRows rows;
  private final MailCarrier carrier;
  private final InternetAddress from;
  private final InstantSource clock;
  private final Uuid7 ids;

  /// @param folder where mails are written when there is no mail server
  public Mailer(MailSettings settings, Path folder, Jdbi jdbi, InstantSource clock) {
    this.jdbi = jdbi;
    this.rows = new OutboxRows(jdbi);
    this.carrier =
        settings
            .server()
            .<MailCarrier>map(SmtpCarrier::new)
            .orElseGet(() -> new FolderCarrier(folder));
    this.from = settings.from();
    this.clock = clock;
    this.ids = new Uuid7(clock);
  }

  public void send(Mail mail) {
    jdbi.useHandle(handle -> send(handle, mail));
  }

  /// The same within a transaction of the caller's: the mail leaves when that commits.
  public void send(Handle handle, Mail mail) {
    OutboxRows.insert(handle, ids.next(), mail, now());
  }

  /// The outbox, newest first.
  ///
  /// @param before the last one of the page before; null for the first page
  public List<SentMail> list(int limit, @Nullable UUID before) {
    return rows.list(limit, before);
  }

  public Optional<SentMail> find(UUID id) {
    return rows.find(id);
  }

  /// Removes every mail to an address, sent or not.
  ///
  /// @return how many there were
  public int forget(String address) {
    return forget(rows.deleteTo(address));
  }

  private int forget(List<UUID> gone) {
    for (UUID id : gone) {
      try {
        carrier.forget(id);
      } catch (IOException e) {
        throw new UncheckedIOException("a mail stays in the outbox folder", e);
      }
    }
    return gone.size();
  }

  /// Run these on every node.
  public List<Duty> duties() {
    return List.of(new Sending(this), new Tidying(this));
  }

  /// Sends what is due.
  ///
  /// @return how many mails left
  int sendDue() {
    int sent = 0;
    for (int i = 0; i < MOST_AT_ONCE; i++) {
      Instant now = now();
      Optional<SentMail> due = rows.claim(now, now.plus(LEASE));
      if (due.isEmpty()) {
        return sent;
      }
      sent += send(due.get()) ? 1 : 0;
    }
    return sent;
  }

  private boolean send(SentMail mail) {
    try {
      carrier.carry(mail.id(), message(mail));
      rows.sent(mail.id(), now(), carrier.keepsMails());
      return true;
    } catch (IOException e) {
      Instant now = now();
      if (now.isAfter(mail.createdAt().plus(GIVES_UP))) {
        giveUp(mail, e);
      } else {
        Instant next = now.plus(waitAfter(mail.attempts()));
        rows.retry(mail.id(), next, reason(e));
        LOG.atWarn()
            .addKeyValue("mail", mail.id())
            .addKeyValue("attempts", mail.attempts())
            .log("a mail did not leave; it is tried again at {}: {}", next, reason(e));
      }
    } catch (MailCarrier.Undeliverable e) {
      giveUp(mail, e);
    }
    return false;
  }

  private void giveUp(SentMail mail, Exception fault) {
    rows.failed(mail.id(), now(), reason(fault));
    LOG.atError()
        .addKeyValue("mail", mail.id())
        .log("a mail cannot be sent and is given up: {}", reason(fault));
  }

  /// Half a minute, then twice as long each time, at most an hour.
  static Duration waitAfter(int attempts) {
    Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(Math.max(0, attempts - 1), 10));
    return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
  }

  int tidy() {
    return forget(rows.deleteOlder(now().minus(KEPT)));
  }

  private MimeMessage message(SentMail mail) throws IOException {
    try {
      var message =
          new MimeMessage(Session.getInstance(new Properties())) {
            @Override
            protected void updateMessageID() throws MessagingException {
              setHeader("Message-ID", "<" + mail.id() + "@" + host() + ">");
            }
          };
      message.setFrom(from);
      message.setRecipient(MimeMessage.RecipientType.TO, new InternetAddress(mail.to(), true));
      message.setSubject(mail.subject(), StandardCharsets.UTF_8.name());
      message.setSentDate(Date.from(mail.createdAt()));
      message.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834: nobody answers it.
      message.setContent(bothForms(mail));
      message.saveChanges();
      return message;
    } catch (MessagingException e) {
      throw new IOException("the mail cannot be composed", e);
    }
  }

  private String host() {
    String address = from.getAddress();
    return address.substring(address.indexOf('@') + 1);
  }

  /// The richest form last (RFC 2046, section 5.1.4).
  private static MimeMultipart bothForms(SentMail mail) throws MessagingException {
    var text = new MimeBodyPart();
    text.setText(mail.text(), StandardCharsets.UTF_8.name());
    var html = new MimeBodyPart();
    html.setText(mail.html(), StandardCharsets.UTF_8.name(), "html");
    return new MimeMultipart("alternative", text, html);
  }

  /// What the server said is in the last of a chain of the library's exceptions.
  private static String reason(Throwable fault) {
    Throwable cause = fault.getCause() == null ? fault : fault.getCause();
    while (cause instanceof MessagingException outer && outer.getNextException() != null) {
      cause = outer.getNextException();
    }
    String text = cause.getClass().getSimpleName() + ": " + cause.getMessage();
    return text.length() > MOST_ERROR ? text.substring(0, MOST_ERROR) : text;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  /// Empties the outbox.
  private record Sending(Mailer mailer) implements Duty {
    @Override
    public String name() {
      return "mail";
    }

    @Override
    public Duration every() {
      return Duration.ofSeconds(2);
    }

    @Override
    public long runOnce() {
      return mailer.sendDue();
    }
  }

  /// Drops mails of a month ago.
  private record Tidying(Mailer mailer) implements Duty {
    @Override
    public String name() {
      return "mail-cleaner";
    }

    @Override
    public Duration every() {
      return Duration.ofHours(1);
    }

    @Override
    public long runOnce() {
      return mailer.tidy();
    }
  }
}
