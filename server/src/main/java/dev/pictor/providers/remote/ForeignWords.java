package dev.pictor.providers.remote;

import java.util.regex.Pattern;

/// What providers say about their errors, made fit for our own sentences: one line, not long, and
/// without what they might have said back to us, such as keys, addresses and paths.
public final class ForeignWords {
  private static final int LONGEST = 300;

  /// Links, addresses with numbers, paths of either kind, and long mixes of letters and digits.
  private static final Pattern NOT_OURS_TO_TELL =
      Pattern.compile(
          "[A-Za-z][A-Za-z0-9+.-]*://\\S*"
              + "|\\b\\d{1,3}(?:\\.\\d{1,3}){3}\\b(?::\\d+)?"
              + "|\\blocalhost\\b(?::\\d+)?"
              + "|(?<![\\w.])~?(?:/[\\w.@%+-]+){2,}/?"
              + "|\\b[A-Za-z]:\\\\\\S*"
              + "|(?=[\\w-]*\\d)(?=[\\w-]*[A-Za-z])[\\w-]{32,}");

  private ForeignWords() {}

  /// @param secrets that must not be in it, whatever they look like
  public static String safe(String said, String... secrets) {
    String safe = said.length() > 20_000 ? said.substring(0, 20_000) : said;
    for (String secret : secrets) {
      if (!secret.isBlank()) {
        safe = safe.replace(secret, "…");
      }
    }
    safe = safe.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}\\s]+", " ");
    safe = NOT_OURS_TO_TELL.matcher(safe).replaceAll("…").strip();
    return safe.length() > LONGEST ? safe.substring(0, LONGEST - 1) + "…" : safe;
  }
}
