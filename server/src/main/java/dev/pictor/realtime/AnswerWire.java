package dev.pictor.realtime;

import io.javalin.http.Context;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;

/// An answer that does not end, as server-sent events have it (HTML standard, section 9.2). The
/// request's own thread is long gone; the answer is held open by a future. A write that makes no
/// progress fails after the server's idle timeout of 30 seconds.
final class AnswerWire implements Wire {
  /// How long whoever closes waits for a message that is on its way.
  private static final Duration LAST_MESSAGE = Duration.ofMillis(200);

  /// Small: messages are, and each connection has one.
  private static final int BUFFER_BYTES = 1024;

  private final ServletOutputStream out;
  private final EndPoint connection;
  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private final ReentrantLock writing = new ReentrantLock();

  private AnswerWire(ServletOutputStream out, EndPoint connection) {
    this.out = out;
    this.connection = connection;
  }

  /// The answer of a request, of which nothing is written yet.
  static AnswerWire of(Context request) {
    EndPoint connection =
        ServletContextRequest.getServletContextRequest(request.req())
            .getConnectionMetaData()
            .getConnection()
            .getEndPoint();
    try {
      return new AnswerWire(request.res().getOutputStream(), connection);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Lets the request's thread go; the answer stays open.
  ///
  /// @param begin runs once nobody else writes
  /// @param end runs when the answer has ended, whoever ended it
  void hold(Context request, Runnable begin, Runnable end) {
    request
        .status(200)
        .contentType("text/event-stream")
        .header("Cache-Control", "no-store")
        // nginx and its kin would keep events until a buffer is full.
        .header("X-Accel-Buffering", "no");
    request.res().setBufferSize(BUFFER_BYTES);
    var _ = done.whenComplete((_, _) -> end.run());
    request.future(() -> {
      begin.run();
      return done;
    });
  }

  @Override
  public void send(String message) throws IOException {
    writing.lock();
    try {
      out.write(message.getBytes(StandardCharsets.UTF_8));
      out.flush();
    } finally {
      writing.unlock();
    }
  }

  @Override
  public void beat() throws IOException {
    send(":\n\n");
  }

  @Override
  public void close(int code, String reason) {
    boolean mayEnd = false;
    try {
      mayEnd = writing.tryLock(LAST_MESSAGE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // Then it ends at once.
    }
    try {
      if (!mayEnd) {
        connection.close(); // A message is stuck; its writer fails by this.
      }
      done.complete(null);
    } finally {
      if (mayEnd) {
        writing.unlock();
      }
    }
  }
}
