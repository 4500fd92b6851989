package dev.pictor.images;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a caller wants of results that were made for equal jobs; said in the header
/// `Cache-Control`, as of other caches.
public enum Caching {
  /// What was made for an equal job will do, and this result for others.
  USE,
  /// `no-cache`: it is made anew, and takes the place of what was there.
  RENEW,
  /// `no-store`: it is made anew and for this job only.
  AVOID;

  /// For the documentation of routes.
  public static final String SENTENCE =
      "no-cache has it made anew, though an equal job may have the result; no-store keeps the"
          + " result from equal jobs as well";

  /// @param header as it came; null for none. Words that are not known mean nothing.
  public static Caching of(@Nullable String header) {
    if (header == null) {
      return USE;
    }
    Set<String> words =
        Arrays.stream(header.toLowerCase(Locale.ROOT).split(",", -1))
            .map(String::strip)
            .collect(Collectors.toSet());
    if (words.contains("no-store")) {
      return AVOID;
    }
    return words.contains("no-cache") || words.contains("max-age=0") ? RENEW : USE;
  }
}
