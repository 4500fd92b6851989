package dev.pictor.providers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.providers.simulated.Fault;
import dev.pictor.providers.simulated.SimulatedComfy;
import dev.pictor.providers.simulated.SimulatedProvider;
import dev.pictor.providers.simulated.SimulatedRunPod;
import dev.pictor.testkit.JobClient;
import dev.pictor.testkit.RunningApp;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Jobs of the whole service at simulated providers, through HTTP on both sides.
class RemoteJobsTest {
  private static SimulatedComfy comfy;
  private static SimulatedRunPod runPod;
  private static RunningApp app;
  private static JobClient ada;
  private static String photo;
  private static String face;

  @BeforeAll
  static void start() {
    comfy = new SimulatedComfy(0);
    runPod = new SimulatedRunPod(0);
    var variables = new HashMap<String, String>();
    variables.put("COMFY_LOCAL_URL", comfy.uri().toString());
    variables.put("RUNPOD_URL", runPod.uri().toString());
    variables.put("RUNPOD_API_KEY", runPod.key());
    variables.put("RUNPOD_ENDPOINT_ID", SimulatedRunPod.ENDPOINT);
    variables.put("ALLOW_PRIVATE_ADDRESSES", "true");
    variables.put("RETRY_DELAYS", "0.2,0.4");
    variables.put("JOB_MAX_ATTEMPTS", "5");
    variables.put("PROVIDER_REST_SECONDS", "1");
    variables.put("ROUTES", "upscale=comfy_local|runpod; sketch=local");
    app = RunningApp.start(variables);
    ada = JobClient.signedIn(app);
    photo = ada.upload("grace_hopper.jpg");
    face = ada.upload("astronaut.png");
  }

  @AfterAll
  static void stop() {
    app.close();
    comfy.close();
    runPod.close();
  }

  @BeforeEach
  void behave() {
    comfy.behave();
    runPod.behave();
  }

  private static Map<String, Object> swap(String provider) {
    var job =
        JobClient.job("face_swap", Map.of("source_url", face, "target_url", photo));
    job.put("provider", provider);
    return job;
  }

  private static Map<String, Object> upscale() {
    return JobClient.job("upscale", Map.of("input_url", ada.upload("morph_nobody.png"), "scale", 2));
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
  void jobsOverTwoProvidersWithAFifthOfThemAtFaultAllEndAndTheBooksAgree() {
    int jobs = Integer.getInteger("remote.jobs", 60);
    var random = new Random(11);
    List<Fault> some =
        List.of(Fault.BUSY, Fault.UNAVAILABLE, Fault.FAILED, Fault.EMPTY_OUTPUT, Fault.BLACK_PICTURE);
    long had = credits();
    int madeBefore = comfy.made() + runPod.made();
    var ids = new ArrayList<String>();
    var job = upscale();
    for (int i = 0; i < jobs; i++) {
      if (random.nextInt(5) == 0) {
        Fault fault = some.get(random.nextInt(some.size()));
        SimulatedProvider victim =
            random.nextBoolean() && runPod.faults().contains(fault) ? runPod : comfy;
        victim.misbehave(fault);
      }
      job.put("metadata", Map.of("number", "" + i));
      ids.add(ada.submit(job).is(201).json().get("id").asText());
    }
    int succeeded = 0;
    for (String id : ids) {
      JsonNode end = ada.finished(id);
      assertThat(end.get("status").asText()).as("%s", end).isEqualTo("succeeded");
      succeeded++;
    }
    assertThat(had - credits()).isEqualTo(succeeded);
    assertThat(comfy.made() + runPod.made() - madeBefore).isGreaterThanOrEqualTo(succeeded);
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
