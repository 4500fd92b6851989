package dev.pictor;

import dev.pictor.cli.Commands;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// A training run for the JDK's AOT cache: starts everything on a folder that is thrown away, calls
/// what a first visitor calls, stops, and runs a command on a file.
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
      return command(folder);
    } finally {
      delete(folder);
    }
  }

  /// The shortest of the commands on files, so that all of them start fast.
  private static int command(Path folder) throws IOException {
    Path photo = folder.resolve("photo.jpg");
    try (InputStream in = Warm.class.getResourceAsStream("/examples/portrait.jpg")) {
      Files.copy(Objects.requireNonNull(in), photo);
    }
    String result = folder.resolve("ink.png").toString();
    return Commands.run(
        new String[] {"sketch", photo.toString(), "--style=ink", "-q", "-o", result},
        BuiltIn::workshop);
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
