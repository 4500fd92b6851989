package dev.pictor.api;

import static dev.pictor.platform.http.Route.route;
import static io.javalin.http.HandlerType.GET;

import dev.pictor.identity.Caller;
import dev.pictor.identity.Principal;
import dev.pictor.identity.RequestGuard;
import dev.pictor.platform.Problem;
import dev.pictor.platform.http.Access;
import dev.pictor.platform.http.Route;
import dev.pictor.platform.http.Scope;
import dev.pictor.realtime.EventStreams;
import dev.pictor.webhooks.EventType;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsContext;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A user's events as they happen: as server-sent events, and over a WebSocket at the same address.
public final class EventRoutes {
  private static final String PATH = "/api/v1/events";
  private static final String LAST = "last_event_id";
  private static final String STREAM = "stream";

  /// Codes of the application's own: 4000 and the last three digits of the problem's status.
  private static final int OWN_CODES = 4000;

  /// RFC 6455, section 5.5: what is longer does not fit into a closing frame.
  private static final int LONGEST_REASON = 120;

  private final EventStreams streams;
  private final RequestGuard guard;

  public EventRoutes(EventStreams streams, RequestGuard guard) {
    this.streams = streams;
    this.guard = guard;
  }

  public List<Route> routes() {
    return List.of(
        route(GET, PATH, Access.USER)
            .in("Events")
            .says("Your events as they happen: server-sent events, or a WebSocket when upgraded")
            .header(
                "Last-Event-ID",
                "Where to go on: the id of the last event that came. Browsers send it by"
                    + " themselves")
            .query(LAST, String.class, "The same, for clients that cannot send the header")
            .query("job", String.class, "Events of this job only")
            .query("types", String.class, "Events of these types only, with commas between them")
            .answersText(
                200,
                "A stream that ends when either side ends it; connect again and go on",
                "text/event-stream",
                EventDocument.schema())
            .fails(
                Problem.Kind.INVALID_REQUEST,
                Problem.Kind.NOT_FOUND,
                Problem.Kind.TOO_MANY_STREAMS,
                Problem.Kind.BUSY)
            .by(this::answer));
  }

  public Map<String, Consumer<WsConfig>> sockets() {
    return Map.of(PATH, this::configure);
  }

  private void answer(Context request) {
    Principal caller = Caller.of(request);
    EventStreams.Wish wish =
        wish(
            lasting(request, caller),
            new Asked(
                request.header("Last-Event-ID"),
                request.queryParam(LAST),
                request.queryParam("job"),
                request.queryParam("types")));
    if (request.method().equals(HandlerType.HEAD)) {
      request.contentType("text/event-stream").header("Cache-Control", "no-store");
      return;
    }
    streams.answer(request, wish);
  }

  /// The guard has let the request through; the same credential is found again.
  private RequestGuard.Lasting lasting(Context request, Principal caller) {
    return guard
        .lasting(
            request.header("Authorization"),
            request.header(RequestGuard.API_KEY),
            request.cookie(RequestGuard.COOKIE))
        .orElseGet(() -> new RequestGuard.Lasting(caller, Optional::empty));
  }

  /// What a reader asks for, as it came.
  private record Asked(
      @Nullable String header,
      @Nullable String query,
      @Nullable String job,
      @Nullable String types) {
    @Nullable String last() {
      return header == null || header.isBlank() ? query : header;
    }
  }

  private static EventStreams.Wish wish(RequestGuard.Lasting credential, Asked asked) {
    String last = asked.last();
    return new EventStreams.Wish(
        credential.caller(),
        credential.again(),
        last == null || last.isBlank() ? null : last.strip(),
        job(asked.job()),
        types(asked.types()));
  }

  private static @Nullable UUID job(@Nullable String text) {
    try {
      return text == null ? null : UUID.fromString(text);
    } catch (IllegalArgumentException _) {
      throw Problem.notFound("job");
    }
  }

  private static Set<String> types(@Nullable String text) {
    var types = new LinkedHashSet<String>();
    if (text != null) {
      for (String word : text.split(",", -1)) {
        if (!EventType.words().contains(word.strip())) {
          throw Problem.invalid(
              "types", "has words of " + String.join(", ", EventType.words()) + " only.");
        }
        types.add(word.strip());
      }
    }
    return types;
  }

  private void configure(WsConfig socket) {
    socket.onConnect(this::connect);
    socket.onClose(EventRoutes::end);
    socket.onError(EventRoutes::end);
  }

  private void connect(WsContext socket) {
    try {
      EventStreams.Wish wish =
          wish(
              credential(socket),
              new Asked(
                  socket.header("Last-Event-ID"),
                  socket.queryParam(LAST),
                  socket.queryParam("job"),
                  socket.queryParam("types")));
      socket.attribute(STREAM, streams.speak(socket.session, wish));
    } catch (Problem problem) {
      String reason = problem.kind().code() + ": " + problem.detail();
      socket.closeSession(
          OWN_CODES + problem.kind().status() % 1000,
          reason.substring(0, Math.min(reason.length(), LONGEST_REASON)));
    }
  }

  /// As for a request, and a token in the address too, as browsers can send no header here. The
  /// cookie counts only for pages of ours, as browsers send it with any page's WebSocket.
  private RequestGuard.Lasting credential(WsContext socket) {
    String token = socket.queryParam("token");
    boolean ours =
        guard.isOurPage(socket.header("Origin"), socket.header("Sec-Fetch-Site"), socket.host());
    RequestGuard.Lasting found =
        guard
            .lasting(
                token == null ? socket.header("Authorization") : "Bearer " + token,
                socket.header(RequestGuard.API_KEY),
                ours ? socket.cookie(RequestGuard.COOKIE) : null)
            .orElseThrow(() ->
                Problem.of(
                    Problem.Kind.UNAUTHENTICATED, "Sign in first, or send a token that is valid."));
    if (!found.caller().may(Scope.READ)) {
      throw Problem.of(Problem.Kind.INSUFFICIENT_SCOPE, "This key is not good for reading.");
    }
    return found;
  }

  private static void end(WsContext socket) {
    EventStreams.Stream stream = socket.attribute(STREAM);
    if (stream != null) {
      stream.close();
    }
  }
}
