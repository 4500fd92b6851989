package dev.pictor.perf.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// Many streams of events that are open at once, read by one thread.
public final class IdleStreams implements AutoCloseable {
  private static final int BUFFER_BYTES = 64 * 1024;
  private static final Duration LOOK = Duration.ofMillis(50);

  private final InetSocketAddress server;
  private final Selector selector;
  private final List<SocketChannel> channels = new ArrayList<>();
  private final ConcurrentLinkedQueue<One> fresh = new ConcurrentLinkedQueue<>();
  private final AtomicInteger ready = new AtomicInteger();
  private final AtomicInteger lost = new AtomicInteger();
  private final Thread reader;
  private volatile boolean closed;

  /// One stream; the reader's thread writes down when something came.
  public static final class One {
    private final SocketChannel channel;
    private boolean begun;
    private volatile long eventNanos;

    private One(SocketChannel channel) {
      this.channel = channel;
    }

    /// When the last event came, as `System.nanoTime`; 0 before the first.
    public long eventNanos() {
      return eventNanos;
    }
  }

  private IdleStreams(int port) throws IOException {
    this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    this.selector = Selector.open();
    this.reader = Thread.ofPlatform().name("idle-streams").unstarted(this::read);
  }

  public static IdleStreams of(int port) throws IOException {
    var streams = new IdleStreams(port);
    streams.reader.start();
    return streams;
  }

  /// Opens a stream of the user with this token.
  public One open(String token) throws IOException {
    SocketChannel channel = SocketChannel.open(server);
    ByteBuffer request =
        ByteBuffer.wrap(
            ("GET /api/v1/events HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer "
                    + token
                    + "\r\n\r\n")
                .getBytes(US_ASCII));
    while (request.hasRemaining()) {
      channel.write(request);
    }
    channel.configureBlocking(false);
    var one = new One(channel);
    channels.add(channel);
    fresh.add(one);
    selector.wakeup();
    return one;
  }

  /// Streams whose first words have come.
  public int ready() {
    return ready.get();
  }

  /// Streams that the server has closed.
  public int lost() {
    return lost.get();
  }

  private void read() {
    ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    try {
      while (!closed) {
        selector.select(LOOK.toMillis());
        for (One one = fresh.poll(); one != null; one = fresh.poll()) {
          one.channel.register(selector, SelectionKey.OP_READ, one);
        }
        for (SelectionKey key : selector.selectedKeys()) {
          read(key, buffer);
        }
        selector.selectedKeys().clear();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read(SelectionKey key, ByteBuffer buffer) throws IOException {
    var one = (One) key.attachment();
    buffer.clear();
    if (one.channel.read(buffer) < 0) {
      lost.incrementAndGet();
      key.cancel();
      return;
    }
    long now = System.nanoTime();
    String said = US_ASCII.decode(buffer.flip()).toString();
    if (!one.begun && said.contains("id: ")) {
      one.begun = true;
      ready.incrementAndGet();
    }
    if (said.contains("event: ")) {
      one.eventNanos = now;
    }
  }

  @Override
  public void close() throws IOException {
    closed = true;
    try {
      reader.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // It ends by itself; only the wait is given up.
    }
    for (SocketChannel channel : channels) {
      channel.close();
    }
    selector.close();
  }
}
