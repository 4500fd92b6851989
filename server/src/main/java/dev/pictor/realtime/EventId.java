package dev.pictor.realtime;

import dev.pictor.platform.Problem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How a client names a place in its user's log: eight letters for the user, a hyphen, the user's
/// own number. The letters are no secret; they tell apart whose place it is, so that a program that
/// mixes up two accounts hears of it.
final class EventId {
  /// What problems call it, whether it came as a header or a parameter.
  static final String FIELD = "last_event_id";

  private static final Pattern FORM = Pattern.compile("([0-9a-f]{8})-(0|[1-9]\\d{0,17})");
  private static final int LETTERS = 8;

  private EventId() {}

  static String of(UUID owner, long position) {
    return letters(owner) + "-" + position;
  }

  /// @return the user's number
  /// @throws Problem INVALID_REQUEST when it is no id, or another user's
  static long parse(UUID owner, String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw Problem.invalid(FIELD, "is not the id of an event; connect without it.");
    }
    if (!parts.group(1).equals(letters(owner))) {
      throw Problem.invalid(FIELD, "is of another user's events; connect without it.");
    }
    return Long.parseLong(parts.group(2));
  }

  private static String letters(UUID owner) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(("events of " + owner).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, LETTERS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
