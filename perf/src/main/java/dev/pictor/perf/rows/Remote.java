package dev.pictor.perf.rows;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.perf.load.Latencies;
import dev.pictor.perf.load.Visitor;
import dev.pictor.perf.process.PictorServer;
import dev.pictor.perf.process.ProcessTree;
import dev.pictor.perf.process.Scratch;
import dev.pictor.perf.process.Simulators;
import dev.pictor.perf.report.Finding;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;

/// What the service adds to a provider's own time, and what orders under way take of memory. The
/// providers are simulated in a process of their own and answer at once, so that all of a job's
/// time is ours: nothing is taken off for them. Pictures are small, 128 pixels wide and made 256,
/// as the work on pixels is measured elsewhere.
public final class Remote {
  private static final int PER_SECOND = 50;
  private static final Duration LENGTH = Duration.ofSeconds(20);

  /// The JIT is quiet when it takes less of a core.
  private static final double QUIET = 0.05;

  private static final int MOST_SLICES = 15;
  private static final int IN_FLIGHT = 500;
  private static final Duration HELD = Duration.ofSeconds(60);
  private static final int SIDE = 128;
  private static final int CREATED = 201;
  private static final double MILLIS = 1e3;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
  private static final String JOBS = "/api/v1/jobs";
  private static final String ORDERS = "pictor_provider_orders{provider=\"runpod\"}";

  private Remote() {}

  public static List<Finding> measure() throws Exception {
    try (var scratch = Scratch.create();
        var simulators = Simulators.start(HELD);
        var server = PictorServer.start(scratch.folder().resolve("data"), environment(simulators));
        Visitor visitor = Visitor.signUp(server.address("/"))) {
      String key = visitor.upload(picture());
      var findings = new ArrayList<>(added(server, visitor, wish("comfy_local", key)));
      findings.add(memory(server, visitor, simulators, wish("runpod", key)));
      return findings;
    }
  }

  /// A service that has just started compiles for some minutes what it does all the time, on the
  /// cores that the work needs: the figures are those after that, and those before stand beside.
  private static List<Finding> added(PictorServer server, Visitor visitor, Map<String, Object> wish)
      throws Exception {
    Slice first = slice(server, visitor, wish);
    Slice slice = first;
    int slices = 1;
    while (slice.jitShare() > QUIET && slices < MOST_SLICES) {
      slice = slice(server, visitor, wish);
      slices++;
    }
    String warm = "after %d s of work".formatted(slices * LENGTH.toSeconds());
    Slice last = slice(server, visitor, wish);
    return List.of(
        Finding.below(
                "added to ComfyUI's time at 50/s, 256x256 pixels, p50",
                "%.1f ms",
                15,
                last.latencies().medianMillis())
            .beside(warm),
        Finding.below(
                "added to ComfyUI's time at 50/s, 256x256 pixels, p99",
                "%.1f ms",
                60,
                last.latencies().p99Millis())
            .beside(warm),
        Finding.noted(
            "the same in the first 20 s of a server, p50 and p99",
            "%.0f and %.0f ms"
                .formatted(first.latencies().medianMillis(), first.latencies().p99Millis())),
        Finding.noted("processor time per such job", "%.1f ms".formatted(last.millis())),
        Finding.noted("of it PostgreSQL", "%.1f ms".formatted(last.databaseMillis())),
        Finding.noted("of it the JIT", "%.1f ms".formatted(last.jitMillis())));
  }

  /// What was seen in a time.
  ///
  /// @param jit seconds of a core
  private record Slice(Latencies latencies, ProcessTree.Cpu used, double jit) {
    double jitShare() {
      return jit / LENGTH.toSeconds();
    }

    double millis() {
      return used.total() * MILLIS / latencies.count();
    }

    double databaseMillis() {
      return used.database() * MILLIS / latencies.count();
    }

    double jitMillis() {
      return jit * MILLIS / latencies.count();
    }
  }

  private static Slice slice(PictorServer server, Visitor visitor, Map<String, Object> wish)
      throws Exception {
    ProcessTree tree = server.tree();
    ProcessTree.Cpu before = tree.cpuSeconds();
    double jit = tree.jitSeconds();
    Steady steady = steady(visitor, wish);
    ProcessTree.Cpu used = tree.cpuSeconds().since(before);
    double compiled = tree.jitSeconds() - jit;
    return new Slice(steady.latencies(visitor), used, compiled);
  }

