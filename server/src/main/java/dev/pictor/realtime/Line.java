package dev.pictor.realtime;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One WebSocket as a line to speak over. What is said is written by a thread of its own, so a slow
/// reader holds up nobody; a reader that falls too far behind is dropped, and messages are never
/// buffered without bound.
final class Line implements AutoCloseable {
  /// The reader was too slow (RFC 6455 registry: try again later).
  static final int TOO_SLOW = 1013;

  /// The credential has ended.
  static final int EXPIRED = 4401;

  /// The node stops; the client connects to another.
  static final int GOING_AWAY = 1001;

  /// What lets the reader listen.
  interface Credential {
    /// False once it has ended or was revoked.
    boolean isValid();

    /// How long until it ends by itself; zero when it has.
    Duration left();
  }

  private static final Logger LOG = LoggerFactory.getLogger(Line.class);
  private static final int MAX_WAITING = 256;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /// Under the 60 seconds after which many proxies cut a silent connection.
  private static final Duration BETWEEN_PINGS = Duration.ofSeconds(25);

  private final Session session;
  private final Credential credential;
  private final BlockingQueue<String> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
  private final AtomicBoolean open = new AtomicBoolean(true);
  private final Duration patience;

  private Line(Session session, Credential credential, Duration patience) {
    this.session = session;
    this.credential = credential;
    this.patience = patience;
  }

  static Line open(Session session, Credential credential) {
    return open(session, credential, PATIENCE);
  }

  /// @param patience how long one message may take on its way
  static Line open(Session session, Credential credential, Duration patience) {
    session.setIdleTimeout(BETWEEN_PINGS.multipliedBy(3));
    var line = new Line(session, credential, patience);
    Thread.ofVirtual().name("websocket-line").start(line::write);
    return line;
  }

  /// Says something as soon as the reader is ready for it.
  void say(String message) {
    if (open.get() && !waiting.offer(message)) {
      close(TOO_SLOW, "You read too slowly; connect again and resume.");
    }
  }

  boolean isOpen() {
    return open.get();
  }

  private void write() {
    try {
      while (open.get()) {
        String message = waiting.poll(untilNextPing().toMillis(), TimeUnit.MILLISECONDS);
        if (!credential.isValid()) {
          close(EXPIRED, "The session has ended; sign in again.");
        } else if (message == null) {
          session.sendPing(java.nio.ByteBuffer.allocate(0), Callback.NOOP);
        } else {
          send(message);
        }
      }
    } catch (TimeoutException _) {
      close(TOO_SLOW, "You read too slowly; connect again and resume.");
    } catch (ExecutionException e) {
      LOG.debug("a WebSocket broke; its client connects again", e);
      close();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      close();
    }
  }

  private Duration untilNextPing() {
    Duration left = credential.left();
    return left.compareTo(BETWEEN_PINGS) < 0 ? left : BETWEEN_PINGS;
  }

  private void send(String message)
      throws InterruptedException, ExecutionException, TimeoutException {
    var sent = new CompletableFuture<Void>();
    session.sendText(
        message, Callback.from(() -> sent.complete(null), sent::completeExceptionally));
    sent.get(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  void close(int code, String reason) {
    if (open.compareAndSet(true, false)) {
      session.close(code, reason, Callback.NOOP);
    }
  }

  @Override
  public void close() {
    close(GOING_AWAY, "Connect again.");
  }
}
