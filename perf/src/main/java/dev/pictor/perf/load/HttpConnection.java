package dev.pictor.perf.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Locale;

/// One keep-alive connection that sends the same request again and again and understands just
/// enough of an answer: its status, and where it ends by its `Content-Length`.
final class HttpConnection implements AutoCloseable {
  /// The answer is not complete.
  static final int NOT_YET = -1;

  private static final int LARGEST_ANSWER_BYTES = 64 * 1024;
  private static final int STATUS_AT = "HTTP/1.1 ".length();
  private static final int STATUS_DIGITS = 3;
  private static final String LENGTH = "\r\ncontent-length:";

  private final SocketChannel channel;
  private final ByteBuffer request;
  private final ByteBuffer answer = ByteBuffer.allocateDirect(LARGEST_ANSWER_BYTES);
  private long sentAt;

  private HttpConnection(SocketChannel channel, byte[] request) {
    this.channel = channel;
    this.request = ByteBuffer.allocateDirect(request.length).put(request).flip();
  }

  static HttpConnection open(InetSocketAddress address, byte[] request, Selector selector)
      throws IOException {
    SocketChannel channel = SocketChannel.open(address);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    var connection = new HttpConnection(channel, request);
    channel.register(selector, SelectionKey.OP_READ, connection);
    return connection;
  }

  /// Requests are far smaller than the socket's buffer, so one write takes all of it.
  void send() throws IOException {
    answer.clear();
    sentAt = System.nanoTime();
    channel.write(request);
    if (request.hasRemaining()) {
      throw new IOException("the socket took only a part of the request");
    }
    request.rewind();
  }

  long sinceSent() {
    return System.nanoTime() - sentAt;
  }

  /// Reads what is there.
  ///
  /// @return the status once the answer is complete, else [#NOT_YET]
  int read() throws IOException {
    if (channel.read(answer) < 0) {
      throw new IOException("the server has closed the connection");
    }
    int headEnd = endOfHead();
    if (headEnd < 0 || answer.position() < headEnd + contentLength(headEnd)) {
      return NOT_YET;
    }
    return Integer.parseInt(text(STATUS_AT, STATUS_AT + STATUS_DIGITS));
  }

  /// Where the empty line ends, or -1.
  private int endOfHead() {
    for (int i = 3; i < answer.position(); i++) {
      if (answer.get(i) == '\n' && answer.get(i - 1) == '\r' && answer.get(i - 2) == '\n') {
        return i + 1;
      }
    }
    return -1;
  }

  private int contentLength(int headEnd) throws IOException {
    String head = text(0, headEnd).toLowerCase(Locale.ROOT);
    int at = head.indexOf(LENGTH);
    if (at < 0) {
      throw new IOException("an answer without a length:\n" + head);
    }
    int from = at + LENGTH.length();
    return Integer.parseInt(head.substring(from, head.indexOf('\r', from)).strip());
  }

  private String text(int from, int to) {
    var bytes = new byte[to - from];
    answer.get(from, bytes);
    return new String(bytes, ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
