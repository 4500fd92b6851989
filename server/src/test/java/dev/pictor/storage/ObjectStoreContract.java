package dev.pictor.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pictor.platform.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What every store of objects promises.
abstract class ObjectStoreContract {
  private static final ObjectKey KEY = new ObjectKey("users/ada/uploads/picture.png");
  private static final byte[] BYTES = bytes("the bytes of a picture");

  @TempDir private Path folder;

  /// An empty store.
  abstract ObjectStore store();

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static InputStream stream(byte[] bytes) {
    return new ByteArrayInputStream(bytes);
  }

  private static void put(ObjectStore store, String key, String text) throws IOException {
    store.put(new ObjectKey(key), stream(bytes(text)), 1_000);
  }

  private static List<String> keysOf(List<ObjectHead> heads) {
    return heads.stream().map(head -> head.key().value()).toList();
  }

  @Test
  void whatWasPutIsReadInEveryWay() throws IOException {
    ObjectStore store = store();
    ObjectHead put = store.put(KEY, stream(BYTES), 1_000);
    assertThat(put.size()).isEqualTo(BYTES.length);
    assertThat(store.head(KEY)).contains(put);
    assertThat(store.read(KEY)).isEqualTo(BYTES);
    try (InputStream in = store.open(KEY)) {
      assertThat(in.readAllBytes()).isEqualTo(BYTES);
    }
    try (LocalFile file = store.local(KEY)) {
      assertThat(file.path()).hasBinaryContent(BYTES);
    }
    assertThat(store.read(KEY)).as("still there after a local file was closed").isEqualTo(BYTES);
  }

  @Test
  void aFileIsPutAndStays() throws IOException {
    Path file = Files.write(folder.resolve("picture"), BYTES);
    ObjectStore store = store();
    store.put(KEY, file);
    assertThat(store.read(KEY)).isEqualTo(BYTES);
    assertThat(file).hasBinaryContent(BYTES);
  }

  @Test
  void anEmptyObjectIsAnObject() throws IOException {
    ObjectStore store = store();
    store.put(KEY, stream(new byte[0]), 0);
    assertThat(store.head(KEY)).hasValueSatisfying(head -> assertThat(head.size()).isZero());
    assertThat(store.read(KEY)).isEmpty();
  }

  @Test
  void whatIsNotThereIsSaidSo() {
    ObjectStore store = store();
    assertThat(store.head(KEY)).isEmpty();
    assertThat(store.delete(KEY)).isFalse();
    assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(() -> store.open(KEY));
    assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(() -> store.read(KEY));
    assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(() -> store.local(KEY));
  }

  @Test
  void aFolderOfObjectsIsNoObject() throws IOException {
    ObjectStore store = store();
    put(store, "users/ada/uploads/a", "a");
    assertThat(store.head(new ObjectKey("users/ada"))).isEmpty();
    assertThat(store.delete(new ObjectKey("users/ada"))).isFalse();
    assertThat(store.head(new ObjectKey("users/ada/uploads/a/b"))).isEmpty();
  }

  @Test
  void aSecondPutReplacesTheFirstWhole() throws IOException {
    ObjectStore store = store();
    put(store, "a/b", "a rather long first version");
    put(store, "a/b", "short");
    assertThat(store.read(new ObjectKey("a/b"))).isEqualTo(bytes("short"));
  }

  @Test
  void aDeletedObjectIsGone() throws IOException {
    ObjectStore store = store();
    store.put(KEY, stream(BYTES), 1_000);
    assertThat(store.delete(KEY)).isTrue();
    assertThat(store.head(KEY)).isEmpty();
    assertThat(store.delete(KEY)).isFalse();
  }

  @Test
  void stagedBytesAreCountedAndHashedAndUnseenUntilTheyArePlaced() throws IOException {
    ObjectStore store = store();
    try (Staged staged = store.stage(stream(bytes("abc")), 3)) {
      assertThat(staged.size()).isEqualTo(3);
      // FIPS 180-4's example.
      assertThat(staged.sha256())
          .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
      assertThat(staged.path()).hasBinaryContent(bytes("abc"));
      assertThat(store.list("", "", 10)).isEmpty();
      store.place(staged, KEY, "image/png");
    }
    assertThat(store.read(KEY)).isEqualTo(bytes("abc"));
  }

