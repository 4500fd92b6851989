package dev.pictor.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.testkit.AdminClient;
import dev.pictor.testkit.EventReader;
import dev.pictor.testkit.EventReader.Event;
import dev.pictor.testkit.JobClient;
import dev.pictor.testkit.RunningApp;
import dev.pictor.testkit.TestPostgres;
import dev.pictor.testkit.TestRedis;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Two nodes on one database: what happens at one is heard at the other, whatever becomes of the
/// lines between them.
class EventNodesTest {
  private static final String PATH = "/api/v1/events";

  private static Pair nodes;

  @BeforeAll
  static void start() throws SQLException {
    nodes = Pair.start(Map.of());
  }

  @AfterAll
  static void stop() {
    nodes.close();
  }

  /// Ada works at one node and listens at the other.
  private record Pair(TestPostgres.Address database, RunningApp works, RunningApp tells)
      implements AutoCloseable {
    static Pair start(Map<String, String> more) throws SQLException {
      TestPostgres.Address database = TestPostgres.emptyDatabase();
      var settings = new HashMap<>(AdminClient.ADMIN);
      settings.put(
          "DATABASE_URL",
          database.jdbcUrl() + "&user=" + database.user() + "&password=" + database.password());
      settings.put("JWT_SECRET_KEY", "one secret for both nodes, long enough to be one");
      settings.put("EVENT_STREAM_SECONDS", "60");
      settings.putAll(more);
      var works = RunningApp.start(settings);
      settings.put("PICTOR_ROLE", "api");
      return new Pair(database, works, RunningApp.start(settings));
    }

    EventReader listen(JobClient user, String query) throws InterruptedException {
      return EventReader.listening(
          tells.uri(PATH + query), "Authorization", "Bearer " + user.http().token());
    }

    /// What every test shows: nothing is missing, nothing comes twice, in order.
    String heardWhole(EventReader events, String job) throws InterruptedException {
      List<Event> all = events.until("job.succeeded");
      assertThat(all).allMatch(event -> event.data().get("job_id").asText().equals(job));
      assertThat(all.stream().map(event -> event.data().get("sequence").asInt()))
          .doesNotHaveDuplicates()
          .isSorted();
      return all.getLast().id();
    }

    int execute(String sql) throws SQLException {
      try (var connection =
              DriverManager.getConnection(
                  database.jdbcUrl(), database.user(), database.password());
          var statement = connection.createStatement();
          var rows = statement.executeQuery(sql)) {
        int count = 0;
        while (rows.next()) {
          count++;
        }
        return count;
      }
    }

    @Override
    public void close() {
      tells.close();
      works.close();
    }
  }

  private static String submit(JobClient user, String picture) {
    return user.submit(
            JobClient.job("upscale", Map.of("input_key", picture, "model", "lanczos", "scale", 2)))
        .is(201)
        .json()
        .get("id")
        .asText();
  }

  @Test
  void whatHappensAtOneNodeIsHeardAtTheOtherAlsoWhenItsLinesBreak() throws Exception {
    JobClient ada = JobClient.signedIn(nodes.works());
    String picture = ada.key("grace_hopper.jpg");
    try (EventReader events = nodes.listen(ada, "?types=job.progress,job.succeeded")) {
      nodes.heardWhole(events, submit(ada, picture));
      int killed =
          nodes.execute(
              "select pg_terminate_backend(pid) from pg_stat_activity where datname ="
                  + " current_database() and (application_name = 'pictor listener' or"
                  + " application_name like 'pictor\\_jobs %')");
      assertThat(killed).as("lines of both nodes").isGreaterThan(4);
      nodes.heardWhole(events, submit(ada, picture));
      nodes.heardWhole(events, submit(ada, picture));
    }
  }

  @Test
  void aStreamGoesOnAtAnotherNodeWhereItBroke() throws Exception {
    JobClient ada = JobClient.signedIn(nodes.works());
    String picture = ada.key("grace_hopper.jpg");
    String last;
    try (EventReader events = nodes.listen(ada, "?types=job.succeeded")) {
      last = nodes.heardWhole(events, submit(ada, picture));
    }
    String missed = submit(ada, picture);
    ada.finished(missed);
    try (EventReader events =
        EventReader.listening(
            nodes.works().uri(PATH + "?types=job.succeeded"),
            "Authorization",
            "Bearer " + ada.http().token(),
            "Last-Event-ID",
            last)) {
      nodes.heardWhole(events, missed);
      assertThat(events.poll(200)).isNull();
    }
  }

  @Test
  void redisBringsTheNewsAndItsLossCostsASecond() throws Exception {
    try (TestRedis redis = TestRedis.start();
        Pair both = Pair.start(Map.of("REDIS_URL", redis.url()))) {
      JobClient ada = JobClient.signedIn(both.works());
      String picture = ada.key("grace_hopper.jpg");
      try (EventReader events = both.listen(ada, "?types=job.progress,job.succeeded")) {
        both.heardWhole(events, submit(ada, picture));
        redis.stop();
        both.heardWhole(events, submit(ada, picture));
        both.heardWhole(events, submit(ada, picture));
        redis.startAgain();
        both.heardWhole(events, submit(ada, picture));
        long begun = System.nanoTime();
        both.tells().close();
        assertThat(events.ended()).as("a node that stops ends its streams in order").isTrue();
        assertThat(System.nanoTime() - begun).as("nobody waits").isLessThan(8_000_000_000L);
      }
    }
  }
}
