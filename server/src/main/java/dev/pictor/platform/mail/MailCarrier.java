package dev.pictor.platform.mail;

import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.UUID;

/// Takes a mail out of the house.
interface MailCarrier {
  /// @throws Undeliverable when no later try will do better
  /// @throws IOException when a later try may
  void carry(UUID id, MimeMessage message) throws IOException, Undeliverable;

  /// Whether mails stay readable here afterwards.
  boolean keepsMails();

  /// What a mail left behind on this machine is removed.
  void forget(UUID id) throws IOException;

  /// The server refused a mail for good.
  final class Undeliverable extends Exception {
    private static final long serialVersionUID = 1L;

    Undeliverable(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
