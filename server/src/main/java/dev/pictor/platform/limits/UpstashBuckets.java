package dev.pictor.platform.limits;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.platform.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// Buckets in an Upstash Redis, over its REST API where no socket to a Redis can be opened: a
/// command is a JSON list, posted with a bearer token; the answer is `{"result": …}` or `{"error":
/// …}`.
final class UpstashBuckets implements Buckets {
  /// A round trip over the internet, TLS included on the first one.
  static final Duration PATIENCE = Duration.ofMillis(500);

  private final HttpClient http;
  private final URI address;
  private final String token;
  private final Duration patience;
  private final InstantSource clock;

  /// @param patience how long a request may wait for an answer
  UpstashBuckets(URI address, String token, Duration patience, InstantSource clock) {
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(patience)
            .build();
    this.address = address;
    this.token = token;
    this.patience = patience;
    this.clock = clock;
  }

  @Override
  public Verdict take(String bucket, Limit limit) throws StoreLost {
    var command = new ArrayList<String>();
    command.addAll(List.of("EVAL", TokenScript.TEXT, "1", TokenScript.key(bucket, limit)));
    command.addAll(TokenScript.arguments(limit, clock));
    JsonNode result = send(command);
    if (result.size() != 2
        || !result.get(0).canConvertToLong()
        || !result.get(1).canConvertToLong()) {
      throw new StoreLost("Upstash answers something else than the script does");
    }
    return TokenScript.verdict(limit, result.get(0).asLong(), result.get(1).asLong());
  }

  private JsonNode send(List<String> command) throws StoreLost {
    var request =
        HttpRequest.newBuilder(address)
            .timeout(patience)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(Json.write(command)))
            .build();
    try {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      JsonNode body = Json.MAPPER.readTree(answer.body());
      if (answer.statusCode() != 200 || !body.path("result").isArray()) {
        throw new StoreLost(
            "Upstash answers " + answer.statusCode() + " " + body.path("error").asText());
      }
      return body.get("result");
    } catch (JsonProcessingException e) {
      throw new StoreLost("Upstash answers something that is not JSON", e);
    } catch (IOException e) {
      throw new StoreLost("Upstash: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreLost("interrupted while waiting for Upstash", e);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
