package dev.pictor;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/// A training run for the JDK's AOT cache: starts everything on a folder that is thrown away, calls
/// what a first visitor calls, and stops.
final class Warm {
  private static final String USER =
      "{\"email\":\"warm@example.com\",\"password\":\"warming up the cache\"}";

  private Warm() {}

  static int run() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("pictor-warm");
    try {
      Map<String, String> variables = new HashMap<>();
      variables.put("PICTOR_DATA", folder.toString());
      variables.put("PORT", "0");
      try (App app = App.start(Configuration.from(variables))) {
        visit("http://127.0.0.1:" + app.port());
      }
      return 0;
    } finally {
      delete(folder);
    }
  }

  private static void visit(String address) throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      for (String path : new String[] {"/health", "/", "/openapi.json", "/docs", "/metrics"}) {
        send(client, HttpRequest.newBuilder(URI.create(address + path)));
      }
      for (String path : new String[] {"/api/auth/register", "/api/auth/login"}) {
        var body = HttpRequest.BodyPublishers.ofString(USER);
        send(client, HttpRequest.newBuilder(URI.create(address + path)).POST(body));
      }
      send(
          client,
          HttpRequest.newBuilder(URI.create(address + "/api/sketch/styles/pencil/preview.jpg")));
    }
  }

  private static void send(HttpClient client, HttpRequest.Builder request)
      throws IOException, InterruptedException {
    client.send(request.build(), HttpResponse.BodyHandlers.discarding());
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
