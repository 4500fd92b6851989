package dev.pictor.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.testkit.HookReceiver;
import dev.pictor.testkit.HookReceiver.Message;
import dev.pictor.testkit.JobClient;
import dev.pictor.testkit.RunningApp;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// `webhook_url` on the surfaces that have it, over the whole service.
class JobUrlTest {
  private static final String SHARED = "the operator's own secret for OneShot's header";
  private static RunningApp app;
  private static HookReceiver receiver;

  @BeforeAll
  static void start() {
    app = RunningApp.start(Map.of("ALLOW_PRIVATE_ADDRESSES", "true", "HMAC_SECRET", SHARED));
    receiver = new HookReceiver();
  }

  @AfterAll
  static void stop() {
    app.close();
    receiver.close();
  }

  @Test
  void oneShotsJobIsToldWithItsPictures() {
    JobClient ada = JobClient.signedIn(app);
    Map<String, Object> wish = upscaling(ada);
    wish.put("webhook_url", receiver.url("/oneshot?a=b"));
    wish.put("metadata", Map.of("album", "summer"));
    JsonNode job = ada.succeed(wish);
    Message message = told("/oneshot?a=b");
    assertThat(message.type()).isEqualTo("job.succeeded");
    JsonNode data = message.data();
    assertThat(data.get("job_id")).isEqualTo(job.get("id"));
    assertThat(data.get("status").asText()).isEqualTo("succeeded");
    assertThat(data.get("job_type").asText()).isEqualTo("upscale");
    assertThat(data.get("cost_credits")).isEqualTo(job.get("cost_credits"));
    assertThat(data.at("/metadata/album").asText()).isEqualTo("summer");
    assertThat(data.get("finished_at")).isEqualTo(job.get("finished_at"));
    assertThat(data.at("/artifacts/0/sha256")).isEqualTo(job.at("/artifacts/0/sha256"));
    String link = data.at("/artifacts/0/output_url").asText();
    assertThat(
            ada.http()
                .follow(link.replaceFirst("http://localhost", "http://127.0.0.1"))
                .is(200)
                .response()
                .body())
        .isEqualTo(ada.bytes(job, 0));
    assertThat(message.header("X-Webhook-Signature"))
        .isEqualTo(SigningSecret.plain(SHARED, message.body()));
  }

  @Test
  void theSecretForJobsSignsAndIsShownWhenItIsMade() {
    JobClient ada = JobClient.signedIn(app);
    String secret =
        ada.http().post("/api/v1/webhook-secret", Map.of()).is(201).json().get("secret").asText();
    Map<String, Object> wish = upscaling(ada);
    wish.put("webhook_url", receiver.url("/signed"));
    ada.succeed(wish);
    Message message = told("/signed");
    var key = new SigningSecret(Base64.getDecoder().decode(secret.substring("whsec_".length())));
    assertThat(message.header("webhook-signature"))
        .isEqualTo(
            key.sign(
                message.header("webhook-id"),
                Long.parseLong(message.header("webhook-timestamp")),
                message.body()));
  }

  @Test
  void sketchAndNurseFilterTellToo() {
    JobClient ada = JobClient.signedIn(app);
    String key = ada.key("grace_hopper.jpg");
    ada.http()
        .post(
            "/api/sketch/create",
            Map.of(
                "key",
                key,
                "style",
                "INK",
                "method",
                "BASIC",
                "webhook_url",
                receiver.url("/sketch")))
        .is(202);
    assertThat(told("/sketch").data().get("surface").asText()).isEqualTo("sketch");
    String photo = Base64.getEncoder().encodeToString(JobClient.testdata("grace_hopper.jpg"));
    ada.http()
        .post(
            "/api/images/process",
            Map.of(
                "image_base64",
                photo,
                "workflow_id",
                "scrubs",
                "webhook_url",
                receiver.url("/nurse")))
        .is(202);
    assertThat(told("/nurse").data().get("surface").asText()).isEqualTo("nursefilter");
  }

  @Test
  void anAddressThatMayNotBeCalledIsRefusedWithTheRest() {
    JobClient ada = JobClient.signedIn(app);
    Map<String, Object> wish = upscaling(ada);
    wish.put("webhook_url", "https://169.254.169.254/latest");
    wish.put("provider", "nobody");
    JsonNode problem = ada.submit(wish).is(422).json();
    assertThat(problem.get("errors").findValuesAsText("field"))
        .containsExactlyInAnyOrder("webhook_url", "provider");
  }

  @Test
  void aJobThatIsDeletedBeforeItsEventIsSentIsStillTold() {
    JobClient ada = JobClient.signedIn(app);
    Map<String, Object> wish = upscaling(ada);
    wish.put("webhook_url", receiver.url("/deleted"));
    String id = ada.submit(wish).is(201).json().get("id").asText();
    ada.http().delete("/api/v1/jobs/" + id).is(204);
    assertThat(List.of("job.cancelled", "job.succeeded")).contains(told("/deleted").type());
  }

  private static Map<String, Object> upscaling(JobClient user) {
    return new HashMap<>(
        JobClient.job("upscale", Map.of("input_key", user.key("grace_hopper.jpg"), "scale", 2)));
  }

  private static Message told(String path) {
    for (int i = 0; i < 600; i++) {
      for (Message message : receiver.messages()) {
        if (message.path().equals(path)) {
          return message;
        }
      }
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    throw new AssertionError("nobody told " + path);
  }
}
