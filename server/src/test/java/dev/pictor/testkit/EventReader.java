package dev.pictor.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.platform.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A client of server-sent events, read as the HTML standard says (section 9.2.6).
public final class EventReader implements AutoCloseable {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final int PATIENCE_SECONDS = 30;

  private final HttpResponse<InputStream> response;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final CompletableFuture<Boolean> ended = new CompletableFuture<>();
  private volatile String lastId = "";
  private final AtomicInteger comments = new AtomicInteger();

  private EventReader(HttpResponse<InputStream> response) {
    this.response = response;
  }

  /// One event.
  public record Event(String id, String type, JsonNode body) {
    public JsonNode data() {
      return body.path("data");
    }
  }

  /// @param headers names and values in turns
  public static EventReader open(URI address, String... headers) {
    try {
      var request = HttpRequest.newBuilder(address);
      if (headers.length > 0) {
        request.headers(headers);
      }
      var reader = new EventReader(HTTP.send(request.build(), BodyHandlers.ofInputStream()));
      Thread.ofVirtual().start(reader::read);
      return reader;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// One that has said where it stands, so that what happens from now on is heard.
  public static EventReader listening(URI address, String... headers) throws InterruptedException {
    EventReader reader = open(address, headers);
    if (reader.status() != 200) {
      throw new AssertionError("the stream was answered with " + reader.status());
    }
    for (int i = 0; reader.lastId().isEmpty() && i < 20 * PATIENCE_SECONDS; i++) {
      Thread.sleep(50);
    }
    return reader;
  }

  private void read() {
    try (var lines =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      String type = "message";
      var data = new StringBuilder();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(":")) {
          comments.incrementAndGet();
        } else if (line.startsWith("id: ")) {
          lastId = line.substring(4);
        } else if (line.startsWith("event: ")) {
          type = line.substring(7);
        } else if (line.startsWith("data: ")) {
          data.append(line.substring(6));
        } else if (line.isEmpty() && !data.isEmpty()) {
          events.add(new Event(lastId, type, Json.MAPPER.readTree(data.toString())));
          data.setLength(0);
          type = "message";
        }
      }
      ended.complete(true);
    } catch (IOException _) {
      ended.complete(false);
    }
  }

  public int status() {
    return response.statusCode();
  }

  public String header(String name) {
    return response.headers().firstValue(name).orElse("");
  }

  /// What a browser would send as `Last-Event-ID`.
  public String lastId() {
    return lastId;
  }

  /// Signs of life so far.
  public int comments() {
    return comments.get();
  }

  /// The next event; fails when none comes.
  public Event next() throws InterruptedException {
    Event event = poll(PATIENCE_SECONDS * 1000L);
    if (event == null) {
      throw new AssertionError("no event came");
    }
    return event;
  }

  public @Nullable Event poll(long millis) throws InterruptedException {
    return events.poll(millis, TimeUnit.MILLISECONDS);
  }

  /// All events until one of this type, which is the last of them.
  public List<Event> until(String type) throws InterruptedException {
    var all = new ArrayList<Event>();
    do {
      all.add(next());
    } while (!all.getLast().type().equals(type));
    return all;
  }

  /// Waits for the end.
  ///
  /// @return whether the server ended it in order
  public boolean ended() throws Exception {
    return ended.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    try {
      response.body().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
