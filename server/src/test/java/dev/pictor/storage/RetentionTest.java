package dev.pictor.storage;

import static dev.pictor.storage.TestStorage.ADA;
import static dev.pictor.storage.TestStorage.PICTURE;
import static dev.pictor.storage.TestStorage.stream;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How long pictures stay.
class RetentionTest {
  @TempDir private static Path folder;
  private static TestStorage test;

  @BeforeAll
  static void open() throws SQLException {
    test = new TestStorage(folder.resolve("objects"));
  }

  @BeforeEach
  void clear() throws IOException {
    test.clear();
    test.inWork.clear();
    test.kept = Duration.ofDays(30);
  }

  @AfterAll
  static void close() {
    test.close();
  }

  private static boolean isThere(StoredObject object) {
    return test.objects.find(ADA, object.key().value()).isPresent();
  }

  @Test
  void whatNobodyUsedForTheTimeOfThePlanGoes() throws Exception {
    StoredObject old = test.add(ADA, "old");
    test.clock.advance(Duration.ofDays(29));
    StoredObject young = test.add(ADA, "young");
    assertThat(test.run("retention-sweeper")).isZero();
    test.clock.advance(Duration.ofDays(1).plusSeconds(1));
    assertThat(test.run("retention-sweeper")).isEqualTo(1);
    assertThat(isThere(old)).isFalse();
    assertThat(isThere(young)).isTrue();
    assertThat(test.objects.standing(ADA).used()).isEqualTo(new Allowances.Used(5, 1));
    test.clock.advance(Duration.ofHours(2));
    assertThat(test.run("blob-sweeper")).as("the bytes follow").isEqualTo(1);
  }

  @Test
  void zeroIsForEver() throws Exception {
    test.kept = Duration.ZERO;
    StoredObject object = test.add(ADA, "old");
    test.clock.advance(Duration.ofDays(10_000));
    assertThat(test.run("retention-sweeper")).isZero();
    assertThat(isThere(object)).isTrue();
  }

  @Test
  void whatAJobAskedForCountsFromThen() throws Exception {
    StoredObject object = test.add(ADA, "old");
    test.clock.advance(Duration.ofDays(29));
    assertThat(test.objects.use(ADA, object.key())).isTrue();
    test.clock.advance(Duration.ofDays(29));
    assertThat(test.run("retention-sweeper")).isZero();
    test.clock.advance(Duration.ofDays(2));
    assertThat(test.run("retention-sweeper")).isEqualTo(1);
    assertThat(test.objects.use(ADA, object.key())).isFalse();
  }

  @Test
  void whatAnUnfinishedJobNeedsStaysHoweverOld() throws Exception {
    StoredObject needed = test.add(ADA, "needed");
    StoredObject free = test.add(ADA, "free");
    test.inWork.add(needed.key());
    test.clock.advance(Duration.ofDays(90));
    assertThat(test.run("retention-sweeper")).isEqualTo(1);
    assertThat(isThere(needed)).isTrue();
    assertThat(isThere(free)).isFalse();
    test.inWork.clear();
    assertThat(test.run("retention-sweeper")).isEqualTo(1);
    assertThat(isThere(needed)).isFalse();
  }

  @Test
  void picturesOfProjectsStay() throws Exception {
    for (Place place : new Place[] {Place.PROFILE_PHOTOS, Place.USER_ASSETS, Place.RENDERS}) {
      try (Staged staged = test.objects.stage(stream("picture"), 100)) {
        test.objects.add(ADA, place, staged, "a.png", PICTURE);
      }
    }
    test.clock.advance(Duration.ofDays(90));
    assertThat(test.run("retention-sweeper")).isZero();
  }

  @Test
  void moreThanOneBatchGoesInOneRun() throws Exception {
    for (int i = 0; i < 205; i++) {
      test.add(ADA, "text " + i % 3);
    }
    test.clock.advance(Duration.ofDays(31));
    assertThat(test.run("retention-sweeper")).isEqualTo(205);
    assertThat(test.count("storage_object")).isZero();
  }
}
