package dev.pictor.perf.rows;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pictor.perf.load.LoadGenerator;
import dev.pictor.perf.load.LoadGenerator.Outcome;
import dev.pictor.perf.load.Visitor;
import dev.pictor.perf.process.PictorServer;
import dev.pictor.perf.process.ProcessTree;
import dev.pictor.perf.process.Scratch;
import dev.pictor.perf.report.Finding;
import dev.pictor.platform.Json;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/// How many sketches can be asked for, each durable when it is answered. The server takes requests
/// only (`PICTOR_ROLE=api`): what drawing costs is measured elsewhere.
public final class Submit {
  private static final int CONNECTIONS = 64;
  private static final int USERS = 16;
  private static final Duration WARM_UP = Duration.ofSeconds(15);
  private static final Duration LENGTH = Duration.ofSeconds(20);
  private static final double MILLIS = 1e3;
  private static final int ACCEPTED = 202;
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "PICTOR_ROLE", "api",
          "RATE_LIMIT_PER_MINUTE", "-1",
          "USER_RATE_LIMIT_PER_MINUTE", "-1",
          "MAX_QUEUED_JOBS_PER_USER", "-1");

  private Submit() {}

  public static List<Finding> measure() throws Exception {
    try (var scratch = Scratch.create();
        var server = PictorServer.start(scratch.folder().resolve("data"), ENVIRONMENT)) {
      List<byte[]> requests = requests(server);
      Outcome warmUp = LoadGenerator.run(server.port(), requests, WARM_UP);
      ProcessTree.Cpu before = server.tree().cpuSeconds();
      Outcome outcome = LoadGenerator.run(server.port(), requests, LENGTH);
      ProcessTree.Cpu used = server.tree().cpuSeconds().since(before);
      int answers = outcome.latencies().count();
      long accepted = (long) warmUp.answersWith(ACCEPTED) + outcome.answersWith(ACCEPTED);
      String seeds = "the seeds' stack, well tuned: ";
      return List.of(
          Finding.atLeast("submits accepted, 64 connections", "%.0f/s", 1000, accepted(outcome))
              .beside(seeds + "426/s (measured elsewhere)"),
          Finding.exactly("answers that were not 202", 0, answers - outcome.answersWith(ACCEPTED)),
          Finding.exactly("accepted, but not in the queue", 0, missing(server, accepted)),
          Finding.noted("latency, p50", "%.0f ms".formatted(outcome.latencies().medianMillis())),
          Finding.below("latency, p99", "%.0f ms", 150, outcome.latencies().p99Millis())
              .beside(seeds + "669 ms (measured elsewhere)"),
          Finding.noted(
                  "processor time per submit, server",
                  "%.2f ms".formatted(used.java() * MILLIS / answers))
              .beside(seeds + "4.4 ms with everything (measured elsewhere)"),
          Finding.noted(
              "processor time per submit, PostgreSQL",
              "%.2f ms".formatted(used.database() * MILLIS / answers)));
    }
  }

  private static double accepted(Outcome outcome) {
    return outcome.perSecond() * outcome.answersWith(ACCEPTED) / outcome.latencies().count();
  }

  /// Requests whose answer was not awaited at the end have their jobs as well, so there may be
  /// more.
  private static long missing(PictorServer server, long accepted)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(server.address("/metrics")).build();
      long stored =
          client
              .send(request, HttpResponse.BodyHandlers.ofLines())
              .body()
              .filter(line -> line.startsWith("pictor_jobs_ready "))
              .mapToLong(line -> (long) Double.parseDouble(line.substring(line.indexOf(' '))))
              .sum();
      return Math.max(0, accepted - stored);
    }
  }

  private static List<byte[]> requests(PictorServer server)
      throws IOException, InterruptedException {
    byte[] picture = Files.readAllBytes(PictorServer.home().resolve("testdata/grace_hopper.jpg"));
    var requests = new ArrayList<byte[]>();
    for (int user = 0; user < USERS; user++) {
      try (Visitor visitor = Visitor.signUp(server.address("/"))) {
        byte[] request = request(visitor.token(), visitor.upload(picture));
        for (int connection = 0; connection < CONNECTIONS / USERS; connection++) {
          requests.add(request);
        }
      }
    }
    return requests;
  }

  private static byte[] request(String token, String key) {
    byte[] body = Json.write(Visitor.wish(key, "PENCIL", "BASIC")).getBytes(UTF_8);
    String head =
        String.join(
            "\r\n",
            "POST /api/sketch/create HTTP/1.1",
            "Host: bench",
            "Authorization: Bearer " + token,
            "Content-Type: application/json",
            "Content-Length: " + body.length,
            "",
            "");
    return (head + new String(body, UTF_8)).getBytes(UTF_8);
  }

  /// The same key a thousand times at once, over HTTP.
  public static List<Finding> measureIdempotency() throws Exception {
    int count = 1000;
    byte[] picture = Files.readAllBytes(PictorServer.home().resolve("testdata/grace_hopper.jpg"));
    try (var scratch = Scratch.create();
        var server = PictorServer.start(scratch.folder().resolve("data"), ENVIRONMENT);
        Visitor visitor = Visitor.signUp(server.address("/"));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Map<String, Object> wish = Visitor.wish(visitor.upload(picture), "INK", "BASIC");
      var headers = new HashMap<String, String>();
      headers.put("Authorization", "Bearer " + visitor.token());
      headers.put("Idempotency-Key", "one");
      var gate = new CountDownLatch(1);
      Callable<HttpResponse<String>> request =
          () -> {
            gate.await();
            return Visitor.check(ACCEPTED, visitor.post("/api/sketch/create", wish, headers));
          };
      List<Future<HttpResponse<String>>> answers =
          Stream.generate(() -> threads.submit(request)).limit(count).toList();
      gate.countDown();
      var jobs = new HashSet<String>();
      long replays = 0;
      for (Future<HttpResponse<String>> answer : answers) {
        jobs.add(Visitor.json(answer.get()).path("id").asText());
        replays += answer.get().headers().firstValue("Idempotency-Replayed").isPresent() ? 1 : 0;
      }
      return List.of(
          Finding.exactly("1,000 requests with one Idempotency-Key: jobs", 1, jobs.size()),
          Finding.exactly("1,000 requests with one Idempotency-Key: replays", 999, replays));
    }
  }
}
