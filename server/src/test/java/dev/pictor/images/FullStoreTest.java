package dev.pictor.images;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.testkit.JobClient;
import dev.pictor.testkit.RunningApp;
import dev.pictor.testkit.SketchClient;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Jobs of a user who has no room for what they would make: a megabyte or six files.
class FullStoreTest {
  private static RunningApp app;

  @BeforeAll
  static void start() {
    app =
        RunningApp.start(
            Map.of("USER_FILES", "6", "USER_STORAGE_MB", "1", "DEFAULT_CREDITS", "100"));
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  @Test
  void aUserWithoutRoomForAResultIsToldAtOnceAndPaysNothing() {
    JobClient ada = JobClient.signedIn(app);
    String portrait = ada.upload("grace_hopper.jpg");
    for (int i = 0; i < 4; i++) {
      ada.key("rocket.jpg");
    }
    long before = credits(ada);

    // Five of six are there, and a result is a picture with its preview.
    SketchClient.Answer refused = ada.submit(restoring(portrait));

    assertThat(refused.problem()).isEqualTo("413 storage_quota_exceeded");
    assertThat(refused.json().get("detail").asText()).contains("5 of 6 files");
    assertThat(ada.http().get("/api/v1/jobs").is(200).json().get("items")).isEmpty();
    assertThat(kinds(ada)).containsExactly("grant");
    assertThat(credits(ada)).isEqualTo(before);
  }

  @Test
  void aRepeatOfAJobThatWasTakenIsAnsweredAlsoWithoutRoom() {
    JobClient ada = JobClient.signedIn(app);
    String portrait = ada.upload("grace_hopper.jpg");
    String[] key = {"Idempotency-Key", "once"};
    String id = ada.submit(restoring(portrait), key).is(201).json().get("id").asText();
    ada.finished(id);
    for (int i = 0; i < 3; i++) {
      ada.key("rocket.jpg");
    }

    assertThat(ada.submit(restoring(portrait), key).is(201).json().get("id").asText())
        .isEqualTo(id);
    assertThat(ada.submit(restoring(portrait), "Idempotency-Key", "twice").problem())
        .isEqualTo("413 storage_quota_exceeded");
    assertThat(ada.http().get("/api/v1/jobs").is(200).json().get("items")).hasSize(1);
  }

  @Test
  void aResultThatProvesTooLargeFailsItsJobAndGivesTheCreditsBack() {
    JobClient ada = JobClient.signedIn(app);
    String portrait = ada.upload("grace_hopper.jpg");
    long before = credits(ada);

    JsonNode job = ada.run(JobClient.job("upscale", Map.of("input_url", portrait, "scale", 4)));

    assertThat(job.get("status").asText()).isEqualTo("failed");
    assertThat(job.get("error").get("code").asText()).isEqualTo("storage_quota_exceeded");
    assertThat(kinds(ada)).containsExactly("release", "hold", "grant");
    assertThat(credits(ada)).isEqualTo(before);
    JsonNode room = ada.http().get("/api/v1/account/storage").is(200).json();
    assertThat(room.get("files_used").asLong()).isEqualTo(1);
  }

  private static Map<String, Object> restoring(String url) {
    return JobClient.job("face_restore", Map.of("input_url", url));
  }

  private static long credits(JobClient client) {
    return client
        .http()
        .get("/api/v1/account/credits")
        .is(200)
        .json()
        .get("account")
        .get("credits")
        .asLong();
  }

  private static java.util.List<String> kinds(JobClient client) {
    return client
        .http()
        .get("/api/v1/account/credits")
        .is(200)
        .json()
        .get("entries")
        .findValuesAsText("kind");
  }
}
