package dev.pictor.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.Javalin;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A line to readers who do not read, over a real WebSocket.
class LineTest {
  private static final String LARGE = "x".repeat(64 * 1024);

  /// More than the sockets of both sides and the line itself hold.
  private static final int MORE_THAN_FIT = 2_000;

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration IMPATIENCE = Duration.ofMillis(500);

  private static final BlockingQueue<Line> LINES = new LinkedBlockingQueue<>();
  private static volatile Duration patience = PATIENCE;
  private static Javalin server;

  @BeforeAll
  static void start() {
    server =
        Javalin.create(config ->
            config.routes.ws(
                "/line",
                socket ->
                    socket.onConnect(
                        each -> LINES.add(Line.open(each.session, new Forever(), patience)))));
    server.start(0);
  }

  @AfterAll
  static void stop() {
    server.stop();
  }

  private record Forever() implements Line.Credential {
    @Override
    public boolean isValid() {
      return true;
    }

    @Override
    public Duration left() {
      return Duration.ofHours(1);
    }
  }

  /// Reads nothing until it is told to.
  private static final class Reader implements WebSocket.Listener {
    private final AtomicInteger read = new AtomicInteger();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();

    @Override
    public void onOpen(WebSocket socket) {
      // Who asks for nothing leaves everything in the sockets.
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      read.addAndGet(data.length());
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      closed.complete(code);
      return null;
    }

    int code() throws Exception {
      return closed.get(20, TimeUnit.SECONDS);
    }
  }

  @Test
  void whoFallsTooFarBehindIsDroppedAndToldSo() throws Exception {
    patience = PATIENCE;
    var reader = new Reader();
    WebSocket socket = connect(reader);
    Line line = opened();
    int said = 0;
    while (line.isOpen() && said < MORE_THAN_FIT) {
      line.say(LARGE);
      said++;
    }
    assertThat(line.isOpen()).as("open after %s messages", said).isFalse();
    assertThat(said).as("not before there is a reason").isGreaterThan(256);
    socket.request(Long.MAX_VALUE);
    assertThat(reader.code()).isEqualTo(1013);
  }

  @Test
  void whoTakesTooLongForOneMessageIsDroppedAndToldSo() throws Exception {
    patience = IMPATIENCE;
    var reader = new Reader();
    WebSocket socket = connect(reader);
    Line line = opened();
    say(line, 250);
    await(() -> !line.isOpen());
    assertThat(line.isOpen()).isFalse();
    socket.request(Long.MAX_VALUE);
    assertThat(reader.code()).isEqualTo(1013);
  }

  @Test
  void whoReadsHearsEverythingAndStays() throws Exception {
    patience = PATIENCE;
    var reader = new Reader();
    WebSocket socket = connect(reader);
    socket.request(Long.MAX_VALUE);
    Line line = opened();
    say(line, 250);
    await(() -> reader.read.get() == 250 * LARGE.length());
    assertThat(reader.read.get()).isEqualTo(250 * LARGE.length());
    assertThat(line.isOpen()).isTrue();
    line.close();
    assertThat(reader.code()).isEqualTo(1001);
  }

  @Test
  void aLineWhoseTimeIsUpEndsWithoutASignOfLife() throws Exception {
    var wires = new ArrayList<Counted>();
    for (int i = 0; i < 50; i++) {
      var wire = new Counted();
      wires.add(wire);
      var terms = new Line.Terms(PATIENCE, PATIENCE, Duration.ofMillis(20).plusNanos(900_000));
      Line.over(wire, new Forever(), terms).start();
    }
    await(() -> wires.stream().allMatch(wire -> wire.code.get() != 0));
    assertThat(wires).extracting(wire -> wire.code.get()).containsOnly(1001);
    assertThat(wires).extracting(wire -> wire.beats.get()).containsOnly(0);
  }

  @Test
  void aSilentLineGivesSignsOfLifeUntilItsTimeIsUp() throws Exception {
    var wire = new Counted();
    var terms = new Line.Terms(PATIENCE, Duration.ofMillis(10), Duration.ofSeconds(2));
    Line.over(wire, new Forever(), terms).start();
    await(() -> wire.code.get() != 0);
    assertThat(wire.code).hasValue(1001);
    assertThat(wire.beats.get()).isBetween(2, 200);
  }

  private static final class Counted implements Wire {
    private final AtomicInteger beats = new AtomicInteger();
    private final AtomicInteger code = new AtomicInteger();

    @Override
    public void send(String message) {
      throw new AssertionError("nobody said " + message);
    }

    @Override
    public void beat() {
      beats.incrementAndGet();
    }

    @Override
    public void close(int code, String reason) {
      this.code.set(code);
    }
  }

  private static void say(Line line, int messages) {
    for (int i = 0; i < messages; i++) {
      line.say(LARGE);
    }
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() < end) {
      Thread.sleep(20);
    }
  }

  private static WebSocket connect(Reader reader) throws Exception {
    return HttpClient.newHttpClient()
        .newWebSocketBuilder()
        .buildAsync(URI.create("ws://127.0.0.1:" + server.port() + "/line"), reader)
        .get(20, TimeUnit.SECONDS);
  }

  private static Line opened() throws InterruptedException {
    Line line = LINES.poll(20, TimeUnit.SECONDS);
    if (line == null) {
      throw new AssertionError("nobody connected");
    }
    return line;
  }
}
