package dev.pictor.compat.pictoora;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.platform.Json;
import dev.pictor.testkit.RunningApp;
import dev.pictor.testkit.SketchClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// A shop that makes picture books.
final class BookClient {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String BOUNDARY = "a-boundary-of-the-tests";

  private final URI base;
  private final String header;
  private final String credential;

  /// @param header such as `X-API-Key`
  BookClient(RunningApp app, String header, String credential) {
    this.base = app.uri();
    this.header = header;
    this.credential = credential;
  }

  /// A new user with a bearer token.
  static BookClient signedIn(RunningApp app) {
    return new BookClient(app, "Authorization", "Bearer " + SketchClient.signedIn(app).token());
  }

  /// An answer taken out of its envelope, which must be one.
  record Answer(int http, String status, int code, String message, JsonNode data, byte[] body) {
    /// `404 4001 not_found`
    String refusal() {
      return http + " " + code + " " + data.path("error").asText();
    }

    Answer is(int wanted) {
      if (http != wanted) {
        throw new AssertionError("expected " + wanted + " and got " + http + ": " + message);
      }
      return this;
    }

    String text(String field) {
      return data.get(field).asText();
    }
  }

  Answer get(String path) {
    return answer(send(request(path).GET()));
  }

  Answer post(String path, Object body) {
    return post(path, Json.write(body).getBytes(StandardCharsets.UTF_8), "application/json");
  }

  Answer post(String path, byte[] body, String type) {
    return answer(
        send(request(path).header("Content-Type", type).POST(BodyPublishers.ofByteArray(body))));
  }

  Answer upload(String field, String name, byte[] bytes) {
    var form = new ByteArrayOutputStream();
    form.writeBytes(
        ("--"
                + BOUNDARY
                + "\r\nContent-Disposition: form-data; name=\""
                + field
                + "\"; filename=\""
                + name
                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
            .getBytes(StandardCharsets.UTF_8));
    form.writeBytes(bytes);
    form.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return post("/api/v1/upload", form.toByteArray(), "multipart/form-data; boundary=" + BOUNDARY);
  }

  /// The `file_url` of a picture of `testdata`.
  String uploaded(String name) {
    return upload("file", name, testdata(name)).is(201).text("file_url");
  }

  String initiated() {
    return post("/api/v1/initiate-process", Map.of()).is(201).text("init_id");
  }

  Answer book(String initId, String source, String target, String prompt) {
    return post(
        "/api/v1/process/book",
        Map.of("init_id", initId, "source_url", source, "target_url", target, "prompt", prompt));
  }

  Answer status(String initId) {
    return post("/api/v1/process/status", Map.of("init_id", initId));
  }

  /// Asks until a process is finished.
  Answer finished(String initId) {
    long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    while (System.nanoTime() < end) {
      Answer answer = status(initId).is(200);
      if (!answer.text("status").matches("pending|processing")) {
        return answer;
      }
      pause();
    }
    throw new AssertionError("process " + initId + " did not finish");
  }

  byte[] follow(String url) {
    HttpResponse<byte[]> answer = send(HttpRequest.newBuilder(URI.create(url)));
    if (answer.statusCode() != 200) {
      throw new AssertionError(url + " answers " + answer.statusCode());
    }
    return answer.body();
  }

  static byte[] testdata(String name) {
    try {
      return Files.readAllBytes(Path.of("..", "testdata", name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private HttpRequest.Builder request(String path) {
    var request = HttpRequest.newBuilder(base.resolve(path));
    return credential.isEmpty() ? request : request.header(header, credential);
  }

  private static Answer answer(HttpResponse<byte[]> response) {
    try {
      JsonNode json = Json.MAPPER.readTree(response.body());
      if (json.size() != 4) {
        throw new AssertionError("not an envelope: " + json);
      }
      return new Answer(
          response.statusCode(),
          json.get("status").asText(),
          json.get("code").asInt(),
          json.get("message").asText(),
          json.get("data"),
          response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static HttpResponse<byte[]> send(HttpRequest.Builder request) {
    try {
      return HTTP.send(request.timeout(Duration.ofMinutes(1)).build(), BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
