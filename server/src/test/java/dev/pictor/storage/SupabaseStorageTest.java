package dev.pictor.storage;

import static dev.pictor.storage.TestStorage.ADA;
import static dev.pictor.storage.TestStorage.EVE;
import static dev.pictor.storage.TestStorage.PICTURE;
import static dev.pictor.storage.TestStorage.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pictor.platform.Problem;
import dev.pictor.testkit.SettableClock;
import dev.pictor.testkit.SupabaseSimulator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Objects in a Supabase project: what clients do past this service with the links they have.
class SupabaseStorageTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir private static Path folder;
  private static SupabaseSimulator server;
  private static TestStorage test;

  @BeforeAll
  static void start() throws Exception {
    server = SupabaseSimulator.start();
    server.addBucket("profile_photos", true, 1_000_000);
    server.addBucket("user_assets", false, 1_000_000);
    server.addBucket("renders", true, 1_000_000);
    test =
        new TestStorage(
            folder.resolve("objects"),
            StorageSettingsTest.read(server.environment()),
            new SettableClock(Instant.now()));
  }

  @AfterAll
  static void stop() {
    test.close();
    server.close();
  }

  @BeforeEach
  void clear() throws IOException {
    test.clear();
    test.clock.set(Instant.now());
  }

  private static int put(String url, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "image/png")
            .PUT(BodyPublishers.ofString(body))
            .build();
    return HTTP.send(request, BodyHandlers.ofString()).statusCode();
  }

  private static HttpResponse<String> get(String url) throws Exception {
    return HTTP.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
  }

  private static StoredObject add(Place place, String text) throws IOException {
    try (Staged staged = test.objects.stage(stream(text), 100)) {
      return test.objects.add(ADA, place, staged, "a.png", PICTURE);
    }
  }

  @Test
  void anUploadGoesStraightToTheProjectAndIsLookedAtWhenItIsConfirmed() throws Exception {
    StoredObject reserved = test.reserve(ADA, 7);
    String link = test.links.upload(reserved).target();
    assertThat(put(link.replaceFirst("token=....", "token=AAAA"), "picture")).isEqualTo(400);
    assertThat(put(link, "much longer")).as("Supabase signs no length").isEqualTo(200);
    assertThatExceptionOfType(Problem.class)
        .isThrownBy(() -> test.storage.arrivals().find(reserved))
        .satisfies(problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.UPLOAD_MISMATCH));
    assertThat(put(link, "picture")).as("and once more").isEqualTo(200);
    try (Staged staged = test.storage.arrivals().find(reserved).orElseThrow()) {
      StoredObject confirmed = test.storage.arrivals().accept(reserved, staged, PICTURE);
      assertThat(test.textOf(confirmed)).isEqualTo("picture");
    }
    assertThat(test.run("discard-sweeper")).isEqualTo(1);
    assertThat(test.store(Place.PRIVATE).list("incoming/", "", 10)).isEmpty();
  }

  @Test
  void aLinkToReadIsMadeOnceAndValidForAtLeastAsLongAsWasSaid() throws Exception {
    StoredObject object = add(Place.PRIVATE, "picture");
    String link = test.links.show(object).target();
    int before = server.requests();
    assertThat(test.links.show(object).target()).isEqualTo(link);
    assertThat(server.requests()).as("no trip for the second").isEqualTo(before);
    HttpResponse<String> shown = get(link);
    assertThat(shown.body()).isEqualTo("picture");
    assertThat(shown.headers().firstValue("Content-Type")).hasValue("image/png");
    assertThat(get(link.replaceFirst("token=....", "token=AAAA")).statusCode()).isEqualTo(400);
    HttpResponse<String> saved = get(test.links.save(object, "mine.png").target());
    assertThat(saved.headers().firstValue("Content-Disposition"))
        .hasValue("attachment; filename=\"mine.png\"");
  }

  @Test
  void whatEverybodyMayReadIsReadWithoutALinkAndOnlyThat() throws Exception {
    String shown = test.links.lasting(add(Place.RENDERS, "shown"));
    assertThat(get(shown).body()).isEqualTo("shown");
    StoredObject asset = add(Place.USER_ASSETS, "asset");
    String guessed =
        server.uri()
            + "/storage/v1/object/public/user_assets/"
            + Blobs.keyOf(asset.bytes().sha256());
    assertThat(get(guessed).statusCode()).isEqualTo(404);
  }

  @Test
  void aLinkOfOursIsKnownAgainWithoutATrip() throws Exception {
    StoredObject object = add(Place.PRIVATE, "picture");
    StoredObject shown = add(Place.RENDERS, "shown");
    String link = test.links.save(object, "a b.png").target();
    OwnUrls own = test.storage.ownUrls();
    int before = server.requests();
    assertThat(own.find(EVE, link)).contains(object);
    assertThat(own.find(EVE, test.links.lasting(shown))).contains(shown);
    String changed = link.replaceFirst("token=....", "token=AAAA");
    String unmarked = link.substring(0, link.indexOf("&pictor="));
    for (String refused : new String[] {changed, unmarked}) {
      assertThatExceptionOfType(Problem.class)
          .isThrownBy(() -> own.find(ADA, refused))
          .satisfies(problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.BAD_SIGNATURE));
    }
    test.clock.advance(Duration.ofMinutes(31));
    assertThatExceptionOfType(Problem.class)
        .isThrownBy(() -> own.find(ADA, link))
        .withMessageContaining("expired");
    assertThat(server.requests()).isEqualTo(before);
  }

  @Test
  void aDeletionOutlivesAProjectThatIsAway() throws Exception {
    StoredObject object = add(Place.PRIVATE, "picture");
    server.goAway();
    try {
      assertThat(test.objects.delete(ADA, object.key())).isTrue();
      test.clock.advance(Duration.ofHours(2));
      assertThatExceptionOfType(Problem.class).isThrownBy(() -> test.run("blob-sweeper"));
    } finally {
      server.comeBack();
    }
    assertThat(test.run("blob-sweeper")).isEqualTo(1);
    assertThat(test.store(Place.PRIVATE).list("", "", 10)).isEmpty();
  }
}
