package dev.pictor.compat.oneshot;

import static dev.pictor.testkit.JobClient.job;
import static dev.pictor.testkit.JobClient.pipeline;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.testkit.JobClient;
import dev.pictor.testkit.RunningApp;
import dev.pictor.testkit.SketchClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// `/api/v1/jobs`: what holds for jobs of every operation.
class JobsTest {
  private static RunningApp app;
  private static JobClient ada;
  private static String grace;

  @BeforeAll
  static void start() {
    app = RunningApp.start();
    ada = JobClient.signedIn(app);
    grace = ada.upload("grace_hopper.jpg");
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  @Test
  void aJobIsDurableNamedAndThenDone() {
    var answer = ada.submit(ink());
    JsonNode made = answer.is(201).json();
    String id = made.get("id").asText();
    assertThat(answer.header("Location")).isEqualTo("/api/v1/jobs/" + id);
    assertThat(made.get("status").asText()).isEqualTo("pending");
    assertThat(made.get("artifacts")).isEmpty();
    JsonNode done = ada.finished(id);
    assertThat(done.get("status").asText()).isEqualTo("succeeded");
    assertThat(done.get("progress").asInt()).isEqualTo(100);
    assertThat(done.get("provider").asText()).isEqualTo("local");
    assertThat(done.get("params").get("method").asText()).isEqualTo("BASIC");
    assertThat(done.get("params").get("intensity").asDouble()).isEqualTo(0.8);
    JsonNode artifact = done.get("artifacts").get(0);
    assertThat(artifact.get("mime_type").asText()).isEqualTo("image/png");
    assertThat(artifact.get("width").asInt()).isEqualTo(512);
    byte[] bytes = ada.bytes(done, 0);
    assertThat(artifact.get("file_size").asInt()).isEqualTo(bytes.length);
    assertThat(artifact.get("models").get(0).get("step").asText()).isEqualTo("sketch");
    assertThat(new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1))
        .as("it says that it was altered")
        .contains("digitalsourcetype/algorithmicMedia");
  }

  @Test
  void aFreshAnswerSignsLinksAnew() throws InterruptedException {
    JsonNode done = ada.succeed(ink());
    Thread.sleep(1100); // A link's end is in whole seconds.
    JsonNode again = ada.get(done.get("id").asText());
    assertThat(url(again)).isNotEqualTo(url(done));
    ada.http().follow(url(again)).is(200);
    ada.http().follow(again.get("params").get("input_url").asText()).is(200);
  }

  @Test
  void theOlderSpellingsAreTheSameJob() {
    var atTheTop = new HashMap<String, Object>();
    atTheTop.put("job_type", "sketch");
    atTheTop.put("input_url", grace);
    atTheTop.put("params", Map.of("style", "ink", "method", "basic"));
    var parameters = new HashMap<String, Object>(atTheTop);
    parameters.put("parameters", parameters.remove("params"));
    JsonNode usual = ada.submit(ink()).is(201).json().get("params");
    for (var spelling : List.of(atTheTop, parameters)) {
      JsonNode params = ada.submit(spelling).is(201).json().get("params");
      assertThat(params.get("style")).isEqualTo(usual.get("style"));
      assertThat(params.get("method")).isEqualTo(usual.get("method"));
    }
  }

  @Test
  void everyFaultIsToldAtOnceAndByName() {
    var body =
        new HashMap<>(job("sketch", Map.of("style", "crayon", "intensity", 2, "colour", "red")));
    body.put("webhook_url", "ftp://example.com");
    body.put("priority", 101);
    body.put("output_format", "tiff");
    body.put("metadata", Map.of("album", 7));
    body.put("jobtype", "sketch");
    assertThat(fields(ada.submit(body)))
        .containsExactlyInAnyOrder(
            "params.style",
            "params.intensity",
            "params.colour",
            "params.input_url",
            "webhook_url",
            "priority",
            "output_format",
            "metadata.album",
            "jobtype");
  }

  @Test
  void aPictureIsNamedOnceAndOnce() {
    String key = ada.key("grace_hopper.jpg");
    ada.succeed(job("sketch", Map.of("input_key", key, "style", "INK", "method", "BASIC")));
    assertThat(fields(ada.submit(job("sketch", Map.of("style", "INK")))))
        .containsExactly("params.input_url");
    assertThat(
            fields(
                ada.submit(
                    job("sketch", Map.of("style", "INK", "input_url", grace, "input_key", key)))))
        .containsExactly("params.input_key");
    var twice = new HashMap<>(ink());
    twice.put("input_url", grace);
    assertThat(fields(ada.submit(twice))).containsExactly("input_url");
  }

