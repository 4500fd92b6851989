package dev.pictor.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BinariesTest {
  @TempDir Path cache;

  @Test
  void twoAtOnceUnpackOnce() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Binaries> look = () -> Binaries.in(cache);
      for (Future<Binaries> found : threads.invokeAll(List.of(look, look))) {
        assertThat(found.get().program("postgres")).isExecutable();
      }
    }
    try (var left = Files.list(cache)) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("pg-" + Binaries.VERSION, "unpack.lock");
    }
  }

  @Test
  void whatACrashLeftHalfUnpackedIsReplaced() throws Exception {
    Path half = Files.createDirectories(cache.resolve("pg.unpack/bin"));
    Files.writeString(half.resolve("leftover"), "");
    assertThat(Binaries.in(cache).program("initdb")).isExecutable();
    assertThat(Binaries.in(cache).program("leftover")).doesNotExist();
  }

  @Test
  void theVersionIsTheOneOfTheProgram() throws Exception {
    Binaries binaries = Binaries.in(EmbeddedPostgresTest.BINARIES);
    Process process =
        new ProcessBuilder(binaries.program("postgres").toString(), "--version").start();
    assertThat(process.inputReader().readLine())
        .isEqualTo("postgres (PostgreSQL) " + Binaries.VERSION);
    assertThat(Binaries.VERSION).startsWith(Binaries.MAJOR_VERSION + ".");
  }

  @Test
  void bothLinuxArchitecturesHaveTheirArchive() {
    assertThat(Binaries.archiveName("Linux", "amd64")).isEqualTo("postgres-linux-x86_64.txz");
    assertThat(Binaries.archiveName("Linux", "aarch64")).isEqualTo("postgres-linux-arm_64.txz");
    for (String architecture : List.of("amd64", "aarch64")) {
      String archive = Binaries.archiveName("Linux", architecture);
      assertThat(Binaries.class.getResource("/" + archive)).as(archive).isNotNull();
    }
  }

  @Test
  void anotherSystemIsToldToBringItsOwnPostgres() {
    assertThatThrownBy(() -> Binaries.archiveName("Mac OS X", "aarch64"))
        .isInstanceOf(EmbeddedPostgresException.class)
        .hasMessageContaining("Mac OS X on aarch64")
        .hasMessageContaining("DATABASE_URL");
  }
}
