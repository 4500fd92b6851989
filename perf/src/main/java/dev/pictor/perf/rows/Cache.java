package dev.pictor.perf.rows;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.perf.load.Latencies;
import dev.pictor.perf.load.Visitor;
import dev.pictor.perf.process.PictorServer;
import dev.pictor.perf.process.Scratch;
import dev.pictor.perf.report.Finding;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// What a job costs whose result is there already, from the request to the answer that shows the
/// result; and that many equal jobs at once are made once.
public final class Cache {
  private static final int WARM_UP = 500;
  private static final int HITS = 2000;
  private static final int AT_ONCE = 200;
  private static final int CREATED = 201;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
  private static final String JOBS = "/api/v1/jobs";
  private static final String MADE = "pictor_cache_results_total{outcome=\"miss\"}";
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "RATE_LIMIT_PER_MINUTE", "-1",
          "USER_RATE_LIMIT_PER_MINUTE", "-1",
          "PLAN_FREE_JOBS_PER_DAY", "-1",
          "USER_STORAGE_MB", "-1",
          "DEFAULT_CREDITS", "1000000");

  private Cache() {}

  public static List<Finding> measure() throws Exception {
    byte[] picture = Files.readAllBytes(PictorServer.home().resolve("testdata/grace_hopper.jpg"));
    try (var scratch = Scratch.create();
        var server = PictorServer.start(scratch.folder().resolve("data"), ENVIRONMENT);
        Visitor visitor = Visitor.signUp(server.address("/"))) {
      String key = visitor.upload(picture);
      awaitDone(visitor, submit(visitor, wish(key, 2)));
      Latencies _ = hits(visitor, wish(key, 2), WARM_UP);
      Latencies hits = hits(visitor, wish(key, 2), HITS);
      long before = made(server);
      long done = atOnce(visitor, wish(key, 3));
      return List.of(
          Finding.noted(
              "a hit, submit to succeeded, p50", "%.1f ms".formatted(hits.medianMillis())),
          Finding.below("a hit, submit to succeeded, p99", "%.1f ms", 50, hits.p99Millis()),
          Finding.exactly("200 equal jobs at once: done", AT_ONCE, done),
          Finding.exactly("200 equal jobs at once: calls of the engine", 1, made(server) - before));
    }
  }

  private static Map<String, Object> wish(String key, int scale) {
    Map<String, Object> params = Map.of("input_key", key, "model", "lanczos", "scale", scale);
    return Map.of("job_type", "upscale", "params", params, "output_format", "jpeg");
  }

  private static JsonNode submit(Visitor visitor, Map<String, Object> wish)
      throws IOException, InterruptedException {
    return Visitor.json(Visitor.check(CREATED, visitor.post(JOBS, wish)));
  }

  /// One after the other on one connection. A job that is not done in the answer is no hit.
  private static Latencies hits(Visitor visitor, Map<String, Object> wish, int count)
      throws IOException, InterruptedException {
    var latencies = new Latencies();
    for (int i = 0; i < count; i++) {
      long begun = System.nanoTime();
      JsonNode job = submit(visitor, wish);
      latencies.add(System.nanoTime() - begun);
      if (!job.path("status").asText().equals("succeeded") || !job.path("cached").asBoolean()) {
        throw new IOException("this was no hit: " + job);
      }
    }
    return latencies;
  }

  /// @return how many succeeded
  private static long atOnce(Visitor visitor, Map<String, Object> wish) throws Exception {
    var gate = new CountDownLatch(1);
    var answers = new ArrayList<Future<JsonNode>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < AT_ONCE; i++) {
        answers.add(
            threads.submit(() -> {
              gate.await();
              return submit(visitor, wish);
            }));
      }
      gate.countDown();
    }
    long done = 0;
    for (Future<JsonNode> answer : answers) {
      done += awaitDone(visitor, answer.get()).equals("succeeded") ? 1 : 0;
    }
    return done;
  }

  /// @return how it ended
  private static String awaitDone(Visitor visitor, JsonNode job)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    JsonNode now = job;
    while (now.path("finished_at").isNull()) {
      if (System.nanoTime() > end) {
        throw new IOException("this did not finish: " + now);
      }
      Thread.sleep(LOOK_AGAIN);
      now = visitor.get(JOBS + "/" + job.path("id").asText());
    }
    return now.path("status").asText();
  }

  private static long made(PictorServer server) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(server.address("/metrics")).build();
      return client
          .send(request, HttpResponse.BodyHandlers.ofLines())
          .body()
          .filter(line -> line.startsWith(MADE))
          .mapToLong(line -> (long) Double.parseDouble(line.substring(MADE.length())))
          .sum();
    }
  }
}
