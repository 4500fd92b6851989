package dev.pictor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.platform.Json;
import dev.pictor.providers.simulated.SimulatedComfy;
import dev.pictor.providers.simulated.SimulatedRunPod;
import dev.pictor.providers.simulated.SimulatedServer;
import dev.pictor.providers.simulated.SimulatedServer.Moment;
import dev.pictor.testkit.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A node is killed with -9 while one of its jobs is at a provider. Another one finishes the job,
/// and the provider makes its picture once, but where nobody can know whether it has the order.
class ProviderCrashTest {
  private static final Path GRACE = Path.of("..", "testdata", "grace_hopper.jpg");
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final TestDatabase DATABASE = TestDatabase.open();

  @TempDir private Path data;

  @AfterAll
  static void close() {
    HTTP.close();
    DATABASE.close();
  }

  @Test
  void comfyBeforeTheOrderIsSent() throws Exception {
    assertThat(comfy(Moment.ARRIVED, "POST /upload/image")).containsExactly("failed", "delivered");
  }

  @Test
  void comfyBetweenItsYesAndOurNote() throws Exception {
    assertThat(comfy(Moment.SERVED, "POST /prompt")).containsExactly("delivered");
  }

  @Test
  void comfyOnceItsNameForTheOrderIsKnown() throws Exception {
    assertThat(comfy(Moment.ARRIVED, "GET /history/")).containsExactly("delivered");
  }

  @Test
  void comfyWhileItsPictureIsFetched() throws Exception {
    assertThat(comfy(Moment.SERVED, "GET /view")).containsExactly("delivered");
  }

  @Test
  void runPodBetweenItsYesAndOurNote() throws Exception {
    try (var runPod = new SimulatedRunPod(0)) {
      List<String> calls = crash(runPod, runPodAt(runPod), Moment.SERVED, "/run");
      assertThat(calls).containsExactly("unknown", "delivered");
      assertThat(runPod.made()).isEqualTo(2);
    }
  }

  @Test
  void runPodOnceItsNameForTheOrderIsKnown() throws Exception {
    try (var runPod = new SimulatedRunPod(0)) {
      List<String> calls = crash(runPod, runPodAt(runPod), Moment.ARRIVED, "/status/");
      assertThat(calls).containsExactly("delivered");
      assertThat(runPod.made()).isEqualTo(1);
    }
  }

  private static Map<String, String> runPodAt(SimulatedRunPod runPod) {
    return Map.of(
        "RUNPOD_URL", runPod.uri().toString(),
        "RUNPOD_API_KEY", runPod.key(),
        "RUNPOD_ENDPOINT_ID", SimulatedRunPod.ENDPOINT);
  }

  private List<String> comfy(Moment moment, String call) throws Exception {
    try (var comfy = new SimulatedComfy(0)) {
      List<String> calls =
          crash(comfy, Map.of("COMFY_LOCAL_URL", comfy.uri().toString()), moment, call);
      assertThat(comfy.made()).isEqualTo(1);
      return calls;
    }
  }

  /// @return how the orders of the job ended, in their order
  private List<String> crash(
      SimulatedServer provider, Map<String, String> settings, Moment moment, String call)
      throws Exception {
    Map<String, String> variables = variables(settings);
    var isDown = new AtomicBoolean();
    var down = new CountDownLatch(1);
    try (var first = CrashNode.start(variables)) {
      provider.shownTo((when, seen) -> {
        boolean now = when == moment && seen.contains(call) && isDown.compareAndSet(false, true);
        if (now) {
          first.kill();
          down.countDown();
        }
        return now;
      });
      String token = register(first);
      String job = submit(first, token, provider.name());
      assertThat(down.await(60, TimeUnit.SECONDS)).as("the moment came").isTrue();
      try (var second = CrashNode.start(variables)) {
        JsonNode end = finished(second, token, job);
        assertThat(end.get("status").asText()).as("%s", end).isEqualTo("succeeded");
        assertThat(end.get("provider").asText()).isEqualTo(provider.name());
      }
      return DATABASE
          .jdbi()
          .withHandle(handle ->
              handle
                  .createQuery(
                      "select state from provider_call where job_id = :job order by begun_at")
                  .bind("job", UUID.fromString(job))
                  .mapTo(String.class)
                  .list());
    }
  }

  private Map<String, String> variables(Map<String, String> settings) {
    var variables = new HashMap<>(settings);
    variables.put("PORT", "0");
    variables.put("PICTOR_DATA", data.toString());
    variables.put("DATABASE_URL", DATABASE.url());
    variables.put("RATE_LIMIT_PER_MINUTE", "-1");
    variables.put("ALLOW_PRIVATE_ADDRESSES", "true");
    variables.put("JOB_LEASE_SECONDS", "2");
    variables.put("JOB_HEARTBEAT_SECONDS", "1");
    return variables;
  }

  private static String register(CrashNode node) throws IOException, InterruptedException {
    Map<String, String> account =
        Map.of("email", UUID.randomUUID() + "@example.com", "password", "a long enough password");
    call(node, "POST", "/api/v1/auth/register", account, "");
    return call(node, "POST", "/api/v1/auth/login", account, "").get("access_token").asText();
  }

  private static String submit(CrashNode node, String token, String provider)
      throws IOException, InterruptedException {
    String photo =
        "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(Files.readAllBytes(GRACE));
    JsonNode picture = call(node, "POST", "/api/images", Map.of("image", photo), token);
    Map<String, Object> job =
        Map.of(
            "job_type",
            "sketch",
            "provider",
            provider,
            "params",
            Map.of("input_url", at(node, picture.get("url").asText()), "style", "ink"));
    return call(node, "POST", "/api/v1/jobs", job, token).get("id").asText();
  }

  private static String at(CrashNode node, String link) {
    return link.startsWith("/") ? "http://127.0.0.1:" + node.port() + link : link;
  }

  private static JsonNode finished(CrashNode node, String token, String job)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    while (System.nanoTime() < end) {
      JsonNode now = call(node, "GET", "/api/v1/jobs/" + job, null, token);
      if (!now.get("finished_at").isNull()) {
        return now;
      }
      Thread.sleep(100);
    }
    throw new AssertionError("the job did not finish");
  }

  private static JsonNode call(
      CrashNode node, String method, String path, @Nullable Object body, String token)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + node.port() + path))
            .header("Content-Type", "application/json")
            .method(
                method,
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(Json.write(body)));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    var answer = HTTP.send(request.build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    return Json.MAPPER.readTree(answer.body());
  }
}
