package dev.pictor.providers.fal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How far a model is, as its log says: most print a bar with a share of a hundred.
final class FalLogs {
  /// The end is only reached with the result.
  static final double MOST = 0.99;

  private static final Pattern PERCENT = Pattern.compile("(?<![\\d.])(\\d{1,3})(?:\\.\\d+)? ?%");

  private FalLogs() {}

  /// @return 0 to 1; 0 when no line tells
  static double progress(JsonNode logs) {
    double furthest = 0;
    for (JsonNode line : logs) {
      Matcher percent = PERCENT.matcher(line.path("message").asText(""));
      while (percent.find()) {
        furthest = Math.max(furthest, Integer.parseInt(percent.group(1)) / 100.0);
      }
    }
    return Math.min(MOST, furthest);
  }
}
