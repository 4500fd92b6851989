package dev.pictor.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.testkit.EventReader;
import dev.pictor.testkit.JobClient;
import dev.pictor.testkit.RunningApp;
import dev.pictor.testkit.TestPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A client that opens a stream and reads nothing of it.
class SlowReaderTest {
  private static final int EVENTS = 2_000;
  private static final String WRITE =
      """
      insert into realtime_event (owner, type, data)
      select r.owner, 'credits.changed', jsonb_build_object('credits', n, 'padding', repeat('x', 9000))
      from realtime_reader r, generate_series(1, %d) n
      """
          .formatted(EVENTS);

  private static RunningApp app;
  private static TestPostgres.Address database;

  @BeforeAll
  static void start() throws Exception {
    database = TestPostgres.emptyDatabase();
    app =
        RunningApp.start(
            Map.of(
                "DATABASE_URL",
                database.jdbcUrl()
                    + "&user="
                    + database.user()
                    + "&password="
                    + database.password(),
                "EVENT_STREAM_SECONDS",
                "60"));
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  @Test
  void isDroppedAndDelaysNobody() throws Exception {
    JobClient ada = JobClient.signedIn(app);
    String token = "Bearer " + ada.http().token();
    try (Socket deaf = new Socket();
        EventReader other =
            EventReader.listening(app.uri("/api/v1/events"), "Authorization", token)) {
      deaf.setReceiveBufferSize(4096);
      deaf.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), app.uri().getPort()));
      deaf.getOutputStream()
          .write(
              ("GET /api/v1/events HTTP/1.1\r\nHost: test\r\nAuthorization: " + token + "\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      await("pictor_events_streams 2.0");
      write();
      long begun = System.nanoTime();
      for (int i = 1; i <= EVENTS; i++) {
        assertThat(other.next().data().get("credits").asInt()).isEqualTo(i);
      }
      assertThat(System.nanoTime() - begun).isLessThan(Duration.ofSeconds(9).toNanos());
      await("pictor_events_dropped_total 1.0");
      await("pictor_events_streams 1.0");
      String last = other.lastId();
      assertThat(last).endsWith("-" + EVENTS);
    }
  }

  private static void write() throws Exception {
    try (var connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        var statement = connection.createStatement()) {
      assertThat(statement.executeUpdate(WRITE)).isEqualTo(EVENTS);
      statement.execute("select pg_notify('realtime_event', owner::text) from realtime_reader");
    }
  }

  private static void await(String line) throws IOException, InterruptedException {
    String metrics = "";
    for (int i = 0; i < 300; i++) {
      try (var in = app.uri("/metrics").toURL().openStream()) {
        metrics = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
      if (metrics.lines().anyMatch(line::equals)) {
        return;
      }
      Thread.sleep(50);
    }
    throw new AssertionError("never came: " + line + "\n" + metrics);
  }
}
