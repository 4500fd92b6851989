package dev.pictor.identity.social;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.platform.Json;
import dev.pictor.platform.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// One question to another service: five seconds to connect, ten in all, 64 KiB of answer, no
/// redirects. Every failure is a problem that the caller may see.
final class ProviderCall {
  private static final Duration TO_CONNECT = Duration.ofSeconds(5);
  private static final Duration IN_ALL = Duration.ofSeconds(10);
  private static final Duration COME_BACK = Duration.ofSeconds(30);
  private static final int MOST_BYTES = 64 * 1024;

  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(TO_CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final String service;
  private final Duration patience;

  /// @param service its name, for messages
  ProviderCall(String service) {
    this(service, IN_ALL);
  }

  ProviderCall(String service, Duration patience) {
    this.service = service;
    this.patience = patience;
  }

  /// An answer, whatever it says.
  record Answer(int status, JsonNode body) {}

  /// @throws Problem UNAVAILABLE when there is no answer, or none that is JSON
  Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<InputStream> answer =
          http.send(request.timeout(patience).build(), BodyHandlers.ofInputStream());
      try (InputStream body = answer.body()) {
        byte[] bytes = body.readNBytes(MOST_BYTES);
        if (answer.statusCode() >= 500) {
          throw away(new IOException("status " + answer.statusCode()));
        }
        return new Answer(answer.statusCode(), Json.MAPPER.readTree(bytes));
      }
    } catch (IOException e) {
      throw away(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Problem.because(Problem.Kind.UNAVAILABLE, "The service is stopping.", e);
    }
  }

  private Problem away(IOException cause) {
    return away(service, cause);
  }

  static Problem away(String service, Exception cause) {
    return Problem.later(
        Problem.Kind.UNAVAILABLE,
        service + " does not answer now (" + cause.getClass().getSimpleName() + "); try again.",
        COME_BACK);
  }
}
