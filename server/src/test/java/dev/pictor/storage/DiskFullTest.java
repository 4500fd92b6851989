package dev.pictor.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pictor.platform.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// O3 on a real file system of 1 MB, kept in memory; only root may mount one.
class DiskFullTest {
  private static final ObjectKey OLD = new ObjectKey("a/old");
  private static final ObjectKey NEW = new ObjectKey("a/new");

  @TempDir private Path folder;
  private boolean isMounted;

  private Path disk() {
    return folder.resolve("disk");
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).inheritIO().start();
    return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
  }

  @BeforeEach
  void mount() throws IOException, InterruptedException {
    Files.createDirectories(disk());
    isMounted =
        System.getProperty("user.name").equals("root")
            && run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk().toString());
    assumeTrue(isMounted, "a small file system can be mounted");
  }

  @AfterEach
  void unmount() throws IOException, InterruptedException {
    if (isMounted) {
      assertThat(run("umount", disk().toString())).isTrue();
    }
  }

  private static ByteArrayInputStream zeros(int count) {
    return new ByteArrayInputStream(new byte[count]);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(disk())) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void aFullDiskIsSaidSoLeavesNoHalfFileAndIsForgottenWhenThereIsSpace() throws IOException {
    var store = DiskObjectStore.at(disk().resolve("objects"));
    store.put(OLD, zeros(600_000), 600_000);
    for (ObjectKey key : List.of(NEW, OLD)) {
      assertThatExceptionOfType(Problem.class)
          .isThrownBy(() -> store.put(key, zeros(700_000), 700_000))
          .satisfies(problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.STORAGE_FULL));
    }
    assertThat(store.head(NEW)).isEmpty();
    assertThat(store.read(OLD)).hasSize(600_000);
    assertThat(files()).hasSize(1);
    store.delete(OLD);
    store.put(NEW, zeros(700_000), 700_000);
    assertThat(store.read(NEW)).hasSize(700_000);
  }
}
