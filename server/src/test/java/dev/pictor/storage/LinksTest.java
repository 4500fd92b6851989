package dev.pictor.storage;

import static dev.pictor.storage.TestStorage.ADA;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinksTest {
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

  private static Kind kindOf(Runnable refused) {
    try {
      refused.run();
    } catch (Problem problem) {
      return problem.kind();
    }
    throw new AssertionError("it was not refused");
  }

  private static Kind kindOfUpload(String type, long length, String body) {
    StoredObject reserved = test.reserve(ADA, 7);
    Grant.Upload grant = test.grantOf(reserved);
    Kind kind = kindOf(() -> test.links.receive(grant, type, length, stream(body)));
    assertThat(test.objects.get(ADA, reserved.key().value()).state()).isEqualTo(State.PENDING);
    return kind;
  }

  @Test
  void aLinkIsValidForAsLongAsTheOperatorSays() {
    SignedLink link = test.links.upload(test.reserve(ADA, 7));
    assertThat(link.expiresAt()).isEqualTo(test.clock.instant().plus(Duration.ofMinutes(15)));
    assertThat(StorageSettingsTest.defaults().links().lifetime()).isEqualTo(Duration.ofMinutes(15));
  }

  @Test
  void theHolderOfALinkUploadsWhatWasDeclared() {
    StoredObject reserved = test.reserve(ADA, 7);
    assertThat(test.upload(reserved, "picture").state()).isEqualTo(State.UPLOADED);
    assertThat(test.grantOf(reserved))
        .isEqualTo(
            new Grant.Upload(
                reserved.key(),
                "image/png",
                7,
                true,
                test.clock.instant().plus(Duration.ofMinutes(15))));
  }

  /// A length of -1 is a request without the header; then the bytes are counted as they come.
  @ParameterizedTest
  @CsvSource({
    "image/jpeg, 7, picture, BAD_SIGNATURE",
    "text/html, 7, picture, BAD_SIGNATURE",
    ", 7, picture, BAD_SIGNATURE",
    "image/png, 8, pictures, BAD_SIGNATURE",
    "image/png, 6, pictur, BAD_SIGNATURE",
    "image/png, 0, '', BAD_SIGNATURE",
    "image/png, -1, pictures, TOO_LARGE",
    "image/png, -1, pictur, UPLOAD_MISMATCH",
    "image/png, -1, '', UPLOAD_MISMATCH",
    "image/png, 7, pictures, TOO_LARGE",
    "image/png, 7, pictur, UPLOAD_MISMATCH",
  })
  void anUploadThatIsNotWhatWasDeclaredIsRefused(
      String type, long length, String body, Kind expected) throws IOException {
    assertThat(kindOfUpload(type, length, body)).isEqualTo(expected);
    assertThat(test.files()).isEmpty();
  }

  @Test
  void anUploadThatBreaksOffIsRefusedAndMayBeSentAgain() throws IOException {
    StoredObject reserved = test.reserve(ADA, 7);
    Grant.Upload grant = test.grantOf(reserved);
    InputStream broken = new BrokenStream(3);
    assertThat(kindOf(() -> test.links.receive(grant, "image/png", 7, broken)))
        .isEqualTo(Kind.MALFORMED_REQUEST);
    assertThat(test.files()).isEmpty();
    assertThat(test.upload(reserved, "picture").bytes().size()).isEqualTo(7);
  }

  @Test
  void anUploadMayBeRepeatedUntilItIsConfirmed() {
    StoredObject reserved = test.reserve(ADA, 7);
    test.upload(reserved, "picture");
    StoredObject second = test.upload(reserved, "pikture");
    assertThat(test.textOf(second)).isEqualTo("pikture");
  }

  @Test
  void whatIsNotConfirmedIsNotServed() {
    StoredObject uploaded = test.upload(test.reserve(ADA, 7), "picture");
    Grant.Download grant = test.grantOf(test.links.show(uploaded));
    assertThat(kindOf(() -> test.links.serve(grant))).isEqualTo(Kind.NOT_FOUND);
  }

  /// I3: a file that is a picture and a page at once is served as the picture that its magic bytes
  /// say, by name and in a sandbox, whatever its uploader said.
  @Test
  void aPictureIsServedAsNothingButAPicture() throws IOException {
    StoredObject reserved =
        test.objects.reserve(
            ADA,
            new StoredObject.Declared("<script>\".html", "text/html", 14),
            test.links.lifetime());
    StoredObject uploaded =
        test.links.receive(test.grantOf(reserved), "text/html", 14, stream("<script></scri"));
    StoredObject object = test.objects.confirm(uploaded, PICTURE);
    try (Download download = test.links.serve(test.grantOf(test.links.show(object)))) {
      assertThat(download.mediaType()).isEqualTo("image/png");
      assertThat(download.size()).isEqualTo(14);
      assertThat(download.body()).hasContent("<script></scri");
      assertThat(download.headers())
          .containsEntry("Content-Type", "image/png")
          .containsEntry("X-Content-Type-Options", "nosniff")
          .containsEntry("Content-Security-Policy", "default-src 'none'; sandbox")
          .containsEntry(
              "Content-Disposition",
              "inline; filename=\"_script__.html\"; filename*=UTF-8''%3Cscript%3E%22.html")
          .containsEntry("ETag", download.etag());
    }
  }

  @Test
  void aLinkToSaveCarriesTheNameToSaveUnder() throws IOException {
    StoredObject object = test.add(ADA, "picture");
    SignedLink link = test.links.save(object, "Käse sketch.png");
    try (Download download = test.links.serve(test.grantOf(link))) {
      assertThat(download.headers().get("Content-Disposition"))
          .isEqualTo(
              "attachment; filename=\"K_se sketch.png\"; filename*=UTF-8''K%C3%A4se%20sketch.png");
    }
  }

  @Test
  void aLinkToWhatWasDeletedFindsNothing() throws IOException {
    StoredObject object = test.add(ADA, "picture");
    Grant.Download grant = test.grantOf(test.links.show(object));
    test.objects.delete(ADA, object.key());
    assertThat(kindOf(() -> test.links.serve(grant))).isEqualTo(Kind.NOT_FOUND);
  }

  @Test
  void aLinkOfFifteenMinutesAgoIsRefused() throws IOException {
    StoredObject object = test.add(ADA, "picture");
    SignedLink link = test.links.show(object);
    test.clock.advance(Duration.ofMinutes(15));
    assertThatExceptionOfType(Problem.class)
        .isThrownBy(() -> test.grantOf(link))
        .satisfies(problem -> assertThat(problem.kind()).isEqualTo(Kind.BAD_SIGNATURE));
  }
}
