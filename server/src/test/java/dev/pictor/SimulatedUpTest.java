package dev.pictor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pictor.platform.Json;
import dev.pictor.testkit.TestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `up --simulate-providers` in a process of its own, as a person sees it.
class SimulatedUpTest {
  private static final Pattern SIMULATOR = Pattern.compile("(\\w+) +(http\\S+/_simulator)");

  @TempDir private Path data;

  @Test
  void saysWhereEachProviderIsAndNothingElse() throws Exception {
    try (var database = TestDatabase.open();
        var http = HttpClient.newHttpClient()) {
      Process process = start(database);
      try {
        List<String> lines = untilReady(process);
        assertThat(lines).noneMatch(line -> line.contains("DEBUG"));
        List<String> names = new ArrayList<>();
        for (String line : lines) {
          Matcher simulator = SIMULATOR.matcher(line);
          if (simulator.find()) {
            names.add(simulator.group(1));
            var said =
                http.send(
                    HttpRequest.newBuilder(URI.create(simulator.group(2))).build(),
                    BodyHandlers.ofString());
            assertThat(Json.read(said.body(), JsonNode.class).get("made").asInt())
                .as(line)
                .isZero();
          }
        }
        assertThat(names)
            .containsExactly("comfy_local", "runpod", "openai", "gemini", "seedream", "fal");
      } finally {
        process.destroyForcibly().onExit().join();
      }
    }
  }

  private Process start(TestDatabase database) throws IOException {
    var builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            Main.class.getName(),
            "up",
            "--simulate-providers",
            "--port=0",
            "--data=" + data);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().put("DATABASE_URL", database.url());
    return builder.redirectErrorStream(true).start();
  }

  private static List<String> untilReady(Process process) throws IOException {
    var output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    var lines = new ArrayList<String>();
    String line = output.readLine();
    while (line != null && !line.contains("stops everything")) {
      lines.add(line);
      line = output.readLine();
    }
    assertThat(line).as("ready; said before: %s", lines).isNotNull();
    return lines;
  }
}
