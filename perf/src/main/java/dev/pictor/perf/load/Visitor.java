package dev.pictor.perf.load;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.platform.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.UUID;

/// Somebody who signs up, uploads a picture and asks for sketches of it, in the Image-to-Sketch
/// contract. For preparing a measurement, not for being measured.
public final class Visitor implements AutoCloseable {
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI server;
  private final String token;

  private Visitor(URI server, String token) {
    this.server = server;
    this.token = token;
  }

  /// Signs somebody new up and in.
  public static Visitor signUp(URI server) throws IOException, InterruptedException {
    Map<String, String> account =
        Map.of("email", UUID.randomUUID() + "@example.com", "password", "a long enough sentence");
    try (var stranger = new Visitor(server, "")) {
      check(201, stranger.post("/api/auth/register", account, Map.of()));
      return signIn(server, account);
    }
  }

  /// @param account `email` and `password`
  public static Visitor signIn(URI server, Map<String, String> account)
      throws IOException, InterruptedException {
    try (var stranger = new Visitor(server, "")) {
      HttpResponse<String> login = check(200, stranger.post("/api/auth/login", account, Map.of()));
      String cookie = login.headers().firstValue("Set-Cookie").orElseThrow();
      return known(server, cookie.replaceAll("^access_token=([^;]*).*", "$1"));
    }
  }

  /// Somebody who is signed in already.
  public static Visitor known(URI server, String token) {
    return new Visitor(server, token);
  }

  public String token() {
    return token;
  }

  /// Uploads and confirms; returns the key of the picture.
  public String upload(byte[] jpeg) throws IOException, InterruptedException {
    Map<String, Object> wish =
        Map.of("filename", "bench.jpg", "content_type", "image/jpeg", "file_size", jpeg.length);
    JsonNode place = json(check(200, post("/api/upload/presigned-url", wish)));
    HttpRequest put =
        HttpRequest.newBuilder(URI.create(place.path("upload_url").asText()))
            .header("Content-Type", "image/jpeg")
            .PUT(BodyPublishers.ofByteArray(jpeg))
            .build();
    HttpResponse<String> stored = client.send(put, BodyHandlers.ofString());
    if (stored.statusCode() / 100 != 2) {
      throw new IOException("the upload was answered with " + stored.statusCode());
    }
    String key = place.path("key").asText();
    check(200, post("/api/upload/confirm", Map.of("key", key)));
    return key;
  }

  /// What a request for a sketch of this picture looks like.
  public static Map<String, Object> wish(String key, String style, String method) {
    return Map.of("key", key, "style", style, "method", method);
  }

  public HttpResponse<String> post(String path, Object body)
      throws IOException, InterruptedException {
    return post(path, body, Map.of("Authorization", "Bearer " + token));
  }

  public HttpResponse<String> post(String path, Object body, Map<String, String> headers)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(server.resolve(path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(Json.write(body)));
    headers.forEach(request::header);
    return client.send(request.build(), BodyHandlers.ofString());
  }

  public JsonNode get(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(server.resolve(path))
            .header("Authorization", "Bearer " + token)
            .build();
    return json(check(200, client.send(request, BodyHandlers.ofString())));
  }

  public static JsonNode json(HttpResponse<String> answer) throws IOException {
    return Json.MAPPER.readTree(answer.body());
  }

  public static HttpResponse<String> check(int status, HttpResponse<String> answer)
      throws IOException {
    if (answer.statusCode() != status) {
      throw new IOException(
          answer.uri() + " was answered with " + answer.statusCode() + ": " + answer.body());
    }
    return answer;
  }

  @Override
  public void close() {
    client.close();
  }
}
