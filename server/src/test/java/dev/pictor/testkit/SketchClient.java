package dev.pictor.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.platform.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// One user of the Image-to-Sketch contract, as a page of the original would call it: with a
/// cookie.
public final class SketchClient {
  public static final String PASSWORD = "a long enough password";
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final URI base;
  private final String email;
  private String cookie = "";

  private SketchClient(URI base, String email) {
    this.base = base;
    this.email = email;
  }

  /// Somebody who has not signed up.
  public static SketchClient stranger(RunningApp app) {
    return new SketchClient(app.uri(), "user" + NUMBER.incrementAndGet() + "@example.com");
  }

  /// Somebody new who has signed up and in.
  public static SketchClient signedIn(RunningApp app) {
    SketchClient client = stranger(app);
    client.post("/api/auth/register", client.credentials()).is(201);
    client.login();
    return client;
  }

  /// An answer with its body as JSON.
  public record Answer(int status, HttpResponse<byte[]> response) {
    public JsonNode json() {
      try {
        return Json.MAPPER.readTree(response.body());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    /// The status and the code of a problem: `404 not_found`.
    public String problem() {
      return status + " " + json().path("code").asText();
    }

    public Answer is(int expected) {
      if (status != expected) {
        throw new AssertionError(
            "expected "
                + expected
                + " and got "
                + status
                + ": "
                + new String(response.body(), java.nio.charset.StandardCharsets.UTF_8));
      }
      return this;
    }
  }

  public String email() {
    return email;
  }

  public String cookie() {
    return cookie;
  }

  /// The session's token, for a header or a WebSocket's address.
  public String token() {
    return cookie.substring(cookie.indexOf('=') + 1);
  }

  public Map<String, Object> credentials() {
    return Map.of("email", email, "password", PASSWORD);
  }

  public Answer login() {
    Answer answer = post("/api/auth/login", credentials()).is(200);
    cookie = answer.header("Set-Cookie").replaceAll(";.*", "");
    return answer;
  }

  public Answer get(String path, String... headers) {
    var request = request(path).GET();
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request);
  }

  public Answer delete(String path) {
    return send(request(path).DELETE());
  }

  public Answer post(String path, Object body, String... headers) {
    var request = request(path).POST(BodyPublishers.ofString(Json.write(body)));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request);
  }

  public Answer put(String url, byte[] bytes, String contentType) {
    return send(
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", contentType)
            .PUT(BodyPublishers.ofByteArray(bytes)));
  }

  /// Fetches an absolute link without the cookie: the link is the credential.
  public Answer follow(String url) {
    return send(HttpRequest.newBuilder(URI.create(url)));
  }

  private HttpRequest.Builder request(String path) {
    var request = HttpRequest.newBuilder(base.resolve(path));
    return cookie.isEmpty() ? request : request.header("Cookie", cookie);
  }

  private static Answer send(HttpRequest.Builder request) {
    try {
      var response =
          HTTP.send(request.timeout(Duration.ofMinutes(2)).build(), BodyHandlers.ofByteArray());
      return new Answer(response.statusCode(), response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// Uploads and confirms a picture as the page does; returns its key.
  public String upload(String filename, String contentType, byte[] bytes) {
    JsonNode place = announce(filename, contentType, bytes.length).is(200).json();
    put(place.get("upload_url").asText(), bytes, contentType).is(200);
    String key = place.get("key").asText();
    post("/api/upload/confirm", Map.of("key", key)).is(200);
    return key;
  }

  public Answer announce(String filename, String contentType, long size) {
    return post(
        "/api/upload/presigned-url",
        Map.of("filename", filename, "content_type", contentType, "file_size", size));
  }

  public String uploadPortrait() {
    return upload("grace.jpg", "image/jpeg", portrait());
  }

  /// A public domain photograph, 512 x 600.
  public static byte[] portrait() {
    try {
      return Files.readAllBytes(Path.of("..", "testdata", "grace_hopper.jpg"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Waits until a sketch is finished, and returns it.
  public JsonNode finished(String id) {
    long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    while (System.nanoTime() < end) {
      JsonNode sketch = get("/api/sketch/" + id).is(200).json();
      String status = sketch.get("status").asText();
      if (!status.equals("pending") && !status.equals("processing")) {
        return sketch;
      }
      pause();
    }
    throw new AssertionError("sketch " + id + " did not finish");
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
