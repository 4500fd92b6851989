package dev.pictor.realtime;

import java.io.IOException;
import java.util.concurrent.TimeoutException;

/// What a [Line] speaks over: a WebSocket, or an answer that does not end. One thread at a time
/// sends; anybody may close.
interface Wire {
  /// Sends one message and waits until it has left.
  ///
  /// @throws IOException when the other end is gone
  /// @throws TimeoutException when it does not take the message in time
  void send(String message) throws IOException, InterruptedException, TimeoutException;

  /// Says that this end is still there, to whatever lies between.
  void beat() throws IOException;

  /// Ends it, without waiting for a message that is stuck.
  ///
  /// @param code as WebSockets have it
  void close(int code, String reason);
}
