package dev.pictor.platform.fetch;

import static dev.pictor.platform.fetch.FetchBench.PUBLIC;
import static dev.pictor.platform.fetch.FetchBench.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pictor.platform.Problem;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// S5: how long a host can hold us. Each of these hosts would go on for minutes.
@Timeout(60)
class FetchTimeTest {
  private static final long MAX_BYTES = 1 << 20;
  private static final SSLSocketFactory TLS = (SSLSocketFactory) SSLSocketFactory.getDefault();
  private static final String HINT = "HTTP/1.1 103 Early Hints\r\n\r\n";
  private static final Duration SHORT = Duration.ofSeconds(1);

  /// Far more than the fetch may take on a busy machine, far less than the hosts would.
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir private Path folder;
  private final FetchBench bench = new FetchBench().name("pictures.test", PUBLIC);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "HTTP/1.1 200 OK\r\nX-Slow: ",
        "HTTP/1.1 200 OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3e8\r\n"
      })
  void aHostThatSendsAByteAtATimeIsLeftWhenTheTimeIsUp(String head) throws Exception {
    assertTakesTooLong(trickle(head, "a"), "http");
  }

  @Test
  void aHostThatSendsHintsForEverIsLeftWhenTheTimeIsUp() throws Exception {
    assertTakesTooLong(trickle("", HINT), "http");
  }

  /// We never wait for this host, so an interrupt alone would not end the reading.
  @Test
  void aFloodOfHintsIsLeftWhenTheTimeIsUp() throws Exception {
    byte[] hints = HINT.repeat(1000).getBytes(StandardCharsets.US_ASCII);
    ScriptedServer.Script flood =
        (_, out) -> {
          while (true) {
            out.write(hints);
          }
        };
    assertTakesTooLong(flood, "http");
  }

  @Test
  void aHostThatSaysNothingIsLeftWhenTheTimeIsUp() throws Exception {
    assertTakesTooLong((_, _) -> TimeUnit.MINUTES.sleep(5), "http");
  }

  @Test
  void aHandshakeThatNeverEndsIsLeftWhenTheTimeIsUp() throws Exception {
    // The server waits for a request's head, which a TLS client does not send.
    assertTakesTooLong((_, _) -> {}, "https");
  }

  @Test
  void theTimeCountsOverAllRedirects() throws Exception {
    ScriptedServer.Script slowly =
        (request, out) -> {
          TimeUnit.MILLISECONDS.sleep(400);
          ScriptedServer.redirects(302, "/again").answer(request, out);
        };
    assertTakesTooLong(slowly, "http");
  }

  @Test
  void aLookupThatHangsIsLeftWhenTheTimeIsUp() {
    Resolver silent =
        _ -> {
          TimeUnit.MINUTES.sleep(5);
          return List.of();
        };
    var settings = new FetchSettings(false, SHORT, SHORT);
    var fetch = new GuardedFetch(settings, new Guard(new AddressTable(false), silent), TLS);
    assertTakesTooLong(fetch, "http://pictures.test/");
  }

  @Test
  void aHostThatDoesNotAcceptTheConnectionIsLeftAfterTheTimeForConnecting() throws Exception {
    var address = new InetSocketAddress(InetAddress.ofLiteral(PUBLIC), 0);
    List<Socket> queue = new ArrayList<>();
    try (var deaf = new ServerSocket()) {
      deaf.bind(address, 1);
      // Once its queue is full, the kernel leaves further callers without an answer.
      boolean full = false;
      for (int i = 0; i < 20 && !full; i++) {
        var caller = new Socket();
        queue.add(caller);
        full = !connects(caller, deaf.getLocalPort());
      }
      assertThat(full).isTrue();
      var settings = new FetchSettings(true, SHORT, Duration.ofMinutes(5));
      var fetch = new GuardedFetch(settings);
      long begin = System.nanoTime();
      Problem problem = problem(fetch, "http://" + PUBLIC + ":" + deaf.getLocalPort() + "/");
      assertThat(problem.kind()).isEqualTo(Problem.Kind.FETCH_FAILED);
      assertThat(problem.detail()).contains("does not accept a connection");
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(SOON);
    } finally {
      for (Socket caller : queue) {
        caller.close();
      }
    }
  }

  private static boolean connects(Socket caller, int port) {
    try {
      caller.connect(new InetSocketAddress(InetAddress.ofLiteral(PUBLIC), port), 300);
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anInterruptEndsTheFetchAtOnceAndRemovesTheFile(boolean virtual) throws Exception {
    var underWay = new CountDownLatch(1);
    var dropped = new CountDownLatch(1);
    ScriptedServer.Script slow =
        (request, out) -> {
          underWay.countDown();
          try {
            trickle("HTTP/1.1 200 OK\r\n\r\n", "a").answer(request, out);
          } finally {
            dropped.countDown();
          }
        };
    try (var server = ScriptedServer.on(PUBLIC, slow)) {
      GuardedFetch fetch = bench.fetch(Duration.ofMinutes(5), TLS);
      var task =
          new FutureTask<Throwable>(() ->
              catchThrowableOfType(
                  InterruptedException.class,
                  () -> fetch.fetch(given(url("http", server)), target(), MAX_BYTES)));
      var builder = virtual ? Thread.ofVirtual() : Thread.ofPlatform().daemon();
      Thread caller = builder.start(task);
      underWay.await();
      caller.interrupt();
      assertThat(task.get(SOON.toSeconds(), TimeUnit.SECONDS))
          .isInstanceOf(InterruptedException.class);
      assertThat(target()).doesNotExist();
      assertThat(dropped.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void aCallerThatIsInterruptedAlreadyFetchesNothing() {
    Thread.currentThread().interrupt();
    assertThatExceptionOfType(InterruptedException.class)
        .isThrownBy(
            () -> bench.fetch().fetch(given("http://pictures.test:1024/"), target(), MAX_BYTES));
    assertThat(Thread.interrupted()).isFalse();
  }

  /// Sends the head, then the piece again and again, with pauses, until the client is gone.
  private static ScriptedServer.Script trickle(String head, String piece) {
    return (_, out) -> {
      send(out, head);
      while (true) {
        TimeUnit.MILLISECONDS.sleep(20);
        send(out, piece);
      }
    };
  }

  private static void send(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  private void assertTakesTooLong(ScriptedServer.Script script, String scheme) throws IOException {
    try (var server = ScriptedServer.on(PUBLIC, script)) {
      assertTakesTooLong(bench.fetch(SHORT, TLS), url(scheme, server));
    }
  }

  private void assertTakesTooLong(GuardedFetch fetch, String url) {
    long begin = System.nanoTime();
    Problem problem = problem(fetch, url);
    Duration taken = Duration.ofNanos(System.nanoTime() - begin);
    assertThat(problem.kind()).isEqualTo(Problem.Kind.FETCH_FAILED);
    assertThat(problem.detail()).isEqualTo("image_url: takes longer than 1 s; try a faster host.");
    assertThat(taken).isBetween(SHORT, SOON);
    assertThat(target()).doesNotExist();
  }

  private Problem problem(GuardedFetch fetch, String url) {
    return catchThrowableOfType(Problem.class, () -> fetch.fetch(given(url), target(), MAX_BYTES));
  }

  private Path target() {
    return folder.resolve("source");
  }

  private static String url(String scheme, ScriptedServer server) {
    return scheme + "://pictures.test:" + server.port() + "/a";
  }
}
