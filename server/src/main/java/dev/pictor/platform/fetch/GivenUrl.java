package dev.pictor.platform.fetch;

import dev.pictor.platform.Problem;

/// A URL as somebody gave it. It is untrusted text, not yet read.
///
/// @param field the name in the request, such as `image_url`; problems name it
public record GivenUrl(String field, String url) {
  /// The URL itself is wrong.
  Problem invalid(BadUrl fault) {
    return Problem.invalid(field, fault.sentence());
  }

  /// What it leads to cannot be used, now or later.
  Problem refused(String sentence) {
    return Problem.of(Problem.Kind.FETCH_REFUSED, field + ": " + sentence);
  }

  Problem refused(String sentence, Throwable cause) {
    return Problem.because(Problem.Kind.FETCH_REFUSED, field + ": " + sentence, cause);
  }

  /// What it leads to did not do its part this time.
  Problem failed(String sentence, Throwable cause) {
    return Problem.because(Problem.Kind.FETCH_FAILED, field + ": " + sentence, cause);
  }

  Problem failed(String sentence) {
    return Problem.of(Problem.Kind.FETCH_FAILED, field + ": " + sentence);
  }

  Problem tooLarge(long maxBytes) {
    return Problem.of(
        Problem.Kind.TOO_LARGE,
        field + ": leads to more than " + maxBytes + " bytes, the most that are taken.");
  }
}
