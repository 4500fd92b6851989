package dev.pictor.realtime;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;

/// A WebSocket.
///
/// @param patience how long one message may take on its way
record SocketWire(Session session, Duration patience) implements Wire {
  @Override
  public void send(String message) throws IOException, InterruptedException, TimeoutException {
    var sent = new CompletableFuture<Void>();
    session.sendText(
        message, Callback.from(() -> sent.complete(null), sent::completeExceptionally));
    try {
      sent.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    }
  }

  @Override
  public void beat() {
    session.sendPing(ByteBuffer.allocate(0), Callback.NOOP);
  }

  @Override
  public void close(int code, String reason) {
    session.close(code, reason, Callback.NOOP);
  }
}
