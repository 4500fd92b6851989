package dev.pictor.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.testkit.AdminClient;
import dev.pictor.testkit.EventReader;
import dev.pictor.testkit.EventReader.Event;
import dev.pictor.testkit.JobClient;
import dev.pictor.testkit.RunningApp;
import dev.pictor.testkit.TestPostgres;
import dev.pictor.testkit.UpdatesLine;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// `/api/v1/events` as its callers see it.
class EventRoutesTest {
  private static final String PATH = "/api/v1/events";
  private static final String SIZE = "upscale";

  private static RunningApp app;
  private static TestPostgres.Address database;
  private static JobClient ada;
  private static String picture;

  @BeforeAll
  static void start() throws Exception {
    database = TestPostgres.emptyDatabase();
    var settings = new HashMap<>(AdminClient.ADMIN);
    settings.put(
        "DATABASE_URL",
        database.jdbcUrl() + "&user=" + database.user() + "&password=" + database.password());
    settings.put("EVENT_HEARTBEAT_SECONDS", "1");
    settings.put("EVENT_STREAMS_PER_USER", "6");
    settings.put("EVENT_STREAM_SECONDS", "20");
    settings.put("ALLOWED_ORIGINS", "https://page.example.com");
    app = RunningApp.start(settings);
    ada = JobClient.signedIn(app);
    picture = ada.key("grace_hopper.jpg");
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  private static String[] bearer(JobClient user) {
    return new String[] {"Authorization", "Bearer " + user.http().token()};
  }

  private static String[] with(JobClient user, String name, String value) {
    return new String[] {"Authorization", "Bearer " + user.http().token(), name, value};
  }

  private static EventReader listen(JobClient user, String query) throws InterruptedException {
    return EventReader.listening(app.uri(PATH + query), bearer(user));
  }

  private static String submit(JobClient user, String key) {
    return user.submit(
            JobClient.job(SIZE, Map.of("input_key", key, "model", "lanczos", "scale", 2)))
        .is(201)
        .json()
        .get("id")
        .asText();
  }

  @Test
  void aJobIsToldFromItsStartToItsEndInTheWordsOfWebhooks() throws Exception {
    try (EventReader events = listen(ada, "?types=job.progress,job.succeeded")) {
      assertThat(events.header("Content-Type")).isEqualTo("text/event-stream");
      assertThat(events.header("Cache-Control")).isEqualTo("no-store");
      assertThat(events.header("X-Accel-Buffering")).isEqualTo("no");
      String job = submit(ada, picture);
      List<Event> all = events.until("job.succeeded");
      assertThat(all)
          .allSatisfy(event -> {
            assertThat(event.body().get("type").asText()).isEqualTo(event.type());
            assertThat(event.body().has("timestamp")).isTrue();
            assertThat(event.data().get("job_id").asText()).isEqualTo(job);
          });
      assertThat(all.stream().map(event -> event.data().get("sequence").asInt())).isSorted();
      var end = all.getLast().data();
      assertThat(end.get("status").asText()).isEqualTo("succeeded");
      assertThat(end.at("/artifacts/0/output_url").asText()).startsWith("http");
      assertThat(end.get("url").asText()).endsWith("/api/v1/jobs/" + job);
      assertThat(all.stream().map(Event::id)).doesNotHaveDuplicates();
    }
  }

  @Test
  void whoComesBackGetsExactlyWhatWasMissedByHeaderOrByParameter() throws Exception {
    String before;
    try (EventReader events = listen(ada, "")) {
      before = events.lastId();
    }
    String first = submit(ada, picture);
    ada.finished(first);
    List<Event> all;
    try (EventReader events =
        EventReader.listening(app.uri(PATH), with(ada, "Last-Event-ID", before))) {
      all = events.until("job.succeeded");
    }
    assertThat(all).hasSizeGreaterThan(1);
    Event middle = all.get((all.size() - 1) / 2);
    List<String> rest =
        all.stream().map(Event::id).dropWhile(id -> !id.equals(middle.id())).skip(1).toList();
    try (EventReader events = listen(ada, "?last_event_id=" + middle.id())) {
      assertThat(events.until("job.succeeded").stream().map(Event::id)).isEqualTo(rest);
    }
  }

  @Test
  void creditsThatAnAdminGivesAreToldAtOnce() throws Exception {
    JobClient bob = JobClient.signedIn(app);
    try (EventReader events = listen(bob, "?types=credits.changed")) {
      AdminClient admin = AdminClient.signedIn(app);
      String id = bob.http().get("/api/v1/account").is(200).json().get("id").asText();
      admin
          .send(
              "POST",
              "/api/v1/admin/users/" + id + "/credits",
              Map.of("amount", 7, "reason", "a gift"))
          .is(200);
      Event event = events.next();
      assertThat(
              event.data().get("credits").asLong() - event.data().get("previous_credits").asLong())
          .isEqualTo(7);
    }
  }

  @Test
  void everyCredentialOpensAStreamAndNoneOpensNone() throws Exception {
    String key =
        ada.http()
            .post("/api/v1/keys", Map.of("name", "reader", "scopes", List.of("read")))
            .is(201)
            .json()
            .get("key")
            .asText();
    for (String[] shown :
        List.of(
            bearer(ada),
            new String[] {"X-API-Key", key},
            new String[] {"Cookie", ada.http().cookie()})) {
      try (EventReader events = EventReader.listening(app.uri(PATH), shown)) {
        assertThat(events.lastId()).matches("[0-9a-f]{8}-\\d+");
      }
    }
    assertThat(EventReader.open(app.uri(PATH)).status()).isEqualTo(401);
  }

  @Test
  void aPageOfAnAllowedOriginMayReadAndAnotherIsToldNothing() throws Exception {
    try (EventReader events =
        EventReader.listening(
            app.uri(PATH), "Cookie", ada.http().cookie(), "Origin", "https://page.example.com")) {
      assertThat(events.header("Access-Control-Allow-Origin"))
          .isEqualTo("https://page.example.com");
    }
    try (EventReader events =
        EventReader.listening(
            app.uri(PATH), "Cookie", ada.http().cookie(), "Origin", "https://evil.example.com")) {
      assertThat(events.header("Access-Control-Allow-Origin")).isEmpty();
    }
  }

  @Test
  void whatIsNoPlaceInOnesOwnEventsIsRefused() throws Exception {
    JobClient eve = JobClient.signedIn(app);
    String foreign;
    try (EventReader events = listen(ada, "")) {
      foreign = events.lastId();
    }
    String own;
    try (EventReader events = listen(eve, "")) {
      own = events.lastId();
    }
    for (String id :
        List.of(foreign, own.replaceAll("-.*", "-99"), "17", "x", own.replace('-', '_'))) {
      assertThat(eve.http().get(PATH + "?last_event_id=" + id).problem())
          .as(id)
          .isEqualTo("422 invalid_request");
    }
    assertThat(eve.http().get(PATH + "?types=job.done").problem()).isEqualTo("422 invalid_request");
    assertThat(eve.http().get(PATH + "?job=" + submit(ada, picture)).problem())
        .isEqualTo("404 not_found");
    assertThat(eve.http().get(PATH + "?job=nonsense").problem()).isEqualTo("404 not_found");
  }

  @Test
  void oneJobCanBeFollowedAlone() throws Exception {
    JobClient bob = JobClient.signedIn(app);
    String key = bob.key("grace_hopper.jpg");
    String first = submit(bob, key);
    try (EventReader all = listen(bob, "");
        EventReader one = listen(bob, "?job=" + first + "&types=job.succeeded,job.cancelled")) {
      bob.finished(first);
      String second = submit(bob, key);
      while (!all.until("job.succeeded").getLast().data().get("job_id").asText().equals(second)) {
        // The first one's end came before.
      }
      Event event = one.poll(200);
      assertThat(event == null ? first : event.data().get("job_id").asText()).isEqualTo(first);
      assertThat(one.poll(200)).isNull();
    }
  }

  @Test
  void aDeletedJobIsToldAsCancelled() throws Exception {
    try (EventReader events = listen(ada, "?types=job.cancelled,job.succeeded")) {
      String job = submit(ada, picture);
      ada.http().delete("/api/v1/jobs/" + job).is(204);
      Event event = events.next();
      assertThat(event.data().get("job_id").asText()).isEqualTo(job);
    }
  }

  @Test
  void moreStreamsThanOneMayHaveAreRefusedUntilOneEnds() throws Exception {
    JobClient bob = JobClient.signedIn(app);
    var open = new ArrayList<EventReader>();
    for (int i = 0; i < 6; i++) {
      open.add(listen(bob, ""));
    }
    var refused = bob.http().get(PATH);
    assertThat(refused.problem()).isEqualTo("429 too_many_streams");
    assertThat(refused.header("Retry-After")).isEqualTo("5");
    open.removeFirst().close();
    Thread.sleep(2500); // Two signs of life that do not arrive.
    open.add(listen(bob, ""));
    assertThat(open.getFirst().comments()).isPositive();
    open.forEach(EventReader::close);
  }

  @Test
  void signingOutEndsTheStreamInOrder() throws Exception {
    JobClient bob = JobClient.signedIn(app);
    try (EventReader events = listen(bob, "")) {
      bob.http().post("/api/auth/logout", Map.of()).is(204);
      assertThat(events.ended()).isTrue();
    }
  }

  @Test
  void anErasedUsersStreamEnds() throws Exception {
    JobClient bob = JobClient.signedIn(app);
    try (EventReader events = listen(bob, "")) {
      String id = bob.http().get("/api/v1/account").is(200).json().get("id").asText();
      AdminClient.signedIn(app).send("DELETE", "/api/v1/admin/users/" + id, null).is(200);
      assertThat(events.ended()).isTrue();
    }
  }

  @Test
  void whatTheLogHasForgottenIsToldAsAReset() throws Exception {
    JobClient bob = JobClient.signedIn(app);
    String before;
    try (EventReader events = listen(bob, "")) {
      before = events.lastId();
    }
    bob.finished(submit(bob, bob.key("grace_hopper.jpg")));
    try (EventReader events = listen(bob, "?last_event_id=" + before)) {
      events.until("job.succeeded");
    }
    sql("update realtime_reader set forgotten = last - 1");
    sql(
        "delete from realtime_event e using realtime_reader r where e.owner = r.owner and position"
            + " <= forgotten");
    try (EventReader events = listen(bob, "?last_event_id=" + before)) {
      Event reset = events.next();
      assertThat(reset.type()).isEqualTo("reset");
      assertThat(reset.data().get("reason").asText()).isNotEmpty();
      assertThat(reset.id()).isEqualTo(events.lastId()).isNotEqualTo(before);
      before = reset.id();
    }
    try (EventReader events = listen(bob, "?last_event_id=" + before)) {
      assertThat(events.poll(300)).as("it stands where the log goes on").isNull();
    }
  }

  private static void sql(String statement) throws Exception {
    try (var connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        var open = connection.createStatement()) {
      open.execute(statement);
    }
  }

  @Test
  void theSameLogIsServedOverAWebSocket() throws Exception {
    JobClient bob = JobClient.signedIn(app);
    String key = bob.key("grace_hopper.jpg");
    String start;
    try (UpdatesLine line = UpdatesLine.at(app, PATH + "?token=" + bob.http().token())) {
      var hello = line.next();
      assertThat(hello.get("type").asText()).isEqualTo("hello");
      start = hello.get("id").asText();
      submit(bob, key);
      var event = line.next();
      while (!event.get("type").asText().equals("job.succeeded")) {
        event = line.next();
      }
      assertThat(event.get("id").asText()).isNotEqualTo(start);
      assertThat(event.at("/data/status").asText()).isEqualTo("succeeded");
    }
    try (UpdatesLine line =
        UpdatesLine.at(app, PATH + "?types=job.succeeded&last_event_id=" + start, bearer(bob))) {
      assertThat(line.next().get("type").asText()).isEqualTo("hello");
      assertThat(line.next().get("type").asText()).isEqualTo("job.succeeded");
    }
  }

  @Test
  void aWebSocketIsRefusedWithACodeThatSaysWhy() throws Exception {
    assertThat(UpdatesLine.at(app, PATH).closed()).isEqualTo(4401);
    assertThat(UpdatesLine.at(app, PATH + "?last_event_id=x", bearer(ada)).closed())
        .isEqualTo(4422);
    assertThat(
            UpdatesLine.at(
                    app, PATH, "Cookie", ada.http().cookie(), "Origin", "https://evil.example")
                .closed())
        .isEqualTo(4401);
  }

  @Test
  void aHeadRequestOpensNoStream() throws Exception {
    var answer = AdminClient.with(app, ada.http().token()).send("HEAD", PATH, null);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo("text/event-stream");
  }
}
