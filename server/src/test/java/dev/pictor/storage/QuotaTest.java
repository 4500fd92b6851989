package dev.pictor.storage;

import static dev.pictor.storage.TestStorage.ADA;
import static dev.pictor.storage.TestStorage.EVE;
import static dev.pictor.storage.TestStorage.PICTURE;
import static dev.pictor.storage.TestStorage.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pictor.platform.Problem;
import dev.pictor.platform.Problem.Kind;
import dev.pictor.storage.Allowances.Allowance;
import dev.pictor.storage.Allowances.Used;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A7: bytes and files that a user may keep.
class QuotaTest {
  @TempDir private static Path folder;
  private static TestStorage test;

  @BeforeAll
  static void open() throws SQLException {
    test = new TestStorage(folder.resolve("objects"));
  }

  @BeforeEach
  void clear() throws IOException {
    test.clear();
    test.allowance = new Allowance(20, 3);
  }

  @AfterAll
  static void close() {
    test.close();
  }

  private static Used used() {
    return test.objects.standing(ADA).used();
  }

  /// What is there, counted anew.
  private static Used counted() {
    return test.database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery(
                    """
                    select coalesce(sum(size), 0) as bytes, count(*) as files from storage_object
                    where owner = :owner and state = 'confirmed'
                    """)
                .bind("owner", ADA.value())
                .map((row, _) -> new Used(row.getLong("bytes"), row.getLong("files")))
                .one());
  }

  private static void assertFull(Runnable attempt) {
    assertThatExceptionOfType(Problem.class)
        .isThrownBy(attempt::run)
        .satisfies(problem -> {
          assertThat(problem.kind()).isEqualTo(Kind.STORAGE_QUOTA_EXCEEDED);
          assertThat(problem.kind().status()).isEqualTo(413);
          assertThat(problem.detail()).contains("Delete");
        });
  }

  private static StoredObject add(String text) {
    try {
      return test.add(ADA, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void theLastByteIsTakenAndOneMoreIsNot() {
    add("0123456789");
    add("9876543210");
    assertThat(used()).isEqualTo(new Used(20, 2));
    assertFull(() -> add("x"));
    assertThat(used()).isEqualTo(new Used(20, 2)).isEqualTo(counted());
  }

  @Test
  void theLastFileIsTakenAndOneMoreIsNot() {
    add("a");
    add("b");
    add("c");
    assertFull(() -> add("d"));
    assertThat(used()).isEqualTo(new Used(3, 3));
  }

  @Test
  void whatIsDeletedMakesRoom() {
    StoredObject first = add("0123456789");
    add("9876543210");
    assertThat(test.objects.delete(ADA, first.key())).isTrue();
    assertThat(test.objects.delete(ADA, first.key())).as("twice is once").isFalse();
    assertThat(used()).isEqualTo(new Used(10, 1));
    add("abcdefghij");
  }

  @Test
  void anUploadCountsWhenItIsConfirmedAndOnlyOnce() {
    StoredObject reserved = test.reserve(ADA, 7);
    StoredObject uploaded = test.upload(reserved, "picture");
    assertThat(used()).isEqualTo(Used.NOTHING);
    test.objects.confirm(uploaded, PICTURE);
    test.objects.confirm(uploaded, PICTURE);
    assertThat(used()).isEqualTo(new Used(7, 1));
  }

  @Test
  void anUploadWithoutRoomStaysUnconfirmedUntilThereIs() {
    StoredObject inTheWay = add("0123456789abcde");
    StoredObject uploaded = test.upload(test.reserve(ADA, 7), "picture");
    assertFull(() -> test.objects.confirm(uploaded, PICTURE));
    assertThat(test.objects.get(ADA, uploaded.key().value()).state())
        .isEqualTo(StoredObject.State.UPLOADED);
    test.objects.delete(ADA, inTheWay.key());
    test.objects.confirm(uploaded, PICTURE);
    assertThat(used()).isEqualTo(new Used(7, 1));
  }

  @Test
  void equalBytesCountForEachOfTheirFiles() throws IOException {
    add("same");
    add("same");
    test.add(EVE, "same");
    assertThat(used()).isEqualTo(new Used(8, 2));
  }

  @Test
  void resultsCountInTheTransactionThatFinishesTheirJob() throws IOException {
    UUID job = UUID.randomUUID();
    StoredObject result;
    try (Staged staged = test.objects.stage(stream("result"), 100)) {
      var made = new JobResults.Made(new ResultName(job, 1, "a.png"), staged, "image/png");
      result = test.objects.results().add(ADA, Place.PRIVATE, made);
    }
    assertThat(used()).isEqualTo(Used.NOTHING);
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() ->
            test.database
                .jdbi()
                .useTransaction(handle -> {
                  test.objects.confirm(handle, result, PICTURE);
                  throw new IllegalStateException("the fence held");
                }));
    assertThat(used()).isEqualTo(Used.NOTHING);
    test.objects.confirm(result, PICTURE);
    assertThat(used()).isEqualTo(new Used(6, 1));
    test.objects.deleteResults(ADA, job);
    assertThat(used()).isEqualTo(Used.NOTHING);
  }

  @Test
  void whatIsWithoutLimitIsNotCountedAgainstOne() {
    test.allowance = new Allowance(-1, -1);
    for (int i = 0; i < 5; i++) {
      add("0123456789");
    }
    assertThat(used()).isEqualTo(new Used(50, 5));
    test.allowance = new Allowance(-1, 0);
    assertFull(() -> add("x"));
  }

  @Test
  void whoComesAtOnceCannotPassTheLimitTogether() throws Exception {
    test.allowance = new Allowance(50, 1_000);
    var barrier = new CyclicBarrier(12);
    var refused = new AtomicInteger();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all = new ArrayList<Future<?>>();
      for (int i = 0; i < 12; i++) {
        String text = "ten bytes" + (char) ('a' + i);
        all.add(
            threads.submit(() -> {
              barrier.await();
              try {
                return test.add(ADA, text);
              } catch (Problem e) {
                return refused.incrementAndGet();
              }
            }));
      }
      for (Future<?> each : all) {
        each.get();
      }
    }
    assertThat(refused.get()).isEqualTo(7);
    assertThat(used()).isEqualTo(new Used(50, 5)).isEqualTo(counted());
  }

  /// Whoever adds, shares, deletes and clears at once, the count stays what is there.
  @Test
  void theCountIsExactWhateverHappensAtOnce() throws Exception {
    test.allowance = new Allowance(400, 40);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all = new ArrayList<Future<?>>();
      for (int user = 0; user < 4; user++) {
        int seed = user;
        all.add(threads.submit(() -> addAndDelete(new Random(seed))));
      }
      for (Future<?> each : all) {
        each.get();
      }
    }
    Used left = counted();
    assertThat(used()).isEqualTo(left);
    assertThat(test.objects.deleteAll(ADA)).isEqualTo(left.files());
    assertThat(used()).isEqualTo(Used.NOTHING);
  }

  private static Void addAndDelete(Random chance) throws IOException {
    var mine = new ArrayList<StoredObject>();
    for (int i = 0; i < 40; i++) {
      try {
        switch (chance.nextInt(3)) {
          case 0 -> mine.add(test.add(ADA, "text " + chance.nextInt(5)));
          case 1 -> {
            if (!mine.isEmpty()) {
              mine.add(test.objects.share(mine.getFirst(), ADA));
            }
          }
          default -> {
            List<StoredObject> some = mine.subList(0, Math.min(2, mine.size()));
            some.forEach(each -> test.objects.delete(ADA, each.key()));
            some.clear();
          }
        }
      } catch (Problem e) {
        assertThat(e.kind()).isIn(Kind.STORAGE_QUOTA_EXCEEDED, Kind.NOT_FOUND);
      }
    }
    return null;
  }

  @Test
  void anOwnersObjectsAreListedInParts() {
    test.allowance = new Allowance(-1, -1);
    for (int i = 0; i < 5; i++) {
      add("text " + i);
    }
    List<StoredObject> first = test.objects.list(ADA, "", 3);
    List<StoredObject> rest = test.objects.list(ADA, first.getLast().key().value(), 3);
    assertThat(first).hasSize(3);
    assertThat(rest).hasSize(2).doesNotContainAnyElementsOf(first);
    assertThat(test.objects.list(EVE, "", 3)).isEmpty();
  }
}
