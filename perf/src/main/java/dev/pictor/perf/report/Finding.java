package dev.pictor.perf.report;

/// One line of the table: what was promised and what came out.
///
/// @param what is measured, in a few words
/// @param target as in the promise, or empty for a figure that is only noted
/// @param measured with its unit
/// @param beside the other side of a comparison, or empty; it says whether it ran in the same run
///   or was measured elsewhere
public record Finding(String what, String target, String measured, String beside, Verdict verdict) {
  /// How it came out.
  public enum Verdict {
    /// The promise is kept.
    PASS,
    /// The promise is not kept.
    SHORT,
    /// Nothing was promised.
    NOTED
  }

  public static Finding noted(String what, String measured) {
    return new Finding(what, "", measured, "", Verdict.NOTED);
  }

  /// A figure that should be below a limit.
  ///
  /// @param format of the figures, with their unit, such as `%.1f ms`
  public static Finding below(String what, String format, double limit, double measured) {
    return new Finding(
        what,
        "< " + format.formatted(limit),
        format.formatted(measured),
        "",
        measured < limit ? Verdict.PASS : Verdict.SHORT);
  }

  /// A figure that should reach a limit.
  public static Finding atLeast(String what, String format, double limit, double measured) {
    return new Finding(
        what,
        ">= " + format.formatted(limit),
        format.formatted(measured),
        "",
        measured >= limit ? Verdict.PASS : Verdict.SHORT);
  }

  /// A count that should be exactly this.
  public static Finding exactly(String what, long wanted, long counted) {
    return new Finding(
        what,
        Long.toString(wanted),
        Long.toString(counted),
        "",
        wanted == counted ? Verdict.PASS : Verdict.SHORT);
  }

  /// A row that could not be measured.
  public static Finding brokenOff(String what, Exception cause) {
    return new Finding(what, "", "broken off", cause.getClass().getSimpleName(), Verdict.SHORT);
  }

  public Finding beside(String other) {
    return new Finding(what, target, measured, other, verdict);
  }
}
