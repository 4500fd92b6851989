package dev.pictor.perf.rows;

import dev.pictor.perf.load.IdleStreams;
import dev.pictor.perf.load.Latencies;
import dev.pictor.perf.load.Visitor;
import dev.pictor.perf.process.PictorServer;
import dev.pictor.perf.process.ProcessTree;
import dev.pictor.perf.process.Scratch;
import dev.pictor.perf.report.Finding;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What streams of events take while nothing happens, and how soon something arrives at one of
/// them. A hundred users listen with one stream each, a hundred others hold the rest open.
public final class Streams {
  private static final int STREAMS = 10_000;
  private static final int LISTENERS = 100;
  private static final int IDLE_USERS = 100;
  private static final double MEMORY_LIMIT_MEGABYTES = 1024;

  /// Each stream has had a sign of life by then.
  private static final Duration UNTIL_IDLE = Duration.ofSeconds(40);

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(1);
  private static final double MILLIS = 1000;
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "RATE_LIMIT_PER_MINUTE", "-1",
          "USER_RATE_LIMIT_PER_MINUTE", "-1",
          "EVENT_STREAMS_PER_USER", "200",
          "ADMIN_EMAIL", "admin@example.com",
          "ADMIN_PASSWORD", "a password for the bench");

  private Streams() {}

  /// Somebody who listens.
  private record Listener(String id, IdleStreams.One stream) {}

  public static List<Finding> measure() throws Exception {
    try (var scratch = Scratch.create();
        var server = PictorServer.start(scratch.folder().resolve("data"), ENVIRONMENT);
        IdleStreams streams = IdleStreams.of(server.port())) {
      List<String> idle = tokens(server, IDLE_USERS);
      List<String> listening = tokens(server, LISTENERS);
      Thread.sleep(UNTIL_IDLE);
      ProcessTree tree = server.tree();
      double before = tree.rssMegabytes();
      int threads = tree.rootThreads();
      long begun = System.nanoTime();
      List<Listener> listeners = open(server, streams, idle, listening);
      double openSeconds = (System.nanoTime() - begun) / 1e9;
      Thread.sleep(UNTIL_IDLE);
      double after = tree.rssMegabytes();
      double all = tree.pssMegabytes();
      int more = tree.rootThreads() - threads;
      Latencies latencies = tell(server, listeners);
      return List.of(
          Finding.exactly("streams open", STREAMS, streams.ready() - streams.lost()),
          Finding.below(
              "10,000 idle streams, PSS of the whole process tree",
              "%.0f MB",
              MEMORY_LIMIT_MEGABYTES,
              all),
          Finding.noted("RSS of the JVM before, after", "%.0f, %.0f MB".formatted(before, after)),
          Finding.noted(
              "memory of one stream", "%.1f kB".formatted((after - before) * 1024 / STREAMS)),
          Finding.noted("platform threads more", Integer.toString(more)),
          Finding.noted("time to open them", "%.1f s".formatted(openSeconds)),
          Finding.noted(
              "request to event at an idle stream, p50",
              "%.1f ms".formatted(latencies.medianMillis())),
          Finding.below(
              "request to event at an idle stream, p99", "%.1f ms", MILLIS, latencies.p99Millis()));
    }
  }

  private static List<String> tokens(PictorServer server, int count)
      throws IOException, InterruptedException {
    var tokens = new ArrayList<String>();
    for (int i = 0; i < count; i++) {
      try (Visitor visitor = Visitor.signUp(server.address("/"))) {
        tokens.add(visitor.token());
      }
    }
    return tokens;
  }

  private static List<Listener> open(
      PictorServer server, IdleStreams streams, List<String> idle, List<String> listening)
      throws IOException, InterruptedException {
    for (int i = 0; i < STREAMS - listening.size(); i++) {
      streams.open(idle.get(i % idle.size()));
    }
    var opened = new ArrayList<IdleStreams.One>();
    for (String token : listening) {
      opened.add(streams.open(token));
    }
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (streams.ready() < STREAMS && System.nanoTime() < end) {
      Thread.sleep(LOOK_AGAIN);
    }
    var listeners = new ArrayList<Listener>();
    for (int i = 0; i < listening.size(); i++) {
      try (Visitor visitor = Visitor.known(server.address("/"), listening.get(i))) {
        String id = visitor.get("/api/v1/account").path("id").asText();
        listeners.add(new Listener(id, opened.get(i)));
      }
    }
    return listeners;
  }

  /// Gives each of them a credit, one after the other; from the request to the event.
  private static Latencies tell(PictorServer server, List<Listener> listeners)
      throws IOException, InterruptedException {
    var latencies = new Latencies();
    Map<String, String> account =
        Map.of(
            "email", ENVIRONMENT.get("ADMIN_EMAIL"), "password", ENVIRONMENT.get("ADMIN_PASSWORD"));
    try (Visitor admin = Visitor.signIn(server.address("/"), account)) {
      for (Listener listener : listeners) {
        long begun = System.nanoTime();
        Visitor.check(
            200,
            admin.post(
                "/api/v1/admin/users/" + listener.id() + "/credits",
                Map.of("amount", 1, "reason", "bench")));
        while (listener.stream().eventNanos() == 0) {
          if (System.nanoTime() - begun > PATIENCE.toNanos()) {
            throw new IOException("an event did not arrive");
          }
          Thread.sleep(LOOK_AGAIN);
        }
        latencies.add(listener.stream().eventNanos() - begun);
      }
    }
    return latencies;
  }
}
