package dev.pictor.testkit;

import jakarta.mail.BodyPart;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/// Reads the mails that the service has put into its folder because no mail server was named.
public final class Outbox {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private Outbox() {}

  /// The subject, an empty line and the plain text of the newest mail to an address; waits for it
  /// for a while.
  public static String newest(Path folder, String address) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    do {
      Optional<String> found = find(folder, address);
      if (found.isPresent()) {
        return found.get();
      }
      pause();
    } while (System.nanoTime() < end);
    throw new AssertionError("no mail to " + address + " in " + folder.getFileName());
  }

  private static Optional<String> find(Path folder, String address) {
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    try (var files = Files.list(folder)) {
      List<Path> newestFirst =
          files
              .filter(file -> file.toString().endsWith(".eml"))
              .sorted(Comparator.comparing(Outbox::written).reversed())
              .toList();
      for (Path file : newestFirst) {
        var mail =
            new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(Files.readAllBytes(file)));
        if (Arrays.toString(mail.getRecipients(Message.RecipientType.TO)).contains(address)) {
          return Optional.of(mail.getSubject() + "\n\n" + text(mail.getContent()));
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (MessagingException e) {
      throw new AssertionError("a mail in the folder cannot be read", e);
    }
  }

  /// By time; mails of one instant by name, which begins with a time-ordered id.
  private static String written(Path file) {
    try {
      return Files.getLastModifiedTime(file) + file.getFileName().toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Object content) throws MessagingException, IOException {
    if (!(content instanceof Multipart parts)) {
      return content.toString().replace("\r\n", "\n");
    }
    for (int i = 0; i < parts.getCount(); i++) {
      BodyPart part = parts.getBodyPart(i);
      if (part.isMimeType("text/plain") || part.isMimeType("multipart/*")) {
        return text(part.getContent());
      }
    }
    return "";
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
