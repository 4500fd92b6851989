package dev.pictor.perf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pictor.perf.load.Visitor;
import dev.pictor.perf.process.PictorServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The built product, started by its launcher: what a person on a terminal relies on. These tests
/// are in this module because the server's jar is only there once the server's own tests have
/// passed.
final class ProductTest {
  @TempDir Path folder;

  @Test
  void theFirstStartShowsAPasswordAndTheSecondDoesNot() throws Exception {
    Path data = folder.resolve("my data");
    try (var server = PictorServer.start(data, Map.of())) {
      assertThat(printedWhenReady(server))
          .contains("Studio   http://127.0.0.1:" + server.port() + "/")
          .contains("Data     " + data)
          .contains("Password ");
    }
    Files.delete(folder.resolve("my data.log"));
    try (var server = PictorServer.start(data, Map.of())) {
      assertThat(printedWhenReady(server)).contains("Studio ").doesNotContain("Password ");
    }
  }

  @Test
  void aTermSignalLeavesNothingRunningWithinTenSeconds() throws Exception {
    try (var server = PictorServer.start(folder.resolve("data"), Map.of())) {
      List<ProcessHandle> processes = server.tree().processes();
      assertThat(processes).hasSizeGreaterThan(3);
      assertThat(server.stop()).isLessThan(Duration.ofSeconds(10));
      assertThat(processes).filteredOn(ProcessHandle::isAlive).isEmpty();
    }
    assertThat(folder.resolve("data/postgres/postgres.log"))
        .content()
        .contains("database system is shut down");
  }

  @Test
  void aSecondServerOnTheSameFolderIsToldSoAndTheFirstGoesOn() throws Exception {
    Path data = folder.resolve("data");
    try (var server = PictorServer.start(data, Map.of())) {
      assertThatThrownBy(() -> PictorServer.start(data, Map.of()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("another Pictor is running on " + data);
      Visitor.signUp(server.address("/")).close();
    }
  }

  @Test
  void afterAKillTheNextStartRecoversByItself() throws Exception {
    Path data = folder.resolve("data");
    String token;
    List<ProcessHandle> left;
    try (var server = PictorServer.start(data, Map.of());
        Visitor visitor = Visitor.signUp(server.address("/"))) {
      token = visitor.token();
      left = server.tree().processes();
      server.kill();
    }
    try (var server = PictorServer.start(data, Map.of());
        Visitor visitor = Visitor.known(server.address("/"), token)) {
      assertThat(visitor.get("/api/auth/me").path("email").asText()).endsWith("@example.com");
      assertThat(left).filteredOn(ProcessHandle::isAlive).isEmpty();
    }
  }

  /// The greeting comes just after the first answer on `/health`.
  private static String printedWhenReady(PictorServer server)
      throws IOException, InterruptedException {
    for (int attempt = 0; attempt < 100 && !server.printed().contains("Ctrl-C"); attempt++) {
      Thread.sleep(100);
    }
    return server.printed();
  }
}
