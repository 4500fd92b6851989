package dev.pictor.realtime;

import dev.pictor.platform.Json;
import java.time.Instant;
import java.util.Map;

/// What is said to a reader whose place is so old that the log has forgotten what came next.
final class Resets {
  private Resets() {}

  static String body(Instant now) {
    return Json.write(
        Map.of(
            "type",
            EventStreams.RESET,
            "timestamp",
            now,
            "data",
            Map.of("reason", "Events after your last one are not kept any more; read your jobs.")));
  }
}
