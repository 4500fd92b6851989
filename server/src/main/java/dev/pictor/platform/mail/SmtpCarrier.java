package dev.pictor.platform.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.Properties;
import java.util.UUID;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;

/// Hands mails to an SMTP server, one connection each: mails are few, and a connection that idles
/// is one that the other side has closed.
final class SmtpCarrier implements MailCarrier {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final SmtpServer server;
  private final Session session;

  SmtpCarrier(SmtpServer server) {
    this.server = server;
    this.session = Session.getInstance(properties(server));
  }

  private static Properties properties(SmtpServer server) {
    String protocol = protocol(server);
    var properties = new Properties();
    String before = "mail." + protocol + ".";
    String millis = "" + PATIENCE.toMillis();
    properties.setProperty("mail.transport.protocol", protocol);
    properties.setProperty(before + "connectiontimeout", millis);
    properties.setProperty(before + "timeout", millis);
    properties.setProperty(before + "writetimeout", millis);
    properties.setProperty(before + "auth", "" + (server.user() != null));
    properties.setProperty(before + "ssl.checkserveridentity", "true");
    switch (server.security()) {
      case TLS -> {}
      case STARTTLS_WANTED -> properties.setProperty(before + "starttls.enable", "true");
      case STARTTLS_REQUIRED -> {
        properties.setProperty(before + "starttls.enable", "true");
        properties.setProperty(before + "starttls.required", "true");
      }
    }
    return properties;
  }

  private static String protocol(SmtpServer server) {
    return server.security() == SmtpServer.Security.TLS ? "smtps" : "smtp";
  }

  @Override
  public void carry(UUID id, MimeMessage message) throws IOException, Undeliverable {
    try (var transport = session.getTransport(protocol(server))) {
      transport.connect(server.host(), server.port(), server.user(), server.password());
      transport.sendMessage(message, message.getAllRecipients());
    } catch (SendFailedException e) {
      if (isForGood(e)) {
        throw new Undeliverable("the server refuses the mail for good", e);
      }
      throw new IOException("the server did not take the mail", e);
    } catch (MessagingException e) {
      throw new IOException("the mail server did not answer well", e);
    }
  }

  /// A 5yz reply is final (RFC 5321, section 4.2.1); it may be of the whole mail or of the address.
  private static boolean isForGood(MessagingException fault) {
    for (Exception each = fault; each != null; each = next(each)) {
      int code =
          switch (each) {
            case SMTPAddressFailedException address -> address.getReturnCode();
            case SMTPSendFailedException mail -> mail.getReturnCode();
            default -> 0;
          };
      if (code >= 500) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable Exception next(Exception fault) {
    return fault instanceof MessagingException messaging ? messaging.getNextException() : null;
  }

  @Override
  public boolean keepsMails() {
    return false;
  }

  @Override
  public void forget(UUID id) {}
}
