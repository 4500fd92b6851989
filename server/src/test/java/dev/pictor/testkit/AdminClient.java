package dev.pictor.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.platform.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A program with a bearer token, for routes that no page of a contract calls: any method, any
/// header.
public final class AdminClient {
  /// Give these to [RunningApp#start] to have an admin with a known password.
  public static final Map<String, String> ADMIN =
      Map.of("ADMIN_EMAIL", "admin@example.com", "ADMIN_PASSWORD", "a password for the admin");

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final RunningApp app;
  private final String token;

  private AdminClient(RunningApp app, String token) {
    this.app = app;
    this.token = token;
  }

  /// The admin of an app that was started with [#ADMIN].
  public static AdminClient signedIn(RunningApp app) {
    var answer =
        new AdminClient(app, "")
            .send(
                "POST",
                "/api/auth/login",
                Map.of("username", "admin", "password", ADMIN.get("ADMIN_PASSWORD")));
    String cookie = answer.is(200).header("Set-Cookie").replaceAll(";.*", "");
    return new AdminClient(app, cookie.substring(cookie.indexOf('=') + 1));
  }

  /// Whoever holds this token.
  public static AdminClient with(RunningApp app, String token) {
    return new AdminClient(app, token);
  }

  /// @param body written as JSON; null for none
  public SketchClient.Answer send(
      String method, String path, @Nullable Object body, String... headers) {
    var request =
        HttpRequest.newBuilder(app.uri(path))
            .method(
                method,
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(Json.write(body)));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      HttpResponse<byte[]> response = HTTP.send(request.build(), BodyHandlers.ofByteArray());
      return new SketchClient.Answer(response.statusCode(), response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public JsonNode get(String path) {
    return send("GET", path, null).is(200).json();
  }
}
