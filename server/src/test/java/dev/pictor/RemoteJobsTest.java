package dev.pictor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.providers.simulated.Fault;
import dev.pictor.providers.simulated.SimulatedComfy;
import dev.pictor.providers.simulated.SimulatedProvider;
import dev.pictor.providers.simulated.SimulatedRunPod;
import dev.pictor.testkit.JobClient;
import dev.pictor.testkit.RunningApp;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Jobs of the whole service at simulated providers, through HTTP on both sides.
class RemoteJobsTest {
  private static Simulations simulations;
  private static SimulatedComfy comfy;
  private static SimulatedRunPod runPod;
  private static RunningApp app;
  private static JobClient ada;
  private static String photo;
  private static String face;

  @BeforeAll
  static void start() {
    simulations = new Simulations();
    comfy = simulations.comfy();
    runPod = simulations.runPod();
    var variables = new HashMap<>(simulations.variables());
    variables.put("RETRY_DELAYS", "0.2,0.4");
    variables.put("JOB_MAX_ATTEMPTS", "5");
    variables.put("PROVIDER_REST_SECONDS", "1");
    variables.put("ROUTES", "sketch=local");
    app = RunningApp.start(variables);
    ada = JobClient.signedIn(app);
    photo = ada.upload("grace_hopper.jpg");
    face = ada.upload("astronaut.png");
  }

  @AfterAll
  static void stop() {
    app.close();
    simulations.close();
  }

  @BeforeEach
  void behave() {
    simulations.all().forEach(SimulatedProvider::behave);
  }

  private static Map<String, Object> swap(String provider) {
    var job = JobClient.job("face_swap", Map.of("source_url", face, "target_url", photo));
    job.put("provider", provider);
    return job;
  }

  private static long credits() {
    return ada.http().get("/api/v1/auth/me").is(200).json().get("credits").asLong();
  }

  @Test
  void aSwapIsMadeWhereTheCallerSaysAndPaidOnce() {
    for (String provider : List.of("comfy_local", "runpod")) {
      int before = comfy.made() + runPod.made();
      long had = credits();
      JsonNode job = ada.succeed(swap(provider));
      assertThat(job.get("provider").asText()).isEqualTo(provider);
      BufferedImage picture = ada.picture(job);
      BufferedImage source = ada.picture(photo);
      assertThat(picture.getWidth()).isEqualTo(source.getWidth());
      assertThat(picture.getHeight()).isEqualTo(source.getHeight());
      assertThat(comfy.made() + runPod.made()).isEqualTo(before + 1);
      assertThat(had - credits()).isEqualTo(2);
    }
  }

  @Test
  void everyProviderDrawsWhatItIsNamedFor() {
    for (SimulatedProvider each : simulations.all()) {
      int before = each.made();
      var job = JobClient.job("sketch", Map.of("input_url", photo, "style", "watercolor"));
      job.put("provider", each.name());
      JsonNode done = ada.succeed(job);
      assertThat(done.get("provider").asText()).isEqualTo(each.name());
      assertThat(each.made()).as(each.name()).isEqualTo(before + 1);
      BufferedImage picture = ada.picture(done);
      assertThat(Math.max(picture.getWidth(), picture.getHeight()))
          .as(each.name())
          .isEqualTo(Math.max(ada.picture(photo).getWidth(), ada.picture(photo).getHeight()));
    }
  }

  @Test
  void variantsOfAThumbnailAreMadeSideBySide() {
    for (String provider : List.of("openai", "gemini", "seedream", "fal")) {
      var job =
          JobClient.job(
              "thumbnail",
              Map.of("input_url", photo, "headline", "Hello", "variants", 3, "quality", "std"));
      job.put("provider", provider);
      JsonNode done = ada.succeed(job);
      assertThat(done.get("artifacts")).as(provider).hasSize(3);
      assertThat(ada.picture(done).getWidth()).as(provider).isEqualTo(1280);
    }
  }

  @Test
  void healthNamesEveryProviderAndNoKeyIsAnywhere() {
    String health = ada.http().get("/health").is(200).json().toString();
    byte[] scraped = ada.http().get("/metrics").is(200).response().body();
    String metrics = new String(scraped, StandardCharsets.UTF_8);
    for (SimulatedProvider each : simulations.all()) {
      assertThat(health).contains("\"" + each.name() + "\"").doesNotContain(each.key());
      assertThat(metrics).contains("provider=\"" + each.name() + "\"");
    }
  }

  @Test
  void aForgedCallOfFalIsRefusedAndAnUnknownOneIsNotFound() {
    ada.http().post("/api/webhooks/fal/bm90LWEtdG9rZW4", Map.of("status", "OK")).is(404);
  }

  @Test
  void theRulesKeepAnOperationHere() {
    JsonNode job = ada.succeed(JobClient.job("sketch", Map.of("input_url", photo, "style", "ink")));
    assertThat(job.get("provider").asText()).isEqualTo("local");
  }

  @Test
  void aNameThatNobodyHasIsRefusedWithThoseThereAre() {
    var answer = ada.submit(swap("midjourney")).is(422);
    assertThat(answer.json().toString()).contains("comfy_local", "runpod", "local");
  }

  @Test
  void everyFaultEndsWithAPictureOrCostsNothing() {
    var faults = new ArrayList<>(comfy.faults());
    faults.remove(Fault.EXPIRED_LINK);
    for (Fault fault : faults) {
      comfy.misbehave(fault);
      long had = credits();
      JsonNode job = ada.run(swap("comfy_local"));
      boolean isPaid = job.get("status").asText().equals("succeeded");
      assertThat(had - credits()).as("credits after %s: %s", fault, job).isEqualTo(isPaid ? 2 : 0);
      if (fault == Fault.REFUSED_INPUT) {
        assertThat(isPaid).isFalse();
        assertThat(job.get("error").toString()).contains("provider_refused");
      } else {
        assertThat(isPaid).as("%s: %s", fault, job).isTrue();
      }
    }
  }

  @Test
  void aCancelReachesTheProvider() {
    comfy.misbehave(Fault.SLOW);
    int before = comfy.cancelled();
    String id = ada.submit(swap("comfy_local")).is(201).json().get("id").asText();
    while (!ada.get(id).get("status").asText().equals("running")
        || ada.get(id).get("progress").asInt() < 2) {
      Thread.onSpinWait();
    }
    ada.http().post("/api/v1/jobs/" + id + "/cancel", Map.of());
    JsonNode end = ada.finished(id);
    assertThat(end.get("status").asText()).isEqualTo("cancelled");
    assertThat(comfy.cancelled() - before).isLessThanOrEqualTo(1);
  }
}
