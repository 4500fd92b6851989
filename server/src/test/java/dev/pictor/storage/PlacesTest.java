package dev.pictor.storage;

import static dev.pictor.storage.TestStorage.ADA;
import static dev.pictor.storage.TestStorage.EVE;
import static dev.pictor.storage.TestStorage.PICTURE;
import static dev.pictor.storage.TestStorage.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pictor.platform.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Objects in places that everybody may read, and in those that only their owner may.
class PlacesTest {
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

  private static StoredObject add(Place place, String text) throws IOException {
    try (Staged staged = test.objects.stage(stream(text), 1_000)) {
      return test.objects.add(ADA, place, staged, "a.png", PICTURE);
    }
  }

  private static void assertNotThere(String key) {
    assertThatExceptionOfType(Problem.class)
        .isThrownBy(() -> test.links.serveLasting(key))
        .satisfies(problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.NOT_FOUND));
  }

  @ParameterizedTest
  @EnumSource
  void anObjectIsFoundAndReadInWhateverPlaceItLies(Place place) throws IOException {
    StoredObject object = add(place, "picture");
    assertThat(object.place()).isEqualTo(place);
    assertThat(test.objects.get(ADA, object.key().value())).isEqualTo(object);
    assertThat(test.objects.find(EVE, object.key().value())).isEmpty();
    assertThat(test.textOf(object)).isEqualTo("picture");
    try (Download download = test.links.serve(test.grantOf(test.links.show(object)))) {
      assertThat(download.body()).hasContent("picture");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"PROFILE_PHOTOS", "RENDERS"})
  void whatIsForAllHasALinkThatStaysTheSame(Place place) throws IOException {
    StoredObject object = add(place, "picture");
    String link = test.links.lasting(object);
    assertThat(link).isEqualTo("/public/" + object.key());
    test.clock.advance(Duration.ofDays(400));
    assertThat(test.links.lasting(object)).isEqualTo(link);
    try (Download download = test.links.serveLasting(object.key().value())) {
      assertThat(download.body()).hasContent("picture");
      assertThat(download.headers())
          .containsEntry("Content-Type", "image/png")
          .containsEntry("X-Content-Type-Options", "nosniff")
          .containsEntry("Cache-Control", "public, max-age=3600");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"PRIVATE", "USER_ASSETS"})
  void whatIsNotForAllHasNoSuchLink(Place place) throws IOException {
    StoredObject object = add(place, "picture");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> test.links.lasting(object));
    assertNotThere(object.key().value());
  }

  @ParameterizedTest
  @MethodSource("dev.pictor.storage.HostileKeys#all")
  void aKeyThatClimbsIsNotPublic(String key) {
    assertNotThere(key);
  }

  @Test
  void aDeletedPictureIsGoneForAllAtOnce() throws IOException {
    StoredObject object = add(Place.RENDERS, "picture");
    assertThat(test.objects.delete(ADA, object.key())).isTrue();
    assertNotThere(object.key().value());
  }

  @Test
  void equalBytesInTwoPlacesAreDeletedEachInItsTime() throws Exception {
    StoredObject mine = add(Place.PRIVATE, "same");
    StoredObject shown = test.objects.copy(mine, ADA, Place.RENDERS, "shown.png");
    assertThat(test.files()).hasSize(2);
    test.objects.delete(ADA, shown.key());
    test.clock.advance(Duration.ofHours(2));
    assertThat(test.run("blob-sweeper")).isEqualTo(1);
    assertThat(test.textOf(mine)).isEqualTo("same");
    assertThat(test.files()).hasSize(1);
  }

  @Test
  void whatACrashLeftInAPlaceIsFoundThere() throws Exception {
    StoredObject object = add(Place.USER_ASSETS, "picture");
    test.database
        .jdbi()
        .useHandle(handle -> {
          handle.execute("delete from storage_object");
          handle.execute("delete from storage_blob");
        });
    Files.setLastModifiedTime(
        test.files().getFirst(), FileTime.from(test.clock.instant().minus(Duration.ofHours(2))));
    assertThat(test.run("orphan-finder")).isEqualTo(1);
    assertThat(test.run("blob-sweeper")).isEqualTo(1);
    assertThat(test.files()).isEmpty();
    assertThat(test.objects.find(ADA, object.key().value())).isEmpty();
  }
}