  @Test
  void anUnknownOperationIsToldWithTheKnownOnes() {
    var answer = ada.submit(Map.of("job_type", "dance", "params", Map.of()));
    assertThat(answer.is(422).json().get("errors").get(0).get("message").asText())
        .contains("face_swap", "pipeline");
    assertThat(fields(ada.submit(Map.of("params", Map.of())))).containsExactly("job_type");
    assertThat(ada.submit(Map.of()).problem()).isEqualTo("422 invalid_request");
  }

  @Test
  void whoeverHoldsASignedLinkMayWorkOnACopyOfWhatItOpens() {
    JobClient eve = JobClient.signedIn(app);
    JsonNode mine = eve.succeed(ink());
    assertThat(mine.get("params").get("input_url").asText()).contains(mine.get("user_id").asText());
    String tampered = grace.replaceFirst("signature=....", "signature=AAAA");
    assertThat(eve.submit(job("sketch", Map.of("style", "INK", "input_url", tampered))).problem())
        .isEqualTo("403 bad_signature");
  }

  @Test
  void whatIsNoPictureOrSomebodyElsesIsRefused() {
    JobClient eve = JobClient.signedIn(app);
    String adas = ada.key("grace_hopper.jpg");
    var byKey = job("sketch", Map.of("style", "INK", "input_key", adas));
    assertThat(eve.submit(byKey).problem()).isEqualTo("404 not_found");
    var byAddress = job("sketch", Map.of("style", "INK", "input_url", "/objects/" + adas));
    assertThat(eve.submit(byAddress).problem()).isEqualTo("404 not_found");
    assertThat(
            ada.submit(
                    job(
                        "sketch",
                        Map.of("style", "INK", "input_url", "data:image/jpeg;base64,AAAA")))
                .problem())
        .isEqualTo("415 unsupported_type");
    assertThat(
            ada.submit(job("sketch", Map.of("style", "INK", "input_url", "http://127.0.0.1/x")))
                .problem())
        .startsWith("422");
    assertThat(ada.submit(job("sketch", Map.of("style", "INK", "input_key", "../x"))).problem())
        .isEqualTo("404 not_found");
    String id = ada.submit(ink()).json().get("id").asText();
    assertThat(eve.http().get("/api/v1/jobs/" + id).problem()).isEqualTo("404 not_found");
    assertThat(eve.http().delete("/api/v1/jobs/" + id).problem()).isEqualTo("404 not_found");
    assertThat(eve.http().post("/api/v1/jobs/" + id + "/cancel", Map.of()).problem())
        .isEqualTo("404 not_found");
  }

  @Test
  void theSameKeyAndRequestIsTheSameJobWhateverThePicturesAddress() {
    String token = UUID.randomUUID().toString();
    String id = ada.submit(ink(), "Idempotency-Key", token).is(201).json().get("id").asText();
    String other = ada.upload("grace_hopper.jpg");
    var again =
        new HashMap<>(job("sketch", Map.of("style", "ink", "method", "BASIC", "input_url", other)));
    again.put("idempotency_key", token);
    var answer = ada.submit(again).is(201);
    assertThat(answer.json().get("id").asText()).isEqualTo(id);
    assertThat(answer.header("Idempotency-Replayed")).isEqualTo("true");
    again.put("output_format", "webp");
    assertThat(ada.submit(again).problem()).isEqualTo("409 idempotency_conflict");
  }

  @Test
  void metadataComesBackUntouchedAndTheFormatIsTheWantedOne() {
    var body = new HashMap<>(ink());
    body.put("metadata", Map.of("album", "Sömmer", "n", "1"));
    body.put("output_format", "webp");
    body.put("output_quality", 60);
    JsonNode done = ada.succeed(body);
    assertThat(done.get("metadata").get("album").asText()).isEqualTo("Sömmer");
    assertThat(done.get("artifacts").get(0).get("mime_type").asText()).isEqualTo("image/webp");
    assertThat(new String(ada.bytes(done, 0), 8, 4, java.nio.charset.StandardCharsets.US_ASCII))
        .isEqualTo("WEBP");
  }

  @Test
  void aListCountsFiltersAndHasPages() {
    JobClient bob = JobClient.signedIn(app);
    String photo = bob.upload("grace_hopper.jpg");
    for (String style : List.of("INK", "PASTEL", "OIL")) {
      bob.submit(job("sketch", Map.of("style", style, "method", "BASIC", "input_url", photo)))
          .is(201);
    }
    var first = bob.http().get("/api/v1/jobs/?skip=0&limit=2").is(200);
    assertThat(first.json().get("items")).hasSize(2);
    assertThat(first.json().get("total").asInt()).isEqualTo(3);
    assertThat(first.header("Link")).contains("skip=2&limit=2", "rel=\"next\"");
    JsonNode last = bob.http().get("/api/v1/jobs?skip=2&limit=2").json();
    assertThat(last.get("items").get(0).get("params").get("style").asText()).isEqualTo("INK");
    assertThat(bob.http().get("/api/v1/jobs?job_type=upscaling").json().get("total").asInt())
        .isZero();
    bob.finished(last.get("items").get(0).get("id").asText());
    assertThat(bob.http().get("/api/v1/jobs?status=succeeded").json().get("total").asInt())
        .isPositive();
    for (String bad : List.of("limit=0", "limit=101", "skip=-1", "status=done", "job_type=x")) {
      assertThat(bob.http().get("/api/v1/jobs?" + bad).problem()).isEqualTo("422 invalid_request");
    }
  }

