package dev.pictor.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.platform.Json;
import dev.pictor.platform.Problem;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Supabase's storage over HTTP, with the service role key. Everything asked here may be asked
/// again, so what fails for a moment is repeated within the time that the settings allow.
final class SupabaseApi implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final int MOST_TRIES = 3;
  private static final int TOO_MANY = 429;
  private static final int FAULTS = 500;

  private final SupabaseSettings settings;
  private final Duration patience;
  private final HttpClient client;

  SupabaseApi(SupabaseSettings settings, Duration patience) {
    this.settings = settings;
    this.patience = patience;
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT.compareTo(patience) < 0 ? CONNECT : patience)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /// The address below which everything is, without a slash at its end.
  String base() {
    return settings.url() + "/storage/v1";
  }

  HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create(base() + path))
        .timeout(patience)
        .header("Authorization", "Bearer " + settings.serviceRoleKey())
        .header("apikey", settings.serviceRoleKey());
  }

  /// POSTs JSON and reads JSON.
  JsonNode post(String path, Object body) {
    return json(
        to(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(Json.write(body)))
            .build());
  }

  JsonNode json(HttpRequest request) {
    HttpResponse<byte[]> answer = send(request, BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      throw fault(answer.statusCode(), answer.body());
    }
    return parse(answer.body());
  }

  /// Sends until there is an answer that is not a passing fault.
  ///
  /// @throws Problem UNAVAILABLE when there is none in time
  <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler) {
    long end = System.nanoTime() + patience.toNanos();
    Duration pause = FIRST_PAUSE;
    for (int tries = 1; ; tries++) {
      try {
        HttpResponse<T> answer = sendOnce(request, handler, end);
        boolean passing = answer.statusCode() >= FAULTS || answer.statusCode() == TOO_MANY;
        if (!passing || tries == MOST_TRIES) {
          return answer;
        }
      } catch (IOException e) {
        if (tries == MOST_TRIES || System.nanoTime() + pause.toNanos() > end) {
          throw StoreAway.because(e);
        }
      }
      rest(pause);
      pause = pause.multipliedBy(3);
    }
  }

  /// The client's own timeout ends with the head of an answer; this one holds for its body too.
  private <T> HttpResponse<T> sendOnce(HttpRequest request, BodyHandler<T> handler, long end)
      throws IOException {
    CompletableFuture<HttpResponse<T>> asked = client.sendAsync(request, handler);
    try {
      return asked.get(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw new IOException("no answer from " + settings.url(), e);
    } catch (TimeoutException e) {
      asked.cancel(true);
      throw new IOException("no answer in time from " + settings.url(), e);
    } catch (InterruptedException e) {
      asked.cancel(true);
      Thread.currentThread().interrupt();
      throw StoreAway.because(e);
    }
  }

  private static void rest(Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw StoreAway.because(e);
    }
  }

  private static JsonNode parse(byte[] body) {
    try {
      return Json.MAPPER.readTree(new String(body, StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      throw StoreAway.because(e);
    }
  }

  /// What a refusal means. Supabase answers most of them with status 400 and the real one as
  /// `statusCode` in the body; newer versions also with the real one.
  static Refused fault(int status, byte[] body) {
    try {
      JsonNode said = Json.MAPPER.readTree(new String(body, StandardCharsets.UTF_8));
      return new Refused(
          said.path("statusCode").asInt(status), said.path("message").asText("no message"));
    } catch (JsonProcessingException _) {
      return new Refused(status, "no message");
    }
  }

  /// An answer that is a refusal.
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    static final int NOT_FOUND = 404;
    private static final int TOO_LARGE = 413;

    private final int status;

    Refused(int status, String message) {
      super("the storage answers " + status + ": " + message);
      this.status = status;
    }

    int status() {
      return status;
    }

    /// In words for whoever called us.
    Problem problem() {
      return status == TOO_LARGE
          ? Problem.because(
              Problem.Kind.TOO_LARGE,
              "The store of pictures takes no file of this size; send a smaller one.",
              this)
          : StoreAway.because(this);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
