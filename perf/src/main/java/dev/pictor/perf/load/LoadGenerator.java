package dev.pictor.perf.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Sends requests over many connections at once: each connection sends its next request as soon as
/// the answer to the last is there. One thread, raw sockets, HTTP/1.1 keep-alive; the requests are
/// bytes that were made beforehand, so that next to nothing is taken from the server's processors.
public final class LoadGenerator {
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);

  private LoadGenerator() {}

  /// What came back.
  ///
  /// @param statuses how many answers had which status
  /// @param latencies from the first byte sent to the last byte received
  public record Outcome(Map<Integer, Integer> statuses, Latencies latencies, Duration took) {
    public double perSecond() {
      return latencies.count() / (took.toNanos() / 1e9);
    }

    public int answersWith(int status) {
      return statuses.getOrDefault(status, 0);
    }
  }

  /// Sends for this long.
  ///
  /// @param requests one for each connection, which sends it again and again
  public static Outcome run(int port, List<byte[]> requests, Duration length) throws IOException {
    var latencies = new Latencies();
    var statuses = new TreeMap<Integer, Integer>();
    var connections = new ArrayList<HttpConnection>();
    try (Selector selector = Selector.open()) {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      for (byte[] request : requests) {
        connections.add(HttpConnection.open(address, request, selector));
      }
      long began = System.nanoTime();
      long end = began + length.toNanos();
      for (HttpConnection connection : connections) {
        connection.send();
      }
      while (System.nanoTime() < end) {
        if (selector.select(ANSWER_LIMIT.toMillis()) == 0) {
          throw new IOException("no answer within " + ANSWER_LIMIT);
        }
        for (SelectionKey key : selector.selectedKeys()) {
          takeAnswer((HttpConnection) key.attachment(), latencies, statuses);
        }
        selector.selectedKeys().clear();
      }
      return new Outcome(statuses, latencies, Duration.ofNanos(System.nanoTime() - began));
    } finally {
      for (HttpConnection connection : connections) {
        connection.close();
      }
    }
  }

  private static void takeAnswer(
      HttpConnection connection, Latencies latencies, Map<Integer, Integer> statuses)
      throws IOException {
    int status = connection.read();
    if (status == HttpConnection.NOT_YET) {
      return;
    }
    latencies.add(connection.sinceSent());
    statuses.merge(status, 1, Integer::sum);
    connection.send();
  }
}
