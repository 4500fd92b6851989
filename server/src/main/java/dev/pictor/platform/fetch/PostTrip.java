package dev.pictor.platform.fetch;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.jspecify.annotations.Nullable;

/// One message to one URL: looked up once, checked, connected to exactly that.
final class PostTrip {
  /// What is kept of an answer.
  private static final int MOST_ANSWER_BYTES = 2048;

  private final GuardedPost.Message message;
  private final Trip.Gear gear;

  /// What is open now, for another thread to close.
  private volatile @Nullable PinnedConnection current;

  private volatile Posted.@Nullable Answered soFar;

  PostTrip(GuardedPost.Message message, Trip.Gear gear) {
    this.message = message;
    this.gear = gear;
  }

  Posted to(WebUrl url) throws InterruptedException {
    List<InetAddress> addresses;
    try {
      addresses = gear.guard().admit(url);
    } catch (BadUrl e) {
      return new Posted.Unanswered("The URL " + e.sentence());
    }
    PinnedConnection connection;
    try {
      connection = PinnedConnection.open(url, addresses, gear.connect());
    } catch (IOException _) {
      return new Posted.Unanswered("The host does not accept a connection.");
    }
    current = connection;
    try (connection) {
      return over(connection);
    }
  }

  private Posted over(PinnedConnection connection) {
    try {
      connection.secure(gear.tls());
    } catch (IOException _) {
      return new Posted.Unanswered(
          "No secure connection can be made; the certificate may be expired, not trusted or for"
              + " another name.");
    }
    try {
      // The answer is not closed: that would read the rest of its body, however long it is.
      return answered(connection.post(message.headers(), message.body()));
    } catch (HttpException _) {
      return new Posted.Unanswered("The host does not answer in well-formed HTTP.");
    } catch (IOException _) {
      return new Posted.Unanswered("The host broke off before it had answered.");
    }
  }

  private Posted answered(ClassicHttpResponse answer) throws IOException {
    Header wait = answer.getFirstHeader("Retry-After");
    var head = new Posted.Answered(answer.getCode(), wait == null ? null : wait.getValue(), "");
    soFar = head;
    try {
      return new Posted.Answered(head.status(), head.retryAfter(), beginning(answer.getEntity()));
    } catch (IOException _) {
      return head;
    }
  }

  /// What the head of the answer said, when its body does not end.
  Optional<Posted> answeredSoFar() {
    return Optional.ofNullable(soFar);
  }

  /// Nobody is to find control characters of a stranger's in a log, or a NUL in the database.
  private static String beginning(@Nullable HttpEntity body) throws IOException {
    if (body == null) {
      return "";
    }
    byte[] bytes = body.getContent().readNBytes(MOST_ANSWER_BYTES);
    return new String(bytes, StandardCharsets.UTF_8).replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", "");
  }

  /// Closes the connection that is open now, from another thread.
  void drop() {
    PinnedConnection open = current;
    if (open != null) {
      open.close();
    }
  }
}
