package dev.pictor.platform.mail;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A mail in the outbox and what became of it.
///
/// @param text null once an SMTP server has taken it: links in it open accounts, so they are not
///   kept
/// @param html null as the text is
/// @param state `pending`, `sent` or `failed`
/// @param error what the last try failed with
public record SentMail(
    UUID id,
    String to,
    String subject,
    @Nullable String text,
    @Nullable String html,
    String state,
    int attempts,
    @Nullable String error,
    Instant createdAt,
    @Nullable Instant sentAt) {
  @Override
  public String toString() {
    return "SentMail[" + id + ", " + state + "]";
  }
}
