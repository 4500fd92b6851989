package dev.pictor.api;

import dev.pictor.realtime.EventStreams;
import dev.pictor.webhooks.EventType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the OpenAPI document says of a stream, for which it has no words of its own: text, with the
/// JSON of each event's `data` line under `x-events`.
final class EventDocument {
  private EventDocument() {}

  static Map<String, Object> schema() {
    var events = new LinkedHashMap<String, Object>();
    for (EventType type : EventType.values()) {
      if (type != EventType.TEST) {
        events.put(type.word(), WebhookDocument.body(type));
      }
    }
    events.put(EventStreams.RESET, reset());
    return Map.of(
        "type",
        "string",
        "description",
        "Server-sent events as the HTML standard has them: lines `id`, `event` and `data`, and"
            + " lines that begin with a colon as a sign of life. x-events has the JSON of data by"
            + " event.",
        "x-events",
        events);
  }

  private static Map<String, Object> reset() {
    return Map.of(
        "type",
        "object",
        "properties",
        Map.of(
            "type",
            Map.of("const", EventStreams.RESET),
            "timestamp",
            Map.of("type", "string", "format", "date-time"),
            "data",
            Map.of("type", "object", "properties", Map.of("reason", Map.of("type", "string")))),
        "required",
        List.of("type", "timestamp", "data"));
  }
}
