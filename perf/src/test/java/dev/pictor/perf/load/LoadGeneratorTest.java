package dev.pictor.perf.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class LoadGeneratorTest {
  private static final byte[] REQUEST =
      "POST /made HTTP/1.1\r\nHost: bench\r\nContent-Length: 2\r\n\r\n{}".getBytes(US_ASCII);

  private final AtomicInteger seen = new AtomicInteger();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/made",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          int status = seen.incrementAndGet() % 3 == 0 ? 429 : 202;
          byte[] body = "{\"a\":\"body\"}".getBytes(US_ASCII);
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void everyAnswerIsCountedByItsStatus() throws Exception {
    LoadGenerator.Outcome outcome =
        LoadGenerator.run(
            server.getAddress().getPort(), Collections.nCopies(8, REQUEST), Duration.ofMillis(500));
    int answers = outcome.latencies().count();
    assertThat(answers).isGreaterThan(20).isBetween(seen.get() - 8, seen.get());
    assertThat(outcome.answersWith(202) + outcome.answersWith(429)).isEqualTo(answers);
    assertThat(outcome.answersWith(429)).isCloseTo(answers / 3, within(8));
    assertThat(outcome.perSecond()).isLessThanOrEqualTo(answers / 0.5);
  }

  private static org.assertj.core.data.Offset<Integer> within(int distance) {
    return org.assertj.core.data.Offset.offset(distance);
  }

  @Test
  void aServerThatGoesAwayIsAnError() {
    int port = server.getAddress().getPort();
    server.stop(0);
    assertThatThrownBy(() -> LoadGenerator.run(port, List.of(REQUEST), Duration.ofSeconds(5)))
        .isInstanceOf(IOException.class);
  }
}
