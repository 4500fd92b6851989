package dev.pictor.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.testkit.JobClient;
import dev.pictor.testkit.RunningApp;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What a job would cost, against what it then holds. The node runs no jobs, so what is held stays
/// held; every price is another one, so none can be right by accident.
class QuoteRoutesTest {
  private static final String PRICES =
      "face_swap=101,face_swap:x2=102,face_swap:x3=103,face_swap:x4=104,face_restore=111,"
          + "face_restore:x2=112,face_restore:x3=113,face_restore:x4=114,upscale=121,"
          + "upscale:x3=123,upscale:x4=124,sketch=131,theme=132,book_page=133,cut_out=134,"
          + "thumbnail:draft=141,thumbnail:std=142,thumbnail:high=143,thumbnail:4k=144,"
          + "mugshot/thumbnail:high=151,sketch/sketch=161,nursefilter/theme=162";

  private static RunningApp app;
  private static JobClient ada;
  private static String photo;
  private static String key;

  @BeforeAll
  static void start() {
    app =
        RunningApp.start(
            Map.of(
                "PICTOR_ROLE", "api",
                "PRICES", PRICES,
                "DEFAULT_CREDITS", "100000",
                "PLAN_FREE_JOBS_PER_DAY", "1000",
                "MAX_QUEUED_JOBS_PER_USER", "1000"));
    ada = JobClient.signedIn(app);
    key = ada.key("grace_hopper.jpg");
    photo = ada.link(key);
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  private static JsonNode quote(JobClient client, Map<String, ?> body) {
    return client.http().post("/api/v1/quotes", body).is(200).json();
  }

  private static JsonNode account() {
    return ada.http().get("/api/v1/account/credits").is(200).json().get("account");
  }

  private static Map<String, Object> with(Map<String, Object> params, String name, Object value) {
    var more = new HashMap<>(params);
    more.put(name, value);
    return more;
  }

  /// Each operation with each of its sizes, qualities and numbers of variants.
  private static List<Map<String, Object>> everyJob() {
    Map<String, Object> two = Map.of("source_url", photo, "target_url", photo);
    Map<String, Object> one = Map.of("input_url", photo);
    var jobs = new ArrayList<Map<String, Object>>();
    for (int size = 1; size <= 4; size++) {
      jobs.add(JobClient.job("face_swap", with(two, "upscale", size)));
      jobs.add(JobClient.job("face_restore", with(one, "scale_factor", size)));
      if (size > 1) {
        jobs.add(JobClient.job("upscale", with(one, "scale", size)));
      }
    }
    jobs.add(JobClient.job("sketch", with(one, "style", "ink")));
    jobs.add(JobClient.job("theme", with(one, "theme", "scrubs")));
    jobs.add(JobClient.job("book_page", Map.of("page_url", photo, "source_url", photo)));
    jobs.add(JobClient.job("cut_out", one));
    for (String quality : List.of("draft", "std", "high", "4k")) {
      for (int variants = 1; variants <= 4; variants++) {
        jobs.add(JobClient.job("thumbnail", Map.of("quality", quality, "variants", variants)));
      }
    }
    jobs.add(
        new HashMap<>(
            JobClient.pipeline(
                List.of(
                    JobClient.job("face_swap", with(two, "upscale", 2)),
                    JobClient.job("sketch", Map.of("style", "ink")),
                    JobClient.job("thumbnail", Map.of("quality", "high", "variants", 3))))));
    return jobs;
  }

  @Test
  void whatIsQuotedIsWhatASubmissionHolds() {
    for (Map<String, Object> job : everyJob()) {
      JsonNode quote = quote(ada, job);
      long held = account().get("held").asLong();
      long quoted = quote.get("cost_credits").asLong();
      JsonNode made = ada.submit(job).is(201).json();
      assertThat(account().get("held").asLong() - held).as("%s", job).isEqualTo(quoted);
      assertThat(quoted).isPositive();
      assertThat(made.get("cost_credits").asLong()).isEqualTo(quoted);
      assertThat(made.get("held_credits").asLong()).isEqualTo(quoted);
      assertThat(made.get("charged_credits").isNull()).isTrue();
      long steps = 0;
      for (JsonNode step : quote.get("steps")) {
        steps += step.get("cost_credits").asLong();
      }
      assertThat(steps).as("%s", quote).isEqualTo(quoted);
    }
  }

  @Test
  void whatIsQuotedForAProjectIsWhatItsThumbnailHolds() {
    String project =
        ada.http()
            .post("/api/v1/projects", Map.of("mode", "design", "platform", "youtube"))
            .is(201)
            .json()
            .get("id")
            .asText();
    for (String quality : List.of("draft", "std", "high", "4k")) {
      for (int variants = 1; variants <= 4; variants++) {
        Map<String, Object> wish =
            Map.of(
                "project_id", project,
                "quality", quality,
                "variants", variants,
                "model", "builtin");
        JsonNode quote = quote(ada, wish);
        assertThat(quote.get("surface").asText()).isEqualTo("mugshot");
        assertThat(quote.get("quota").isNull()).isTrue();
        JsonNode accepted = ada.submit(wish).is(201).json();
        assertThat(accepted.get("cost_credits").asLong())
            .as("%s", wish)
            .isEqualTo(quote.get("cost_credits").asLong())
            .isPositive();
      }
    }
    assertThat(
            quote(ada, Map.of("project_id", project, "quality", "high", "variants", 2))
                .get("cost_credits")
                .asLong())
        .isEqualTo(302);
  }

  @Test
  void aSurfaceWithItsOwnSubmitHoldsWhatIsQuotedForIt() {
    var sketch = JobClient.job("sketch", Map.of("style", "INK"));
    assertHolds(
        "sketch",
        sketch,
        "/api/sketch/create",
        Map.of("key", key, "style", "INK", "method", "BASIC"));
    var theme = JobClient.job("theme", Map.of("theme", "scrubs"));
    assertHolds(
        "nursefilter",
        theme,
        "/api/images/process",
        Map.of("image_base64", portrait(), "workflow_id", "scrubs"));
    JsonNode book =
        ada.http()
            .post("/api/v1/quotes?surface=pictoora", JobClient.job("book_page", Map.of()))
            .is(200)
            .json();
    assertThat(book.get("cost_credits").asLong()).isZero();
  }

  private static String portrait() {
    return Base64.getEncoder().encodeToString(JobClient.testdata("grace_hopper.jpg"));
  }

  private static void assertHolds(
      String surface, Map<String, Object> question, String route, Map<String, Object> submission) {
    JsonNode quote = ada.http().post("/api/v1/quotes?surface=" + surface, question).is(200).json();
    assertThat(quote.get("surface").asText()).isEqualTo(surface);
    long held = account().get("held").asLong();
    ada.http().post(route, submission).is(202);
    assertThat(account().get("held").asLong() - held)
        .as(surface)
        .isEqualTo(quote.get("cost_credits").asLong())
        .isPositive();
  }

  @Test
  void aQuestionNeedsNoPicturesAndLeavesNothingBehind() {
    JobClient bob = JobClient.signedIn(app);
    JsonNode quote = quote(bob, JobClient.job("face_swap", Map.of()));
    assertThat(quote.get("cost_credits").asLong()).isEqualTo(101);
    assertThat(quote.get("balance").asLong()).isEqualTo(100_000);
    assertThat(quote.get("missing").asLong()).isZero();
    assertThat(quote.get("affordable").asBoolean()).isTrue();
    assertThat(quote.get("provider").asText()).isEqualTo("local");
    assertThat(quote.get("others")).isEmpty();
    assertThat(quote.get("quota").get("remaining").asInt()).isEqualTo(1000);
    assertThat(bob.http().get("/api/v1/jobs").is(200).json().get("total").asInt()).isZero();
    JsonNode wallet = bob.http().get("/api/v1/account/credits").is(200).json();
    assertThat(wallet.get("account").get("held").asLong()).isZero();
    assertThat(wallet.get("entries")).hasSize(1);
  }

  @Test
  void whoHasTooLittleIsToldHowMuchIsMissing() {
    try (RunningApp poor = RunningApp.start(Map.of("PICTOR_ROLE", "api", "DEFAULT_CREDITS", "3"))) {
      JobClient bob = JobClient.signedIn(poor);
      JsonNode quote =
          quote(bob, JobClient.job("thumbnail", Map.of("quality", "high", "variants", 4)));
      assertThat(quote.get("cost_credits").asLong()).isEqualTo(8);
      assertThat(quote.get("per_variant_credits").asLong()).isEqualTo(2);
      assertThat(quote.get("balance").asLong()).isEqualTo(3);
      assertThat(quote.get("missing").asLong()).isEqualTo(5);
      assertThat(quote.get("affordable").asBoolean()).isFalse();
    }
  }

  @Test
  void whatASubmissionRefusesAQuestionRefusesInTheSameWords() {
    Map<String, Object> one = Map.of("input_url", photo);
    var wrong = JobClient.job("upscale", with(with(one, "scale", 9), "colour", "blue"));
    wrong.put("provider", "midjourney");
    for (Map<String, Object> body :
        List.of(
            wrong,
            JobClient.job("colourise", one),
            JobClient.job("theme", with(one, "theme", "pirates")),
            Map.<String, Object>of("project_id", "0199f0c2-9d00-7000-8000-000000000000"))) {
      var asked = ada.http().post("/api/v1/quotes", body);
      var submitted = ada.submit(body);
      assertThat(asked.status()).as("%s", body).isEqualTo(submitted.status()).isGreaterThan(400);
      assertThat(asked.json().get("errors")).isEqualTo(submitted.json().get("errors"));
      assertThat(asked.problem()).isEqualTo(submitted.problem());
    }
    ada.http().post("/api/v1/quotes?surface=tumblr", JobClient.job("sketch", one)).is(422);
  }

  @Test
  void withNothingMadeYetNobodyKnowsHowLongItTakes() {
    JsonNode waiting = quote(ada, JobClient.job("cut_out", Map.of())).get("waiting");
    assertThat(waiting.get("seconds").isNull()).isTrue();
    assertThat(waiting.get("unknown").asText()).contains("nothing to measure by");
  }
}
