package dev.pictor.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.platform.Json;
import dev.pictor.testkit.RunningApp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// A browser that keeps cookies and goes one redirect at a time.
final class SignInBrowser {
  private final URI base;
  private final HttpClient http =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

  SignInBrowser(RunningApp app) {
    base = app.uri();
  }

  record Page(int status, String location, String body) {
    JsonNode json() {
      try {
        return Json.MAPPER.readTree(body);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    String problem() {
      return status + " " + json().path("code").asText();
    }

    Page is(int wanted) {
      if (status != wanted) {
        throw new AssertionError("expected " + wanted + ", got " + status + ": " + body);
      }
      return this;
    }

    /// A parameter of the address that one is sent to.
    String parameter(String name) {
      for (String each : URI.create(location).getRawQuery().split("&", -1)) {
        if (each.startsWith(name + "=")) {
          return URLDecoder.decode(each.substring(name.length() + 1), StandardCharsets.UTF_8);
        }
      }
      throw new AssertionError("no " + name + " in " + location);
    }
  }

  Page go(String address, String... headers) {
    var request = HttpRequest.newBuilder(base.resolve(address));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request);
  }

  Page post(String path, Map<String, ?> body) {
    return send(
        HttpRequest.newBuilder(base.resolve(path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(Json.write(body))));
  }

  private Page send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
      return new Page(
          answer.statusCode(), answer.headers().firstValue("Location").orElse(""), answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// Who is signed in.
  JsonNode me() {
    return go("/api/auth/me").is(200).json();
  }
}
