package dev.pictor.contract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.platform.Json;
import dev.pictor.testkit.RunningApp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/// Whoever calls the service, with the headers that say so.
record Caller(RunningApp app, Map<String, String> headers) {
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  static Caller nobody(RunningApp app) {
    return new Caller(app, Map.of());
  }

  Caller withBearer(String token) {
    return new Caller(app, Map.of("Authorization", "Bearer " + token));
  }

  Caller withKey(String key) {
    return new Caller(app, Map.of("X-API-Key", key));
  }

  /// What came back.
  record Answer(int status, Map<String, String> headers, byte[] body) {
    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    JsonNode json() {
      try {
        return Json.MAPPER.readTree(body);
      } catch (IOException e) {
        throw new UncheckedIOException(text(), e);
      }
    }

    String contentType() {
      return headers.getOrDefault("content-type", "");
    }

    /// The code of a problem, in RFC 9457's form or in Pictoora's; empty for another answer.
    String code() {
      if (status < 400 || !contentType().contains("json")) {
        return "";
      }
      JsonNode code = json().path("code");
      return code.isTextual() ? code.asText() : json().at("/data/error").asText();
    }

    /// Whether it only says that the operator has not set this up: the tests have neither a store
    /// for receipts nor Instagram.
    boolean isNotConfigured() {
      return status == 503 && code().endsWith("_not_configured");
    }

    Answer is(int expected) {
      if (status != expected) {
        throw new AssertionError("expected " + expected + " and got " + status + ": " + text());
      }
      return this;
    }
  }

  Answer get(String path) {
    return send("GET", path, Map.of(), new byte[0]);
  }

  Answer post(String path, Object body) {
    return sendJson("POST", path, Json.write(body));
  }

  Answer sendJson(String method, String path, String body) {
    return send(
        method,
        path,
        Map.of("Content-Type", "application/json"),
        body.getBytes(StandardCharsets.UTF_8));
  }

  /// @param target a path, or a whole address
  Answer send(String method, String target, Map<String, String> more, byte[] body) {
    URI address = target.startsWith("/") ? URI.create(app.uri() + target) : URI.create(target);
    var request = HttpRequest.newBuilder(address).timeout(Duration.ofMinutes(1));
    headers.forEach(request::setHeader);
    more.forEach(request::setHeader);
    request.method(
        method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    return send(request.build(), 3);
  }

  /// A server may close a connection whose request it answered without reading all of it; the next
  /// request on that connection is then sent again.
  private static Answer send(HttpRequest request, int tries) {
    try {
      var came = HTTP.send(request, BodyHandlers.ofByteArray());
      var found = new TreeMap<String, String>();
      came.headers().map().forEach((name, values) -> found.put(name, values.getFirst()));
      return new Answer(came.statusCode(), found, came.body());
    } catch (IOException e) {
      if (tries > 1) {
        return send(request, tries - 1);
      }
      throw new UncheckedIOException(request.method() + " " + request.uri(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
