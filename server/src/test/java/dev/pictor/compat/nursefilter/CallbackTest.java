package dev.pictor.compat.nursefilter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.platform.secrets.Secrets;
import dev.pictor.providers.CallbackTokens;
import dev.pictor.testkit.JobClient;
import dev.pictor.testkit.RunningApp;
import dev.pictor.testkit.SketchClient;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// RunPod's callback: what it may do, and above all what it may not.
class CallbackTest {
  private static final Map<String, Object> FORGED =
      Map.of("id", "job", "status", "COMPLETED", "output", Map.of("image", "https://evil.example"));

  private static RunningApp app;
  private static JobClient ada;
  private static CallbackTokens tokens;

  @BeforeAll
  static void start() {
    app = RunningApp.start();
    ada = JobClient.signedIn(app);
    var keys = new Secrets(app.data().resolve("secrets")).ring("jwt", "", List.of());
    tokens = new CallbackTokens(keys);
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  private static JsonNode dressed() {
    return ada.succeed(
        JobClient.job(
            "theme", Map.of("theme", "scrubs", "input_url", ada.upload("grace_hopper.jpg"))));
  }

  private static CallbackTokens.Call callAbout(JsonNode job) {
    return new CallbackTokens.Call(
        UUID.fromString(job.get("user_id").asText()),
        UUID.fromString(job.get("id").asText()),
        job.get("attempt").asInt());
  }

  private static SketchClient.Answer call(String token) {
    return SketchClient.stranger(app).post("/api/webhooks/runpod/" + token, FORGED);
  }

  @Test
  void aFinalJobIsLeftAloneHoweverOftenItIsCalledAbout() {
    JsonNode job = dressed();
    String token = tokens.of("runpod", callAbout(job));
    for (int i = 0; i < 3; i++) {
      assertThat(call(token).is(200).json().get("ok").asBoolean()).isTrue();
    }
    JsonNode after = ada.get(job.get("id").asText());
    assertThat(after.get("status").asText()).isEqualTo("succeeded");
    assertThat(after.get("finished_at")).isEqualTo(job.get("finished_at"));
    assertThat(after.get("artifacts").get(0).get("sha256"))
        .isEqualTo(job.get("artifacts").get(0).get("sha256"));
  }

  @Test
  void aCallAboutAJobThatIsGoneIsHeard() {
    var gone = new CallbackTokens.Call(UUID.randomUUID(), UUID.randomUUID(), 1);
    call(tokens.of("runpod", gone)).is(200);
  }

  @Test
  void aTokenThatWasChangedOrMadeForAnotherIsNotFound() {
    var call = new CallbackTokens.Call(UUID.randomUUID(), UUID.randomUUID(), 1);
    String token = tokens.of("runpod", call);
    char first = token.charAt(0) == 'A' ? 'B' : 'A';
    for (String wrong :
        List.of(
            first + token.substring(1),
            token.substring(0, token.length() - 4),
            token + "AAAA",
            tokens.of("fal", call),
            "x",
            "%2e%2e%2fsecrets",
            "a".repeat(2000))) {
      assertThat(call(wrong).problem()).as(wrong).isEqualTo("404 not_found");
    }
  }
}