  @Test
  void stagedBytesThatAreNotPlacedLeaveNothing() throws IOException {
    ObjectStore store = store();
    Path path;
    try (Staged staged = store.stage(stream(BYTES), 1_000)) {
      path = staged.path();
    }
    assertThat(path).doesNotExist();
    assertThat(store.list("", "", 10)).isEmpty();
  }

  @Test
  void oneByteTooManyIsRefusedAndTheOldObjectStays() throws IOException {
    ObjectStore store = store();
    store.put(KEY, stream(BYTES), BYTES.length);
    assertThatExceptionOfType(Problem.class)
        .isThrownBy(() -> store.put(KEY, stream(new byte[100_001]), 100_000))
        .satisfies(problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.TOO_LARGE));
    assertThat(store.read(KEY)).isEqualTo(BYTES);
    assertThat(store.list("", "", 10)).hasSize(1);
  }

  @Test
  void anEndlessSourceIsCutOffAtTheLimit() {
    var endless = new BrokenStream(Long.MAX_VALUE);
    assertThatExceptionOfType(Problem.class)
        .isThrownBy(() -> store().put(KEY, endless, 1_000_000))
        .satisfies(problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.TOO_LARGE));
    assertThat(endless.given()).isLessThan(1_200_000);
  }

  @Test
  void aSourceThatBreaksLeavesNothingAndTheOldObjectStays() throws IOException {
    ObjectStore store = store();
    store.put(KEY, stream(BYTES), 1_000);
    InputStream broken = new BrokenStream(50_000);
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> store.put(KEY, broken, 100_000))
        .withMessage("the line was cut");
    assertThat(store.read(KEY)).isEqualTo(BYTES);
    assertThat(store.list("", "", 10)).hasSize(1);
  }

  @Test
  void objectsAreListedInTheOrderOfTheirKeysAPageAtATime() throws IOException {
    ObjectStore store = store();
    for (String key : List.of("a/b", "a-b", "a.b", "a/c/d", "b", "a/b.c", "B", "ab")) {
      put(store, key, key);
    }
    List<String> sorted = List.of("B", "a-b", "a.b", "a/b", "a/b.c", "a/c/d", "ab", "b");
    assertThat(keysOf(store.list("", "", 100))).isEqualTo(sorted);
    var paged = new ArrayList<String>();
    String after = "";
    while (true) {
      List<String> page = keysOf(store.list("", after, 3));
      if (page.isEmpty()) {
        break;
      }
      paged.addAll(page);
      after = page.getLast();
    }
    assertThat(paged).isEqualTo(sorted);
  }

  @Test
  void aPrefixIsTextAndNotAFolder() throws IOException {
    ObjectStore store = store();
    for (String key : List.of("users/ada/a", "users/ada2/b", "users/bob/c")) {
      put(store, key, key);
    }
    assertThat(keysOf(store.list("users/ada", "", 10)))
        .containsExactly("users/ada/a", "users/ada2/b");
    assertThat(keysOf(store.list("users/ada/", "", 10))).containsExactly("users/ada/a");
    assertThat(keysOf(store.list("users/", "users/ada/a", 10)))
        .containsExactly("users/ada2/b", "users/bob/c");
    assertThat(store.list("users/../", "", 10)).isEmpty();
    assertThat(store.list("nobody", "", 10)).isEmpty();
  }

  @Test
  void whoReadsWhileOthersWriteSeesOneWholeVersion() throws Exception {
    ObjectStore store = store();
    byte[] ones = "1".repeat(200_000).getBytes(StandardCharsets.UTF_8);
    byte[] twos = "2".repeat(200_000).getBytes(StandardCharsets.UTF_8);
    store.put(KEY, stream(ones), ones.length);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> writers = new ArrayList<>();
      for (byte[] version : List.of(ones, twos)) {
        writers.add(
            threads.submit(() -> {
              for (int i = 0; i < 10; i++) {
                store.put(KEY, stream(version), version.length);
              }
              return null;
            }));
      }
      for (int i = 0; i < 50; i++) {
        assertThat(store.read(KEY))
            .satisfiesAnyOf(
                seen -> assertThat(seen).isEqualTo(ones), seen -> assertThat(seen).isEqualTo(twos));
      }
      for (Future<?> writer : writers) {
        writer.get();
      }
    }
  }
}
