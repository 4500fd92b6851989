package dev.pictor.platform.http;

import java.time.Duration;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Reads and drops what is left of a request once its answer is out, before the connection is
/// closed. A connection that is closed with bytes unread is reset, and a client that is still
/// sending, such as a picture without a token, would lose the answer with it (RFC 9112, 9.6).
final class LingeringClose extends Handler.Wrapper {
  /// More than any body that is taken here; who sends more is cut off.
  private static final long MOST_BYTES = 64L << 20;

  /// What is read before the answer, if it is here already.
  private static final long MOST_AT_ONCE = 1L << 20;

  private static final Duration LONGEST = Duration.ofSeconds(30);

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    return sendsBody(request)
        ? super.handle(new Unhurried(request, response), response, new Rest(request, callback))
        : super.handle(request, response, callback);
  }

  /// Whether one is on its way. Who expects a 100 sends it only once told so.
  private static boolean sendsBody(Request request) {
    var headers = request.getHeaders();
    boolean has =
        headers.getLongField(HttpHeader.CONTENT_LENGTH) > 0
            || headers.contains(HttpHeader.TRANSFER_ENCODING);
    return has && !headers.contains(HttpHeader.EXPECT);
  }

  /// Before it answers, Jetty reads what has come so far and fails the body when that is not all of
  /// it. Here the rest is read after the answer, which says that the connection ends with it.
  private static final class Unhurried extends Request.Wrapper {
    private final Response response;

    Unhurried(Request request, Response response) {
      super(request);
      this.response = response;
    }

    @Override
    public boolean consumeAvailable() {
      for (long bytes = 0; bytes <= MOST_AT_ONCE; ) {
        Content.Chunk chunk = getWrapped().read();
        if (chunk == null || Content.Chunk.isFailure(chunk)) {
          break;
        }
        bytes += chunk.remaining();
        chunk.release();
        if (chunk.isLast()) {
          return true;
        }
      }
      response.getHeaders().put(HttpHeader.CONNECTION, "close");
      return false;
    }
  }

  private static final class Rest extends Callback.Nested implements Runnable {
    private final Request request;
    private long bytes;
    private long begun;

    Rest(Request request, Callback callback) {
      super(callback);
      this.request = request;
    }

    @Override
    public void succeeded() {
      begun = System.nanoTime();
      run();
    }

    @Override
    public void run() {
      while (bytes <= MOST_BYTES && System.nanoTime() - begun <= LONGEST.toNanos()) {
        Content.Chunk chunk = request.read();
        if (chunk == null) {
          request.demand(this);
          return;
        }
        bytes += chunk.remaining();
        chunk.release();
        if (chunk.isLast() || Content.Chunk.isFailure(chunk)) {
          break;
        }
      }
      super.succeeded();
    }
  }
}
