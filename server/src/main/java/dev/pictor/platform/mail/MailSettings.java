package dev.pictor.platform.mail;

import dev.pictor.platform.settings.Environment;
import dev.pictor.platform.settings.Setting;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.List;
import java.util.Optional;

/// Where mail goes and whom it comes from.
///
/// @param server empty to write mails into the data folder
public record MailSettings(Optional<SmtpServer> server, InternetAddress from) {
  private static final Setting<Optional<SmtpServer>> SMTP_URL =
      new Setting<>(
          List.of("SMTP_URL"),
          "smtp://user:password@host:port, or smtps://",
          "",
          "The mail server. STARTTLS is required where a password is sent, unless ?starttls=wanted"
              + " is added; without a server mails are written to outbox in the data folder.",
          true,
          text -> text.isBlank() ? Optional.empty() : Optional.of(SmtpServer.parse(text)));
  private static final Setting<InternetAddress> MAIL_FROM =
      new Setting<>(
          List.of("MAIL_FROM"),
          "address, or Name <address>",
          "Pictor <pictor@localhost>",
          "Whom mails come from.",
          false,
          MailSettings::address);

  /// In the order of the documentation.
  public static final List<Setting<?>> ALL = List.of(SMTP_URL, MAIL_FROM);

  public static MailSettings from(Environment environment) {
    return new MailSettings(SMTP_URL.in(environment), MAIL_FROM.in(environment));
  }

  private static InternetAddress address(String text) {
    try {
      return new InternetAddress(text, true);
    } catch (AddressException e) {
      throw new IllegalArgumentException("not an address", e);
    }
  }
}
