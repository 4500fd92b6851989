package dev.pictor.compat.sketch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.identity.Principal;
import dev.pictor.identity.RequestGuard;
import dev.pictor.identity.Sessions;
import dev.pictor.platform.Json;
import dev.pictor.realtime.Update;
import dev.pictor.realtime.Updates;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsContext;
import io.javalin.websocket.WsMessageContext;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `/ws`: says `hello`, then every change of the caller's jobs; hears `resume`.
final class TaskSocket {
  private static final int NOT_SIGNED_IN = 4401;
  private static final int POLICY = 1008; // RFC 6455, section 7.4.1
  private static final String SUBSCRIPTION = "subscription";

  /// A client names the jobs it follows; more than this is not a page of ours.
  private static final int MAX_RESUMED = 1_000;

  private final Updates updates;
  private final Sessions sessions;
  private final RequestGuard guard;

  TaskSocket(Updates updates, Sessions sessions, RequestGuard guard) {
    this.updates = updates;
    this.sessions = sessions;
    this.guard = guard;
  }

  void configure(WsConfig socket) {
    socket.onConnect(this::connect);
    socket.onMessage(this::hear);
    socket.onClose(TaskSocket::end);
    socket.onError(TaskSocket::end);
  }

  /// A token and how it came.
  private record Shown(String token, Principal.Credential credential) {}

  private void connect(WsContext socket) {
    Optional<Shown> shown = shown(socket);
    Optional<Principal> caller = shown.flatMap(this::find);
    if (shown.isEmpty() || caller.isEmpty()) {
      socket.closeSession(NOT_SIGNED_IN, "Sign in first, or send a token that is valid.");
      return;
    }
    var subscription =
        updates.subscribe(
            socket.session, caller.get(), () -> find(shown.get()).isPresent(), TaskSocket::words);
    socket.attribute(SUBSCRIPTION, subscription);
    var hello = new LinkedHashMap<String, Object>();
    hello.put("type", "hello");
    hello.put("user_id", caller.get().userId().toString());
    subscription.say(Json.write(hello));
  }

  private Optional<Principal> find(Shown shown) {
    return sessions.find(shown.token(), shown.credential());
  }

  /// A token in the address counts before the cookie; the cookie counts only for pages of ours, as
  /// browsers send it with any page's WebSocket.
  private Optional<Shown> shown(WsContext socket) {
    String token = socket.queryParam("token");
    if (token != null) {
      return Optional.of(new Shown(token, Principal.Credential.BEARER));
    }
    String cookie = socket.cookie(RequestGuard.COOKIE);
    boolean ours =
        guard.isOurPage(socket.header("Origin"), socket.header("Sec-Fetch-Site"), socket.host());
    return cookie != null && ours
        ? Optional.of(new Shown(cookie, Principal.Credential.COOKIE))
        : Optional.empty();
  }

  private void hear(WsMessageContext socket) {
    Updates.Subscription subscription = socket.attribute(SUBSCRIPTION);
    if (subscription == null) {
      return;
    }
    try {
      JsonNode message = Json.MAPPER.readTree(socket.message());
      if (message != null && message.path("type").asText().equals("resume")) {
        subscription.resume(since(message.path("since")));
      }
    } catch (JsonProcessingException _) {
      subscription.end(POLICY, "Messages are JSON objects.");
    }
  }

  private static Map<String, Integer> since(JsonNode given) {
    var since = new HashMap<String, Integer>();
    given
        .properties()
        .forEach(each -> {
          if (since.size() < MAX_RESUMED && each.getValue().canConvertToInt()) {
            since.put(each.getKey(), Math.max(0, each.getValue().asInt()));
          }
        });
    return since;
  }

  private static void end(WsContext socket) {
    Updates.Subscription subscription = socket.attribute(SUBSCRIPTION);
    if (subscription != null) {
      subscription.close();
    }
  }

  private static String words(Update update) {
    var message = new LinkedHashMap<String, @Nullable Object>();
    message.put("type", "task_update");
    message.put("task_id", update.jobId());
    message.put("job_id", update.jobId());
    message.put("status", Words.of(update.state()));
    message.put("progress", update.progress());
    message.put("phase", update.phase());
    if (update.result() != null) {
      message.put("result", result(update.result()));
    }
    if (update.error() != null) {
      message.put("error", update.error());
    }
    message.put("at", update.at());
    message.put("seq", update.seq());
    return Json.write(message);
  }

  /// What there is to see, in this contract's words; the whole job has links.
  private static Map<String, Object> result(JsonNode result) {
    JsonNode made = result.path("artifacts").path(0);
    return Map.of(
        "key", made.path("key").asText(),
        "thumbnail", made.path("preview").asText(),
        "width", made.path("width").asInt(),
        "height", made.path("height").asInt(),
        "millis", result.path("millis").asLong());
  }
}
