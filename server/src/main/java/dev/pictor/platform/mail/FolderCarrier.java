package dev.pictor.platform.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;

/// Writes mails as `.eml` files, which any mail program opens, where there is no mail server. They
/// hold links that open accounts, so nobody but the owner of the folder reads them.
final class FolderCarrier implements MailCarrier {
  private final Path folder;

  FolderCarrier(Path folder) {
    this.folder = folder;
  }

  @Override
  public void carry(UUID id, MimeMessage message) throws IOException {
    Files.createDirectories(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    Path unfinished = folder.resolve("." + id + ".new");
    try (var out = Files.newOutputStream(unfinished)) {
      message.writeTo(out);
    } catch (MessagingException e) {
      throw new IOException("the mail cannot be written", e);
    }
    Files.move(unfinished, file(id), StandardCopyOption.ATOMIC_MOVE);
  }

  /// Ids begin with the time, so the files lie in the order of writing.
  private Path file(UUID id) {
    return folder.resolve(id + ".eml");
  }

  @Override
  public boolean keepsMails() {
    return true;
  }

  @Override
  public void forget(UUID id) throws IOException {
    Files.deleteIfExists(file(id));
  }
}