  @Test
  void aRunningJobIsCancelledAndAFinishedOneIsNot() {
    JobClient bob = JobClient.signedIn(app);
    String photo = bob.upload("grace_hopper.jpg");
    var slow = job("sketch", Map.of("style", "OIL", "method", "ARTISTIC", "input_url", photo));
    String id = bob.submit(slow).json().get("id").asText();
    while (bob.get(id).get("status").asText().equals("pending")) {
      Thread.onSpinWait();
    }
    JsonNode stopped = bob.http().post("/api/v1/jobs/" + id + "/cancel", Map.of()).is(200).json();
    assertThat(stopped.get("status").asText()).isEqualTo("cancelled");
    assertThat(bob.finished(id).get("status").asText()).isEqualTo("cancelled");
    assertThat(bob.http().post("/api/v1/jobs/" + id + "/cancel", Map.of()).problem())
        .isEqualTo("409 already_final");
  }

  @Test
  void aDeletedJobTakesItsPicturesWithIt() {
    JobClient bob = JobClient.signedIn(app);
    String photo = bob.upload("grace_hopper.jpg");
    JsonNode done =
        bob.succeed(job("sketch", Map.of("style", "INK", "method", "BASIC", "input_url", photo)));
    String id = done.get("id").asText();
    bob.http().delete("/api/v1/jobs/" + id).is(204);
    assertThat(bob.http().get("/api/v1/jobs/" + id).problem()).isEqualTo("404 not_found");
    assertThat(bob.http().follow(url(done)).problem()).isEqualTo("404 not_found");
    assertThat(bob.http().follow(photo).problem()).isEqualTo("404 not_found");
  }

  @Test
  void aPipelineWorksOnItsOwnResults() {
    JsonNode done =
        ada.succeed(
            pipeline(
                List.of(
                    job("sketch", Map.of("style", "INK", "method", "BASIC", "input_url", grace)),
                    job("sketch", Map.of("style", "PENCIL", "method", "BASIC", "max_side", 256)))));
    assertThat(done.get("job_type").asText()).isEqualTo("pipeline");
    assertThat(done.get("params").isNull()).isTrue();
    assertThat(done.get("steps")).hasSize(2);
    assertThat(done.get("artifacts").get(0).get("height").asInt()).isEqualTo(256);
    assertThat(done.get("artifacts").get(0).get("models").findValuesAsText("step"))
        .containsExactly("sketch", "fit", "sketch");
  }

  @Test
  void aStepThatCannotFollowIsNamed() {
    var first = job("sketch", Map.of("style", "INK", "input_url", grace));
    var ownPicture = job("sketch", Map.of("style", "OIL", "input_url", grace));
    var noSource = job("face_swap", Map.of());
    var unknown = job("dance", Map.of());
    assertThat(fields(ada.submit(pipeline(List.of(first, ownPicture, noSource, unknown)))))
        .containsExactlyInAnyOrder(
            "steps[1].params.input_url", "steps[2].params.source_url", "steps[3].job_type");
    assertThat(fields(ada.submit(pipeline(List.of(job("sketch", Map.of("style", "INK")))))))
        .containsExactly("steps[0].params.input_url");
    assertThat(fields(ada.submit(pipeline(List.of())))).containsExactly("steps");
  }

  @Test
  void aResultThatWouldBeTooLargeIsRefusedBeforeAnyWork() {
    var large = job("upscale", Map.of("scale", 4, "input_url", grace));
    var larger = job("upscale", Map.of("scale", 4));
    assertThat(ada.submit(pipeline(List.of(large, larger, larger))).problem())
        .isEqualTo("413 too_large");
  }

  @Test
  void aProviderThatIsNotThereIsTold() {
    var body = new HashMap<>(ink());
    body.put("provider", "comfy_local");
    assertThat(ada.submit(body).problem()).isEqualTo("422 invalid_request");
  }

  private static Map<String, Object> ink() {
    return job("sketch", Map.of("style", "INK", "method", "BASIC", "input_url", grace));
  }

  private static String url(JsonNode job) {
    return job.get("artifacts").get(0).get("output_url").asText();
  }

  private static List<String> fields(SketchClient.Answer answer) {
    return answer.is(422).json().get("errors").findValuesAsText("field");
  }
}
