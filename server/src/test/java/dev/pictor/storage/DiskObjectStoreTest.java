package dev.pictor.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskObjectStoreTest extends ObjectStoreContract {
  @TempDir private Path data;

  private Path root() {
    return data.resolve("objects");
  }

  @Override
  DiskObjectStore store() {
    return DiskObjectStore.at(root());
  }

  private static ByteArrayInputStream someBytes() {
    return new ByteArrayInputStream("some bytes".getBytes(StandardCharsets.UTF_8));
  }

  private List<Path> filesBelow(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void anObjectIsAFileBelowTheFolderAndNothingElseIsLeft() throws IOException {
    store().put(new ObjectKey("blobs/ab/abc"), someBytes(), 100);
    assertThat(filesBelow(data)).containsExactly(root().resolve("blobs/ab/abc"));
  }

  @Test
  void aLinkThatSomebodyPlantedIsNotFollowed() throws IOException {
    Path secret = Files.writeString(data.resolve("secret"), "secret");
    Files.createDirectories(root().resolve("users"));
    Files.createSymbolicLink(root().resolve("users/a"), secret);
    assertThat(store().head(new ObjectKey("users/a"))).isEmpty();
    assertThat(store().list("", "", 10)).isEmpty();
  }

  @Test
  void whatACrashLeftInStagingIsSweptAndWhatIsComingInIsNot() throws IOException {
    DiskObjectStore store = store();
    try (Staged coming = store.stage(someBytes(), 100);
        Staged left = store.stage(someBytes(), 100)) {
      Instant yesterday = Instant.parse("2026-11-21T00:00:00Z");
      Files.setLastModifiedTime(left.path(), FileTime.from(yesterday));
      assertThat(DiskObjectStore.stagingBelow(root()).deleteOlderThan(yesterday.plusSeconds(1)))
          .isEqualTo(1);
      assertThat(left.path()).doesNotExist();
      assertThat(coming.path()).exists();
    }
  }

  @Test
  void aStoreThatWasNeverWrittenToIsEmpty() {
    assertThat(store().list("", "", 10)).isEmpty();
    assertThat(DiskObjectStore.stagingBelow(root()).deleteOlderThan(Instant.MAX)).isZero();
  }
}
