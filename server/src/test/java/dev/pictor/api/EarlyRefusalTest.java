package dev.pictor.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.testkit.RunningApp;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Who is refused before the body was read hears so, however long the body is.
class EarlyRefusalTest {
  private static final int LONG = 24 << 20;

  private static RunningApp app;

  @BeforeAll
  static void start() {
    app = RunningApp.start();
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  @Test
  void aLongBodyWithoutATokenIsAnswered401() throws IOException {
    try (var line = new Line()) {
      line.send("POST /api/images/process HTTP/1.1", "Content-Length: " + LONG);
      line.sendBytes(LONG);
      assertThat(line.status()).isEqualTo("HTTP/1.1 401 Unauthorized");
    }
  }

  @Test
  void theAnswerComesBeforeTheBodyHasGone() throws IOException {
    try (var line = new Line()) {
      line.send("POST /api/images/process HTTP/1.1", "Content-Length: " + LONG);
      line.sendBytes(1000);
      assertThat(line.status()).isEqualTo("HTTP/1.1 401 Unauthorized");
    }
  }

  @Test
  void aBodyWithoutALengthIsReadToItsEnd() throws IOException {
    try (var line = new Line()) {
      line.send("POST /api/images/process HTTP/1.1", "Transfer-Encoding: chunked");
      for (int i = 0; i < 24; i++) {
        line.send("100000");
        line.sendBytes(1 << 20);
        line.send("");
      }
      line.send("0", "");
      assertThat(line.status()).isEqualTo("HTTP/1.1 401 Unauthorized");
    }
  }

  @Test
  void whoAsksFirstIsToldWithoutSendingIt() throws IOException {
    try (var line = new Line()) {
      line.send(
          "POST /api/images/process HTTP/1.1", "Content-Length: " + LONG, "Expect: 100-continue");
      assertThat(line.status()).isEqualTo("HTTP/1.1 401 Unauthorized");
    }
  }

  @Test
  void whoIsCutOffIsToldSoAndWhoIsNotMayGoOn() throws IOException {
    try (var line = new Line()) {
      line.send("POST /api/images/process HTTP/1.1", "Content-Length: " + LONG);
      line.sendBytes(1000);
      assertThat(line.head()).contains("Connection: close");
    }
    try (var line = new Line()) {
      line.sendWith("{}", "POST /api/images/process HTTP/1.1", "Content-Length: 2");
      assertThat(line.head()).startsWith("HTTP/1.1 401").doesNotContain("Connection: close");
    }
  }

  /// A client that sends everything before it reads, as many do.
  private static final class Line implements AutoCloseable {
    private final Socket socket = new Socket(InetAddress.getLoopbackAddress(), app.uri().getPort());
    private final OutputStream out = socket.getOutputStream();

    Line() throws IOException {
      socket.setSoTimeout(20_000);
    }

    void send(String... lines) throws IOException {
      sendWith("", lines);
    }

    /// At once, so that the body is there when the head is.
    void sendWith(String body, String... lines) throws IOException {
      var text = new StringBuilder();
      for (String line : lines) {
        text.append(line).append("\r\n");
      }
      if (lines[0].startsWith("POST")) {
        text.append("Host: localhost\r\nContent-Type: application/json\r\n\r\n");
      }
      text.append(body);
      out.write(text.toString().getBytes(StandardCharsets.US_ASCII));
    }

    void sendBytes(int count) throws IOException {
      byte[] part = new byte[Math.min(count, 1 << 16)];
      for (int sent = 0; sent < count; sent += part.length) {
        out.write(part, 0, Math.min(part.length, count - sent));
      }
    }

    String status() throws IOException {
      var in = new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII);
      return new BufferedReader(in).readLine();
    }

    /// The answer up to its body.
    String head() throws IOException {
      var head = new StringBuilder();
      var in = socket.getInputStream();
      while (head.indexOf("\r\n\r\n") < 0) {
        int next = in.read();
        if (next < 0) {
          break;
        }
        head.append((char) next);
      }
      return head.toString();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