  private static Map<String, String> environment(Simulators simulators) {
    var environment = new HashMap<>(simulators.variables());
    environment.put("RATE_LIMIT_PER_MINUTE", "-1");
    environment.put("USER_RATE_LIMIT_PER_MINUTE", "-1");
    environment.put("PLAN_FREE_JOBS_PER_DAY", "-1");
    environment.put("MAX_QUEUED_JOBS_PER_USER", "-1");
    environment.put("USER_STORAGE_MB", "-1");
    environment.put("USER_FILES", "-1");
    environment.put("DEFAULT_CREDITS", "1000000");
    environment.put("RESULT_CACHE_SECONDS", "0");
    environment.put("PROVIDER_CONCURRENCY_OF", "runpod=" + IN_FLIGHT);
    return environment;
  }

  private static byte[] picture() throws IOException {
    var picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    var pen = picture.createGraphics();
    pen.setPaint(new GradientPaint(0, 0, Color.BLUE, SIDE, SIDE, Color.ORANGE));
    pen.fillRect(0, 0, SIDE, SIDE);
    pen.dispose();
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(picture, "jpg", bytes);
    return bytes.toByteArray();
  }

  private static Map<String, Object> wish(String provider, String key) {
    return Map.of(
        "job_type",
        "upscale",
        "provider",
        provider,
        "params",
        Map.of("input_key", key, "scale", 2),
        "output_format",
        "jpeg");
  }

  /// Jobs that were asked for at a steady rate.
  ///
  /// @param due when each was to be asked for
  private record Steady(List<Instant> due, List<Future<JsonNode>> answers) {
    /// Each job's time is from the moment at which its request was due to its success.
    Latencies latencies(Visitor visitor) throws Exception {
      var latencies = new Latencies();
      for (int i = 0; i < due.size(); i++) {
        JsonNode done = awaitDone(visitor, answers.get(i).get());
        latencies.add(
            Duration.between(due.get(i), Instant.parse(done.path("finished_at").asText())));
      }
      return latencies;
    }
  }

  /// Asks without waiting for answers.
  private static Steady steady(Visitor visitor, Map<String, Object> wish)
      throws InterruptedException {
    int count = (int) (PER_SECOND * LENGTH.toSeconds());
    long apart = Duration.ofSeconds(1).toNanos() / PER_SECOND;
    var due = new ArrayList<Instant>();
    var answers = new ArrayList<Future<JsonNode>>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Instant first = Instant.now();
      for (int i = 0; i < count; i++) {
        Instant at = first.plusNanos(i * apart);
        TimeUnit.NANOSECONDS.sleep(Duration.between(Instant.now(), at).toNanos());
        due.add(at);
        answers.add(threads.submit(() -> submit(visitor, wish)));
      }
    }
    return new Steady(due, answers);
  }

  private static JsonNode submit(Visitor visitor, Map<String, Object> wish)
      throws IOException, InterruptedException {
    return Visitor.json(Visitor.check(CREATED, visitor.post(JOBS, wish)));
  }

  private static JsonNode awaitDone(Visitor visitor, JsonNode job)
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
    if (!now.path("status").asText().equals("succeeded")) {
      throw new IOException("this did not succeed: " + now);
    }
    return now;
  }

  /// Resident memory while the provider works on so many orders, beyond what it was before; the
  /// most of it.
  private static Finding memory(
      PictorServer server, Visitor visitor, Simulators simulators, Map<String, Object> wish)
      throws Exception {
    awaitDone(visitor, submit(visitor, wish));
    double before = server.tree().rssMegabytes();
    simulators.slowDown(IN_FLIGHT);
    var jobs = new ArrayList<JsonNode>();
    for (int i = 0; i < IN_FLIGHT; i++) {
      jobs.add(submit(visitor, wish));
    }
    double most = 0;
    long orders = 0;
    long end = System.nanoTime() + HELD.toNanos();
    while (System.nanoTime() < end && orders < IN_FLIGHT) {
      orders = Math.max(orders, orders(server));
      most = Math.max(most, server.tree().rssMegabytes());
      Thread.sleep(LOOK_AGAIN);
    }
    if (orders < IN_FLIGHT) {
      throw new IOException("only " + orders + " orders were under way at once");
    }
    for (JsonNode job : jobs) {
      awaitDone(visitor, job);
      most = Math.max(most, server.tree().rssMegabytes());
    }
    return Finding.below(
            "500 orders under way on one node, extra RSS", "%.0f MB", 200, most - before)
        .beside("%.0f MB before".formatted(before));
  }

  private static long orders(PictorServer server) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(server.address("/metrics")).build();
      return client
          .send(request, HttpResponse.BodyHandlers.ofLines())
          .body()
          .filter(line -> line.startsWith(ORDERS))
          .mapToLong(line -> (long) Double.parseDouble(line.substring(ORDERS.length())))
          .sum();
    }
  }
}
