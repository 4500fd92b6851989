package dev.pictor.storage;

import static dev.pictor.storage.TestStorage.ADA;
import static dev.pictor.storage.TestStorage.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pictor.platform.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a crash may leave between the disk and the database, and that the sweepers never take what
/// somebody still has.
class SweepersTest {
  private static final String ORPHAN = "ab".repeat(32);

  @TempDir private static Path folder;
  private static TestStorage test;

  @BeforeAll
  static void open() throws SQLException {
    test = new TestStorage(folder.resolve("objects"));
  }

  @BeforeEach
  void clear() throws IOException {
    test.clear();
  }

  @AfterAll
  static void close() {
    test.close();
  }

  private static Path writeBlob(String sha256) throws IOException {
    Path file = test.folder.resolve(Blobs.keyOf(sha256).value());
    Files.createDirectories(file.getParent());
    Files.writeString(file, "bytes");
    Files.setLastModifiedTime(file, FileTime.from(test.clock.instant()));
    return file;
  }

  @Test
  void aFileThatACrashLeftWithoutARowIsRemovedAfterAnHour() throws Exception {
    Path orphan = writeBlob(ORPHAN);
    assertThat(test.run("orphan-finder")).isZero();
    assertThat(orphan).exists();
    test.clock.advance(Duration.ofMinutes(61));
    assertThat(test.run("orphan-finder")).isEqualTo(1);
    assertThat(test.run("blob-sweeper")).isEqualTo(1);
    assertThat(orphan).doesNotExist();
    assertThat(test.count("storage_blob")).isZero();
  }

  @Test
  void aFileThatSomebodyHasIsNoOrphan() throws Exception {
    StoredObject object = test.add(ADA, "picture");
    Files.setLastModifiedTime(
        test.files().getFirst(), FileTime.from(test.clock.instant().minus(Duration.ofDays(9))));
    assertThat(test.run("orphan-finder")).isZero();
    test.clock.advance(Duration.ofDays(9));
    assertThat(test.run("blob-sweeper")).isZero();
    assertThat(test.textOf(object)).isEqualTo("picture");
  }

  @Test
  void aRowWhoseFileACrashTookIsMendedByTheNextUpload() throws IOException {
    test.add(ADA, "picture");
    Files.delete(test.files().getFirst());
    StoredObject again = test.add(ADA, "picture");
    assertThat(test.textOf(again)).isEqualTo("picture");
  }

  @Test
  void aFileThatIsCutShortIsMendedByTheNextUpload() throws IOException {
    test.add(ADA, "picture");
    Files.writeString(test.files().getFirst(), "pic");
    StoredObject again = test.add(ADA, "picture");
    assertThat(test.textOf(again)).isEqualTo("picture");
  }

  @Test
  void anOrphanThatIsUploadedAgainIsKept() throws Exception {
    String sha256;
    try (Staged staged = test.objects.stage(stream("picture"), 100)) {
      sha256 = staged.sha256();
      test.anotherStore().place(staged, Blobs.keyOf(sha256), "image/png");
    }
    Files.setLastModifiedTime(test.files().getFirst(), FileTime.from(test.clock.instant()));
    test.clock.advance(Duration.ofHours(2));
    assertThat(test.run("orphan-finder")).isEqualTo(1);
    StoredObject object = test.add(ADA, "picture");
    assertThat(object.bytes().sha256()).isEqualTo(sha256);
    assertThat(test.run("blob-sweeper")).isZero();
    assertThat(test.textOf(object)).isEqualTo("picture");
  }

  @Test
  void whatCannotBeWrittenTogetherWithItsPictureLeavesNothing() throws Exception {
    var named = new Objects.Named("a.png", TestStorage.PICTURE);
    try (Staged staged = test.objects.stage(stream("picture"), 100)) {
      assertThatThrownBy(() ->
              test.objects.add(
                  ADA,
                  Place.USER_ASSETS,
                  staged,
                  named,
                  (_, object) -> {
                    throw Problem.notFound("project of " + object.key());
                  }))
          .isInstanceOf(Problem.class);
    }
    assertThat(test.count("storage_object")).isZero();
    assertThat(test.objects.standing(ADA).used().files()).isZero();
    for (Path file : test.files()) {
      Files.setLastModifiedTime(file, FileTime.from(test.clock.instant()));
    }
    test.clock.advance(Duration.ofMinutes(61));
    assertThat(test.run("orphan-finder")).as("its bytes").isEqualTo(1);
    assertThat(test.run("blob-sweeper")).isEqualTo(1);
    assertThat(test.files()).isEmpty();
  }

  @Test
  void stagedFilesOfYesterdayGo() throws Exception {
    try (Staged staged = test.objects.stage(stream("picture"), 100)) {
      Files.setLastModifiedTime(staged.path(), FileTime.from(test.clock.instant()));
      assertThat(test.run("orphan-finder")).isZero();
      test.clock.advance(Duration.ofHours(25));
      assertThat(test.run("orphan-finder")).isEqualTo(1);
      assertThat(staged.path()).doesNotExist();
    }
  }

  /// Uploads and deletions of a few contents go on while sweepers that spare nothing take whatever
  /// is unused: whoever has just added a picture can always read it.
  @Test
  void anUploadNeverLosesItsBytesToASweeper() throws Exception {
    var blobs = new Blobs(test.database.jdbi(), test.stores(), test.clock);
    var busy = new AtomicBoolean(true);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Integer> sweeper =
          threads.submit(() -> {
            int swept = 0;
            while (busy.get()) {
              var soon = test.clock.instant().plusSeconds(1);
              for (Blobs.Id id : blobs.findUnused(soon, 10)) {
                swept += blobs.deleteIfUnused(id, soon) ? 1 : 0;
              }
            }
            return swept;
          });
      List<Future<?>> users = new ArrayList<>();
      for (int user = 0; user < 3; user++) {
        users.add(threads.submit(SweepersTest::addReadAndDelete));
      }
      for (Future<?> each : users) {
        each.get();
      }
      busy.set(false);
      assertThat(sweeper.get()).as("the sweeper did meet them").isPositive();
    }
  }

  private static Void addReadAndDelete() throws IOException {
    for (int i = 0; i < 40; i++) {
      String text = "content " + i % 3;
      StoredObject object = test.add(ADA, text);
      assertThat(test.textOf(object)).isEqualTo(text);
      assertThat(test.objects.delete(ADA, object.key())).isTrue();
    }
    return null;
  }
}
