package dev.pictor.realtime;

import dev.pictor.platform.Json;
import java.util.Map;

/// How a stream writes what it says.
enum Words {
  /// Server-sent events: `id`, `event` and `data`, a line each.
  LINES {
    @Override
    String hello(String id) {
      return "retry: " + RETRY_MILLIS + "\nid: " + id + "\n\n";
    }

    @Override
    String event(String id, String type, String body) {
      return "id: " + id + "\nevent: " + type + "\ndata: " + body + "\n\n";
    }

    @Override
    String position(String id) {
      return "id: " + id + "\n\n";
    }
  },

  /// Messages of a WebSocket: the body with its `id` in front.
  MESSAGES {
    @Override
    String hello(String id) {
      return Json.write(Map.of("type", "hello", "id", id));
    }

    @Override
    String event(String id, String type, String body) {
      return "{\"id\":\"" + id + "\"," + body.substring(1);
    }

    @Override
    String position(String id) {
      return Json.write(Map.of("type", "position", "id", id));
    }
  };

  /// After which a browser connects again.
  private static final int RETRY_MILLIS = 2_000;

  /// The first thing said: where the reader stands.
  abstract String hello(String id);

  /// @param body JSON on one line
  abstract String event(String id, String type, String body);

  /// Where the reader stands, when much has passed that it did not want to hear.
  abstract String position(String id);
}
