package dev.pictor.storage;

import static dev.pictor.storage.TestStorage.ADA;
import static dev.pictor.storage.TestStorage.EVE;
import static dev.pictor.storage.TestStorage.PICTURE;
import static dev.pictor.storage.TestStorage.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pictor.platform.Problem;
import dev.pictor.platform.Problem.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Our own addresses, given back to us as inputs.
class OwnUrlsTest {
  private static final String HERE = "https://pictor.example";

  @TempDir private static Path folder;
  private static TestStorage test;
  private static OwnUrls own;

  @BeforeAll
  static void open() throws SQLException {
    test = new TestStorage(folder.resolve("objects"));
    own = test.storage.ownUrls();
  }

  @BeforeEach
  void clear() throws IOException {
    test.clear();
  }

  @AfterAll
  static void close() {
    test.close();
  }

  private static void assertRefused(Kind kind, String url) {
    assertThatExceptionOfType(Problem.class)
        .as(url)
        .isThrownBy(() -> own.find(ADA, url))
        .satisfies(problem -> assertThat(problem.kind()).isEqualTo(kind));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", HERE, "HTTPS://PICTOR.example", "http://10.0.0.7:8080"})
  void aSignedLinkOpensWhatItLeadsToForWhoeverHoldsItUnderAnyNameOfTheHost(String host)
      throws IOException {
    StoredObject object = test.add(ADA, "picture");
    String link = host + test.links.show(object).target();
    assertThat(own.find(ADA, link)).contains(object);
    assertThat(own.find(EVE, link)).contains(object);
  }

  @Test
  void aLinkThatWasChangedOrHasExpiredOpensNothing() throws IOException {
    StoredObject object = test.add(ADA, "picture");
    String link = HERE + test.links.show(object).target();
    assertRefused(Kind.BAD_SIGNATURE, link.replaceFirst("signature=....", "signature=AAAA"));
    assertRefused(Kind.BAD_SIGNATURE, link.replace("disposition=inline", "disposition=attachment"));
    StoredObject other = test.add(EVE, "hers");
    assertRefused(Kind.BAD_SIGNATURE, link.replace(object.key().value(), other.key().value()));
    test.clock.advance(Duration.ofMinutes(15));
    assertRefused(Kind.BAD_SIGNATURE, link);
  }

  @Test
  void aLinkToWhatWasDeletedFindsNothing() throws IOException {
    StoredObject object = test.add(ADA, "picture");
    String link = HERE + test.links.show(object).target();
    test.objects.delete(ADA, object.key());
    assertRefused(Kind.NOT_FOUND, link);
  }

  @Test
  void aLinkToUploadOpensNothing() {
    assertRefused(Kind.BAD_SIGNATURE, HERE + test.links.upload(test.reserve(ADA, 7)).target());
  }

  @Test
  void anAddressWithoutSignatureNamesOnesOwnOnly() throws IOException {
    StoredObject mine = test.add(ADA, "mine");
    StoredObject hers = test.add(EVE, "hers");
    assertThat(own.find(ADA, HERE + "/objects/" + mine.key())).contains(mine);
    assertThat(own.find(ADA, "http://another.name/objects/" + mine.key())).contains(mine);
    assertRefused(Kind.NOT_FOUND, HERE + "/objects/" + hers.key());
    assertRefused(Kind.NOT_FOUND, HERE + "/objects/users/../x");
    StoredObject reserved = test.reserve(ADA, 7);
    assertThat(own.find(ADA, HERE + "/objects/" + reserved.key())).contains(reserved);
  }

  @Test
  void whatEverybodyMayReadIsReadByItsLastingLink() throws IOException {
    StoredObject shown;
    try (Staged staged = test.objects.stage(stream("shown"), 100)) {
      shown = test.objects.add(EVE, Place.RENDERS, staged, "a.png", PICTURE);
    }
    StoredObject hidden = test.add(EVE, "hidden");
    assertThat(own.find(ADA, HERE + test.links.lasting(shown))).contains(shown);
    assertRefused(Kind.NOT_FOUND, HERE + "/public/" + hidden.key());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://elsewhere.example/a.png",
        "https://elsewhere.example/objects/users/a/uploads/b.png",
        "https://elsewhere.example/objects/users/a?signature=abc",
        "https://elsewhere.example/public/renders/a.png",
        "https://pictor.example.evil.example/objects/a",
        "https://pictor.example@evil.example/objects/a",
        "https://pictor.example:8443/objects/a",
        "http://pictor.example/objects/a",
        "https://pictor.example/about",
        "data:image/png;base64,AAAA",
        "not a url",
        "https://a b/"
      })
  void whatLeadsElsewhereIsLeftToTheFetcher(String url) {
    assertThat(own.find(ADA, url)).isEmpty();
  }

  @Test
  void aSharedPictureIsTheReadersOwnAndOutlivesTheFirst() throws Exception {
    StoredObject hers = test.add(EVE, "picture");
    StoredObject mine = test.objects.share(hers, ADA);
    assertThat(mine.owner()).isEqualTo(ADA);
    assertThat(test.files()).as("no bytes were copied").hasSize(1);
    test.objects.delete(EVE, hers.key());
    test.clock.advance(Duration.ofHours(2));
    test.run("blob-sweeper");
    assertThat(test.textOf(mine)).isEqualTo("picture");
    assertThat(test.objects.standing(ADA).used()).isEqualTo(new Allowances.Used(7, 1));
  }
}
