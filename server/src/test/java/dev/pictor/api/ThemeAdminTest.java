package dev.pictor.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.testkit.AdminClient;
import dev.pictor.testkit.JobClient;
import dev.pictor.testkit.RunningApp;
import dev.pictor.testkit.SketchClient.Answer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The registry of themes, as admins change it and people see it.
class ThemeAdminTest {
  private static final String ALL = "/api/v1/admin/themes";
  private static final String SQUARE =
      """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" width="100" height="100">
      <rect width="100" height="100" fill="#208040"/></svg>
      """;

  private static RunningApp app;
  private static AdminClient admin;
  private static JobClient ada;

  @BeforeAll
  static void start() {
    app = RunningApp.start(AdminClient.ADMIN);
    admin = AdminClient.signedIn(app);
    ada = JobClient.signedIn(app);
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  private static Map<String, Object> theme(String id, Map<String, ?> more) {
    var theme = new HashMap<String, Object>();
    theme.put("id", id);
    theme.put("name", "A name");
    theme.put("description", "A sentence.");
    theme.put("prompt", "a nurse at sea");
    theme.put("overlay", Map.of("from", "scrubs"));
    theme.putAll(more);
    return theme;
  }

  private static List<String> ids(JsonNode list) {
    var ids = new ArrayList<String>();
    list.forEach(each -> ids.add(each.get("id").asText()));
    return ids;
  }

  private static List<String> visible() {
    return ids(admin.get("/api/themes"));
  }

  @Test
  void aThemeThatIsMadeIsShownAndWornAtOnce() {
    Answer made = admin.send("POST", ALL, theme("sea", Map.of("position", 15)));
    assertThat(made.is(201).header("Location")).isEqualTo(ALL + "/sea");
    assertThat(made.header("ETag")).isEqualTo("\"1\"");
    assertThat(visible().indexOf("sea")).as("between the first and the second").isEqualTo(1);
    JsonNode job =
        ada.succeed(
            JobClient.job(
                "theme", Map.of("theme", "sea", "input_url", ada.upload("grace_hopper.jpg"))));
    assertThat(job.get("params").get("theme_version").asInt()).isEqualTo(1);
    assertThat(admin.send("POST", ALL, theme("sea", Map.of())).problem())
        .isEqualTo("409 already_exists");
    assertThat(admin.send("POST", ALL, theme("scrubs", Map.of())).problem())
        .isEqualTo("409 already_exists");
    admin.send("DELETE", ALL + "/sea", null).is(204);
    assertThat(visible()).doesNotContain("sea");
    assertThat(admin.send("GET", ALL + "/sea", null).problem()).isEqualTo("404 not_found");
  }

  @Test
  void partsAndDrawingsOfItsOwnAreCheckedByTheEngine() {
    var part =
        Map.of(
            "svg",
            "square.svg",
            "on",
            Map.of(
                "what",
                "body",
                "anchors",
                Map.of("left_shoulder", List.of(10, 10), "right_shoulder", List.of(90, 10))));
    var overlay =
        new HashMap<String, Object>(
            Map.of("parts", List.of(part), "drawings", Map.of("square.svg", SQUARE)));
    admin.send("POST", ALL, theme("square", Map.of("overlay", overlay))).is(201);
    JsonNode kept = admin.get(ALL + "/square").get("overlay");
    assertThat(kept.get("drawings").get("square.svg").asText()).isEqualTo(SQUARE);
    assertThat(kept.get("parts").get(0).get("svg").asText()).isEqualTo("square.svg");
    overlay.put(
        "drawings", Map.of("square.svg", SQUARE.replace("<rect", "<script>x()</script><rect")));
    assertThat(fieldOf(admin.send("POST", ALL, theme("script", Map.of("overlay", overlay)))))
        .isEqualTo("overlay.square.svg");
    overlay.put("drawings", Map.of());
    assertThat(fieldOf(admin.send("POST", ALL, theme("none", Map.of("overlay", overlay)))))
        .isEqualTo("overlay.square.svg");
    overlay.put("drawings", Map.of("../../square.svg", SQUARE));
    assertThat(fieldOf(admin.send("POST", ALL, theme("climber", Map.of("overlay", overlay)))))
        .isEqualTo("overlay.drawings");
    admin.send("DELETE", ALL + "/square", null).is(204);
  }

  @Test
  void whatIsWrongIsSaidWithTheFieldAndNothingIsKept() {
    assertThat(fieldOf(admin.send("POST", ALL, theme("Sea Side", Map.of())))).isEqualTo("id");
    assertThat(fieldOf(admin.send("POST", ALL, theme("bad", Map.of("strength", 2)))))
        .isEqualTo("strength");
    assertThat(fieldOf(admin.send("POST", ALL, theme("bad", Map.of("operation", "dance")))))
        .isEqualTo("operation");
    assertThat(fieldOf(admin.send("POST", ALL, theme("bad", Map.of("colour", "red")))))
        .isEqualTo("colour");
    assertThat(
            fieldOf(
                admin.send("POST", ALL, theme("bad", Map.of("overlay", Map.of("from", "sea-x"))))))
        .isEqualTo("overlay.from");
    assertThat(fieldOf(admin.send("POST", ALL, theme("bad", Map.of("overlay", Map.of())))))
        .isEqualTo("overlay");
    assertThat(visible()).doesNotContain("bad");
  }

  @Test
  void oneThatShipsIsChangedHiddenAndBroughtBack() {
    String one = ALL + "/retro-poster";
    byte[] before = preview("/static/theme_previews/retro-poster.jpg");
    admin
        .send("PATCH", one, Map.of("overlay", Map.of("from", "retro-poster", "grade", Map.of())))
        .is(200);
    JsonNode changed = admin.get(one);
    assertThat(changed.get("origin").asText()).isEqualTo("changed");
    assertThat(changed.get("version").asInt()).isEqualTo(1);
    assertThat(changed.get("name").asText()).isEqualTo("Retro poster");
    assertThat(preview("/static/theme_previews/retro-poster.jpg"))
        .as("without its grade it looks different, at once")
        .isNotEqualTo(before);
    admin.send("PATCH", one, Map.of("enabled", false)).is(200);
    assertThat(visible()).doesNotContain("retro-poster");
    assertThat(ada.http().get("/static/theme_previews/retro-poster.jpg").problem())
        .isEqualTo("404 not_found");
    assertThat(
            ada.submit(
                    JobClient.job(
                        "theme",
                        Map.of(
                            "theme", "retro-poster", "input_url", ada.upload("grace_hopper.jpg"))))
                .problem())
        .isEqualTo("422 invalid_request");
    assertThat(admin.get(one + "/versions")).hasSize(2);
    admin.send("DELETE", one, null).is(204);
    assertThat(admin.get(one).get("origin").asText()).isEqualTo("shipped");
    assertThat(preview("/static/theme_previews/retro-poster.jpg")).isEqualTo(before);
    assertThat(admin.send("DELETE", one, null).problem()).isEqualTo("409 conflict");
    admin.send("PATCH", one, Map.of("position", 5)).is(200);
    assertThat(admin.get(one).get("version").asInt())
        .as("a number that was used stays used")
        .isEqualTo(3);
    admin.send("DELETE", one, null).is(204);
  }

  private static byte[] preview(String path) {
    return admin.send("GET", path, null).is(200).response().body();
  }

  @Test
  void ofTwoAdminsAtOnceOneIsRefusedAndKnows() throws Exception {
    admin.send("POST", ALL, theme("race", Map.of())).is(201);
    String one = ALL + "/race";
    assertThat(admin.send("PATCH", one, Map.of("name", "B"), "If-Match", "\"7\"").problem())
        .isEqualTo("412 version_mismatch");
    var changes = new ArrayList<Callable<Answer>>();
    for (int i = 0; i < 8; i++) {
      String name = "Name " + i;
      changes.add(() -> admin.send("PATCH", one, Map.of("name", name), "If-Match", "\"1\""));
    }
    var statuses = new ArrayList<Integer>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var each : threads.invokeAll(changes)) {
        statuses.add(each.get().status());
      }
    }
    assertThat(statuses).containsOnlyOnce(200).filteredOn(status -> status == 412).hasSize(7);
    assertThat(admin.get(one).get("version").asInt()).isEqualTo(2);
    assertThat(admin.send("DELETE", one, null, "If-Match", "\"1\"").problem())
        .isEqualTo("412 version_mismatch");
    assertThat(admin.send("PATCH", one, Map.of(), "If-Match", "yesterday").problem())
        .isEqualTo("422 invalid_request");
    admin.send("DELETE", one, null, "If-Match", "\"2\"").is(204);
  }

  @Test
  void aThemeThatAJobWaitsForCanBeDeleted() {
    admin.send("POST", ALL, theme("brief", Map.of())).is(201);
    String picture = ada.upload("grace_hopper.jpg");
    var ids = new ArrayList<String>();
    for (int i = 0; i < 4; i++) {
      ids.add(
          ada.submit(JobClient.job("theme", Map.of("theme", "brief", "input_url", picture)))
              .is(201)
              .json()
              .get("id")
              .asText());
    }
    admin.send("DELETE", ALL + "/brief", null).is(204);
    for (String id : ids) {
      assertThat(ada.finished(id).get("status").asText()).isEqualTo("succeeded");
    }
    assertThat(
            ada.submit(JobClient.job("theme", Map.of("theme", "brief", "input_url", picture)))
                .problem())
        .isEqualTo("422 invalid_request");
  }

  @Test
  void onlyAnAdminMayLookOrChange() {
    AdminClient user = AdminClient.with(app, ada.http().token());
    AdminClient nobody = AdminClient.with(app, "");
    for (String method : List.of("GET", "PUT", "PATCH", "DELETE")) {
      Object body = method.equals("GET") || method.equals("DELETE") ? null : Map.of();
      assertThat(user.send(method, ALL + "/scrubs", body).problem()).isEqualTo("403 forbidden");
      assertThat(nobody.send(method, ALL + "/scrubs", body).status()).isEqualTo(401);
    }
    assertThat(user.send("POST", ALL, theme("mine", Map.of())).problem())
        .isEqualTo("403 forbidden");
  }

  private static String fieldOf(Answer answer) {
    return answer.is(422).json().get("errors").get(0).get("field").asText();
  }
}
