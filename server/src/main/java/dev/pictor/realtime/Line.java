package dev.pictor.realtime;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import org.eclipse.jetty.websocket.api.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Something to speak over to one reader. What is said is written by a virtual thread of its own,
/// so a slow reader holds up nobody; a reader that falls too far behind is dropped, and messages
/// are never buffered without bound. While nothing is said the thread is parked and holds no other.
final class Line implements AutoCloseable {
  /// The reader was too slow (RFC 6455 registry: try again later).
  static final int TOO_SLOW = 1013;

  /// The credential has ended.
  static final int EXPIRED = 4401;

  /// The node stops, or the line has lasted long enough; the client connects to another.
  static final int GOING_AWAY = 1001;

  /// What lets the reader listen.
  interface Credential {
    /// False once it has ended or was revoked.
    boolean isValid();

    /// How long until it ends by itself; zero when it has.
    Duration left();
  }

  /// How a line behaves in time.
  ///
  /// @param patience how long a reader may take to make room
  /// @param beat between two signs of life
  /// @param longest after which the line ends
  record Terms(Duration patience, Duration beat, Duration longest) {}

  private static final Logger LOG = LoggerFactory.getLogger(Line.class);
  private static final int MAX_WAITING = 256;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /// Under the 60 seconds after which many proxies cut a silent connection.
  private static final Duration BETWEEN_PINGS = Duration.ofSeconds(25);

  /// More than a credential lasts.
  private static final Duration NO_END = Duration.ofDays(366);

  private static final Terms OF_SOCKETS = new Terms(PATIENCE, BETWEEN_PINGS, NO_END);

  private final Wire wire;
  private final Credential credential;
  private final Terms terms;
  private IntConsumer ended = _ -> {};
  private final BlockingQueue<String> waiting = new LinkedBlockingQueue<>(MAX_WAITING);
  private final AtomicBoolean open = new AtomicBoolean(true);
  private final long begun = System.nanoTime();

  private Line(Wire wire, Credential credential, Terms terms) {
    this.wire = wire;
    this.credential = credential;
    this.terms = terms;
  }

  static Line open(Session session, Credential credential) {
    return open(session, credential, PATIENCE);
  }

  /// @param patience how long one message may take on its way
  static Line open(Session session, Credential credential, Duration patience) {
    Line line = over(socket(session, patience), credential, OF_SOCKETS);
    line.start();
    return line;
  }

  /// A line that is not started yet.
  static Line over(Wire wire, Credential credential, Terms terms) {
    return new Line(wire, credential, terms);
  }

  /// Before the start.
  ///
  /// @param ended told once why the line has ended, as a code of WebSockets
  void onEnd(IntConsumer ended) {
    this.ended = ended;
  }

  void start() {
    Thread.ofVirtual().name("line").start(this::write);
  }

  static Wire socket(Session session, Duration patience) {
    session.setIdleTimeout(BETWEEN_PINGS.multipliedBy(3));
    return new SocketWire(session, patience);
  }

  /// Says something as soon as the reader is ready for it; drops a reader that has no room.
  void say(String message) {
    if (open.get() && !waiting.offer(message)) {
      drop();
    }
  }

  /// The same for whoever has much to say and can wait for room; drops a reader that makes none in
  /// time.
  ///
  /// @return whether the line is open still
  boolean sayPatiently(String message) throws InterruptedException {
    if (open.get() && !waiting.offer(message, terms.patience().toMillis(), TimeUnit.MILLISECONDS)) {
      drop();
    }
    return open.get();
  }

  /// Sends a sign of life soon, which finds out whether anybody is there.
  void probe() {
    var _ = waiting.offer("");
  }

  boolean isOpen() {
    return open.get();
  }

  private void drop() {
    close(TOO_SLOW, "You read too slowly; connect again and resume.");
  }

  private void write() {
    try {
      while (open.get()) {
        Duration wait = untilNextLook();
        String message = waiting.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
        if (!open.get()) {
          return;
        } else if (!credential.isValid()) {
          close(EXPIRED, "The session has ended; sign in again.");
        } else if (!left().isPositive()) {
          close(GOING_AWAY, "Connect again and resume.");
        } else if (message != null && !message.isEmpty()) {
          wire.send(message);
        } else if (message != null || wait.equals(terms.beat())) { // Else an end came near.
          wire.beat();
        }
      }
    } catch (TimeoutException _) {
      drop();
    } catch (IOException e) {
      LOG.debug("a line broke; its client connects again", e);
      close();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      close();
    } catch (RuntimeException e) { // The top of its thread: nobody else would end the line.
      LOG.atWarn().setCause(e).log("a line failed; its client connects again");
      close();
    }
  }

  private Duration left() {
    return terms.longest().minusNanos(System.nanoTime() - begun);
  }

  private Duration untilNextLook() {
    Duration next = terms.beat();
    for (Duration end : new Duration[] {credential.left(), left()}) {
      next = end.compareTo(next) < 0 ? end : next;
    }
    return next.isNegative() ? Duration.ZERO : next;
  }

  void close(int code, String reason) {
    if (open.compareAndSet(true, false)) {
      ended.accept(code); // First: who sees the end and comes back at once finds the place free.
      wire.close(code, reason);
      probe(); // Wakes the thread, which ends.
    }
  }

  @Override
  public void close() {
    close(GOING_AWAY, "Connect again.");
  }
}
