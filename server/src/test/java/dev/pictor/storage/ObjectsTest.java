package dev.pictor.storage;

import static dev.pictor.storage.TestStorage.ADA;
import static dev.pictor.storage.TestStorage.EVE;
import static dev.pictor.storage.TestStorage.PICTURE;
import static dev.pictor.storage.TestStorage.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pictor.platform.Problem;
import dev.pictor.platform.Problem.Kind;
import dev.pictor.storage.StoredObject.State;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ObjectsTest {
  private static final UUID JOB = UUID.fromString("01940000-0000-7000-8000-000000000001");

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

  private static void assertRefused(Kind kind, Runnable attempt) {
    assertThatExceptionOfType(Problem.class)
        .isThrownBy(attempt::run)
        .satisfies(problem -> assertThat(problem.kind()).isEqualTo(kind));
  }

  @Test
  void aReservedObjectHasAKeyOfItsOwnersAndNothingOfTheFileNameInIt() {
    StoredObject object = test.reserve(ADA, 10);
    assertThat(object.key().value()).matches("users/" + ADA + "/uploads/[0-9a-f-]{36}\\.png");
    assertThat(object.state()).isEqualTo(State.PENDING);
    assertThat(object.expiresAt())
        .isEqualTo(test.clock.instant().plus(Duration.ofMinutes(15)).plus(Duration.ofHours(1)));
    assertThat(test.objects.get(ADA, object.key().value())).isEqualTo(object);
    assertThat(test.reserve(ADA, 10).key()).isNotEqualTo(object.key());
  }

  @Test
  void anUploadGoesFromReservedToConfirmed() throws IOException {
    StoredObject reserved = test.reserve(ADA, 7);
    StoredObject uploaded = test.upload(reserved, "picture");
    assertThat(uploaded.state()).isEqualTo(State.UPLOADED);
    assertThat(uploaded.bytes().size()).isEqualTo(7);
    StoredObject confirmed = test.objects.confirm(uploaded, PICTURE);
    assertThat(confirmed.state()).isEqualTo(State.CONFIRMED);
    assertThat(confirmed.accepted()).isEqualTo(PICTURE);
    assertThat(confirmed.expiresAt()).isNull();
    assertThat(test.textOf(confirmed)).isEqualTo("picture");
    try (InputStream in = test.objects.open(confirmed);
        LocalFile file = test.objects.local(confirmed)) {
      assertThat(in).hasContent("picture");
      assertThat(file.path()).hasContent("picture");
    }
  }

  @Test
  void whatOthersHaveDoesNotExist() throws IOException {
    StoredObject object = test.add(ADA, "picture");
    String key = object.key().value();
    assertThat(test.objects.find(EVE, key)).isEmpty();
    assertRefused(Kind.NOT_FOUND, () -> test.objects.get(EVE, key));
    assertThat(test.objects.delete(EVE, object.key())).isFalse();
    assertThat(test.objects.get(ADA, key)).isEqualTo(object);
  }

  /// Somebody who knows the hash of a picture, or brings the same one, learns nothing of who else
  /// has it.
  @Test
  void neitherAHashNorTheSameBytesOpenWhatOthersHave() throws IOException {
    StoredObject adas = test.add(ADA, "a secret picture");
    String sha256 = adas.bytes().sha256();
    for (String guess :
        List.of(sha256, Blobs.keyOf(sha256).value(), "users/" + EVE + "/uploads/" + sha256)) {
      assertThat(test.objects.find(EVE, guess)).isEmpty();
    }
    StoredObject eves = test.add(EVE, "a secret picture");
    assertThat(eves.key()).isNotEqualTo(adas.key());
    assertThat(eves.createdAt()).isEqualTo(test.clock.instant());
    assertThat(test.objects.delete(EVE, eves.key())).isTrue();
    assertThat(test.textOf(test.objects.get(ADA, adas.key().value())))
        .isEqualTo("a secret picture");
  }

  /// A6.
  @ParameterizedTest
  @MethodSource("dev.pictor.storage.HostileKeys#all")
  void aKeyThatClimbsIsAnObjectThatDoesNotExist(String key) {
    assertRefused(Kind.NOT_FOUND, () -> test.objects.get(ADA, key));
  }

  @Test
  void equalBytesAreKeptOnceAndUntilTheLastObjectThatHasThemIsGone() throws Exception {
    StoredObject first = test.add(ADA, "same");
    StoredObject second = test.add(EVE, "same");
    assertThat(test.files()).hasSize(1);
    assertThat(test.count("storage_blob")).isEqualTo(1);
    test.objects.delete(ADA, first.key());
    test.clock.advance(Duration.ofHours(2));
    assertThat(test.run("blob-sweeper")).isZero();
    assertThat(test.textOf(second)).isEqualTo("same");
    test.objects.delete(EVE, second.key());
    test.clock.advance(Duration.ofMinutes(59));
    assertThat(test.run("blob-sweeper")).isZero();
    test.clock.advance(Duration.ofMinutes(2));
    assertThat(test.run("blob-sweeper")).isEqualTo(1);
    assertThat(test.files()).isEmpty();
  }

  @Test
  void bytesThatCameAfterTheLookAreNotConfirmed() {
    StoredObject reserved = test.reserve(ADA, 7);
    StoredObject seen = test.upload(reserved, "picture");
    test.upload(reserved, "anothe!");
    assertRefused(Kind.CONFLICT, () -> test.objects.confirm(seen, PICTURE));
    assertThat(test.objects.get(ADA, seen.key().value()).state()).isEqualTo(State.UPLOADED);
  }

  @Test
  void aConfirmedObjectNeverChanges() {
    StoredObject reserved = test.reserve(ADA, 7);
    StoredObject uploaded = test.upload(reserved, "picture");
    StoredObject confirmed = test.objects.confirm(uploaded, PICTURE);
    assertRefused(Kind.CONFLICT, () -> test.upload(reserved, "anothe!"));
    assertThat(test.objects.confirm(uploaded, PICTURE)).isEqualTo(confirmed);
    assertThat(test.textOf(test.objects.get(ADA, reserved.key().value()))).isEqualTo("picture");
  }

  @Test
  void whatWasDeletedWhileItWasLookedAtIsNotConfirmed() {
    StoredObject uploaded = test.upload(test.reserve(ADA, 7), "picture");
    test.objects.delete(ADA, uploaded.key());
    assertRefused(Kind.NOT_FOUND, () -> test.objects.confirm(uploaded, PICTURE));
  }

  @Test
  void anUploadThatWasDeletedMeanwhileIsNotFound() throws IOException {
    StoredObject reserved = test.reserve(ADA, 7);
    Grant.Upload grant = test.grantOf(reserved);
    assertThat(test.objects.delete(ADA, reserved.key())).isTrue();
    assertRefused(
        Kind.NOT_FOUND, () -> test.links.receive(grant, "image/png", 7, stream("picture")));
    assertThat(test.files()).isEmpty();
  }

  @Test
  void everyAttemptOfAJobHasKeysOfItsOwnAndWritesThemOnce() throws IOException {
    StoredObject first = addResult(1, "by a zombie");
    StoredObject second = addResult(2, "by its successor");
    assertThat(first.key().value()).isEqualTo("users/" + ADA + "/results/" + JOB + "/1/sketch.png");
    assertThat(second.key().value()).endsWith("/2/sketch.png");
    assertThatExceptionOfType(Problem.class)
        .isThrownBy(() -> addResult(2, "written again"))
        .satisfies(problem -> assertThat(problem.kind()).isEqualTo(Kind.CONFLICT));
    assertThat(test.textOf(second)).isEqualTo("by its successor");
  }

  private static StoredObject addResult(int attempt, String text) throws IOException {
    try (Staged staged = test.objects.stage(stream(text), 1_000)) {
      var name = new ResultName(JOB, attempt, "sketch.png");
      return test.objects
          .results()
          .add(ADA, Place.PRIVATE, new JobResults.Made(name, staged, "image/png"));
    }
  }

  @Test
  void aResultIsKeptByTheTransactionThatFinishesItsJobOrNotAtAll() throws Exception {
    StoredObject lost = addResult(1, "by a zombie");
    StoredObject kept = addResult(2, "by its successor");
    test.database.jdbi().useTransaction(handle -> test.objects.confirm(handle, kept, PICTURE));
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() ->
            test.database
                .jdbi()
                .useTransaction(handle -> {
                  test.objects.confirm(handle, lost, PICTURE);
                  throw new IllegalStateException("the fence held");
                }));
    test.clock.advance(Duration.ofHours(25));
    assertThat(test.run("upload-sweeper")).isEqualTo(1);
    assertThat(test.objects.find(ADA, lost.key().value())).isEmpty();
    assertThat(test.objects.get(ADA, kept.key().value()).state()).isEqualTo(State.CONFIRMED);
  }

  @Test
  void allResultsOfAnAttemptAreAddedOrNone() throws IOException {
    try (Staged one = test.objects.stage(stream("one"), 1_000);
        Staged two = test.objects.stage(stream("two"), 1_000);
        Staged same = test.objects.stage(stream("one"), 1_000)) {
      var made = List.of(made("a.png", one), made("b.png", two), made("c.png", same));
      List<StoredObject> added = test.objects.results().add(ADA, Place.PRIVATE, made);
      assertThat(added).extracting(test::textOf).containsExactly("one", "two", "one");
      for (StoredObject each : added) {
        assertThat(test.objects.find(ADA, each.key().value())).contains(each);
      }
    }
    try (Staged three = test.objects.stage(stream("three"), 1_000);
        Staged four = test.objects.stage(stream("four"), 1_000)) {
      var made = List.of(made("d.png", three), made("a.png", four));
      assertRefused(Kind.CONFLICT, () -> test.objects.results().add(ADA, Place.PRIVATE, made));
    }
    assertThat(test.objects.results().find(ADA, new ResultName(JOB, 1, "d.png"))).isEmpty();
  }

  @Test
  void allResultsOfAnAttemptStayOrNone() throws IOException {
    StoredObject first = addResult(1, "one");
    StoredObject second = addResult(2, "two");
    assertThat(test.objects.delete(ADA, second.key())).isTrue();
    var both =
        List.of(new JobResults.Accepted(first, PICTURE), new JobResults.Accepted(second, PICTURE));
    assertRefused(
        Kind.NOT_FOUND,
        () ->
            test.database
                .jdbi()
                .useTransaction(handle -> test.objects.results().confirm(handle, ADA, both)));
    assertThat(test.objects.get(ADA, first.key().value()).state()).isEqualTo(State.UPLOADED);
    test.database
        .jdbi()
        .useTransaction(
            handle -> test.objects.results().confirm(handle, ADA, List.of(both.getFirst())));
    assertThat(test.objects.get(ADA, first.key().value()).accepted()).isEqualTo(PICTURE);
  }

  private static JobResults.Made made(String name, Staged staged) {
    return new JobResults.Made(new ResultName(JOB, 1, name), staged, "image/png");
  }

  @Test
  void aJobsResultsGoTogether() throws IOException {
    addResult(1, "one");
    addResult(2, "two");
    StoredObject upload = test.add(ADA, "three");
    int deleted =
        test.database.jdbi().inTransaction(handle -> test.objects.deleteResults(handle, EVE, JOB));
    assertThat(deleted).isZero();
    deleted =
        test.database.jdbi().inTransaction(handle -> test.objects.deleteResults(handle, ADA, JOB));
    assertThat(deleted).isEqualTo(2);
    assertThat(test.count("storage_object")).isEqualTo(1);
    assertThat(test.textOf(upload)).isEqualTo("three");
  }

  @Test
  void whatIsNotConfirmedExpiresAndWhatIsConfirmedStays() throws Exception {
    test.reserve(ADA, 7);
    test.upload(test.reserve(ADA, 7), "picture");
    StoredObject confirmed = test.add(ADA, "another");
    test.clock.advance(Duration.ofMinutes(59));
    assertThat(test.run("upload-sweeper")).isZero();
    test.clock.advance(Duration.ofMinutes(17));
    assertThat(test.run("upload-sweeper")).isEqualTo(2);
    assertThat(test.count("storage_object")).isEqualTo(1);
    test.clock.advance(Duration.ofDays(1_000));
    assertThat(test.run("upload-sweeper")).isZero();
    assertThat(test.textOf(confirmed)).isEqualTo("another");
  }

  @Test
  void ofAFileNameOnlyTheNameIsKept() {
    for (var each :
        List.of(
            List.of("../../etc/passwd", "passwd"),
            List.of("C:\\fakepath\\Käse.png", "Käse.png"),
            List.of("a\r\nSet-Cookie: b", "aSet-Cookie: b"),
            List.of("", "picture"),
            List.of("dir/", "picture"),
            List.of("x".repeat(300), "x".repeat(255)))) {
      var declared = new StoredObject.Declared(each.get(0), "image/png", 7);
      StoredObject object = test.objects.reserve(ADA, declared, Duration.ZERO);
      assertThat(object.declared().filename()).isEqualTo(each.get(1));
    }
  }

  @Test
  void whoeverBringsTheSameBytesAtOnceAllHaveThem() throws Exception {
    int many = 8;
    var barrier = new CyclicBarrier(many);
    var added = new ArrayList<Future<StoredObject>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < many; i++) {
        OwnerId owner = i % 2 == 0 ? ADA : EVE;
        added.add(
            threads.submit(() -> {
              barrier.await();
              return test.add(owner, "the same for all");
            }));
      }
    }
    for (Future<StoredObject> each : added) {
      assertThat(test.textOf(each.get())).isEqualTo("the same for all");
    }
    assertThat(test.files()).hasSize(1);
  }
}
