package dev.pictor.webhooks;

import dev.pictor.platform.fetch.Posted;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The header `Retry-After` (RFC 9110, section 10.2.3): seconds, or a date.
final class RetryAfter {
  /// More digits would be more than 30 years.
  private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

  private RetryAfter() {}

  /// The earliest time that an answer asks for; null when it asks for none, or not legibly.
  static @Nullable Instant of(Posted posted, Instant now) {
    String header = posted instanceof Posted.Answered answered ? answered.retryAfter() : null;
    if (header == null) {
      return null;
    }
    String text = header.strip();
    if (SECONDS.matcher(text).matches()) {
      return now.plusSeconds(Long.parseLong(text));
    }
    try {
      return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeParseException _) {
      return null;
    }
  }
}
