package dev.pictor.storage;

import static dev.pictor.storage.TestStorage.ADA;
import static dev.pictor.storage.TestStorage.PICTURE;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pictor.platform.Problem;
import dev.pictor.testkit.S3Server;
import dev.pictor.testkit.SettableClock;
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
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Objects in a real S3 server that checks signatures: what clients do past this service with the
/// links they have, and what is left when something goes away in the middle.
class S3StorageTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String TEXT = "picture";

  @TempDir private static Path folder;
  private static S3Server server;
  private static TestStorage test;

  @BeforeAll
  static void start() throws Exception {
    server = S3Server.start();
    Map<String, String> environment = new HashMap<>(server.environment());
    environment.put("UPLOAD_METHOD", "post");
    test =
        new TestStorage(
            folder.resolve("objects"),
            StorageSettingsTest.read(environment),
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

  private static int put(String url, String type, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", type)
            .PUT(BodyPublishers.ofString(body))
            .build();
    return HTTP.send(request, BodyHandlers.ofString()).statusCode();
  }

  private static HttpResponse<String> get(String url) throws Exception {
    return HTTP.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
  }

  private static StoredObject confirm(StoredObject reserved) {
    try (Staged staged = test.storage.arrivals().find(reserved).orElseThrow()) {
      return test.storage.arrivals().accept(reserved, staged, PICTURE);
    }
  }

  private static ObjectStore store() {
    return test.store(Place.PRIVATE);
  }

  @Test
  void anUploadGoesStraightToTheStoreAndIsConfirmedFromThere() throws Exception {
    StoredObject reserved = test.reserve(ADA, TEXT.length());
    String link = test.links.upload(reserved).target();
    assertThat(link).startsWith(server.uri() + "/" + S3Server.BUCKET + "/incoming/users/" + ADA);
    assertThat(test.storage.arrivals().find(reserved)).as("nothing came yet").isEmpty();
    assertThat(put(link, "image/png", TEXT)).isEqualTo(200);
    StoredObject confirmed = confirm(reserved);
    assertThat(confirmed.state()).isEqualTo(StoredObject.State.CONFIRMED);
    assertThat(test.textOf(confirmed)).isEqualTo(TEXT);
    assertThat(test.run("discard-sweeper")).isEqualTo(1);
    assertThat(store().list("incoming/", "", 10)).isEmpty();
    assertThat(store().list("blobs/", "", 10)).hasSize(1);
    assertThat(test.files()).as("nothing is left on this machine").isEmpty();
  }

  @Test
  void onlyWhatWasDeclaredMayBePut() throws Exception {
    StoredObject reserved = test.reserve(ADA, TEXT.length());
    String link = test.links.upload(reserved).target();
    String other = test.links.upload(test.reserve(ADA, TEXT.length())).target();
    assertThat(put(link.substring(0, link.indexOf('?')), "image/png", TEXT))
        .as("unsigned")
        .isEqualTo(403);
    assertThat(put(link, "image/jpeg", TEXT)).as("another type").isEqualTo(403);
    assertThat(put(link, "image/png", TEXT + "s")).as("one byte more").isEqualTo(403);
    assertThat(put(link, "image/png", "pictur")).as("one byte less").isEqualTo(403);
    assertThat(put(link.replaceFirst("Signature=....", "Signature=0000"), "image/png", TEXT))
        .as("tampered")
        .isEqualTo(403);
    String otherKey = other.substring(0, other.indexOf('?')) + link.substring(link.indexOf('?'));
    assertThat(put(otherKey, "image/png", TEXT)).as("another key").isEqualTo(403);
    assertThat(get(link).statusCode()).as("another method").isEqualTo(403);
    assertThat(test.storage.arrivals().find(reserved)).isEmpty();
  }

  @Test
  void aLinkOfAnotherSecretOpensNothing() throws Exception {
    var environment = new HashMap<>(server.environment());
    environment.put("S3_SECRET", "guessed");
    StorageSettings settings = StorageSettingsTest.read(environment);
    try (var guessed =
        new S3Stores(
            requireNonNull(settings.s3()), settings.buckets(), settings.patience(), test.clock)) {
      DirectLinks links = guessed.at(Place.PRIVATE, new Staging(folder)).links().orElseThrow();
      var key = new ObjectKey("incoming/a");
      Instant end = test.clock.instant().plusSeconds(60);
      var upload = new Grant.Upload(key, "image/png", TEXT.length(), true, end);
      assertThat(put(links.put(key, upload).target(), "image/png", TEXT)).isEqualTo(403);
    }
  }

  @Test
  void aLinkThatHasExpiredOpensNothing() throws Exception {
    var key = new ObjectKey("incoming/b");
    Instant end = test.clock.instant().plusSeconds(1);
    var grant = new Grant.Upload(key, "image/png", TEXT.length(), true, end);
    DirectLinks links = store().links().orElseThrow();
    String link = links.put(key, grant).target();
    String read = links.get(key, "image/png", new Grant.Download(key, false, "a", end)).target();
    Thread.sleep(Duration.ofMillis(2_200));
    assertThat(put(link, "image/png", TEXT)).isEqualTo(403);
    assertThat(get(read).statusCode()).isEqualTo(403);
    test.clock.set(Instant.now());
    assertThatExceptionOfType(Problem.class)
        .isThrownBy(() -> links.keyOf(read))
        .withMessageContaining("expired");
  }

  @Test
  void whatTheStoreLetThroughIsLookedAtAgain() throws Exception {
    StoredObject reserved = test.reserve(ADA, TEXT.length());
    try (Staged longer = test.objects.stage(TestStorage.stream("much longer"), 100)) {
      store().place(longer, ObjectKeys.incoming(reserved.key()), "image/png");
    }
    assertThatExceptionOfType(Problem.class)
        .isThrownBy(() -> test.storage.arrivals().find(reserved))
        .satisfies(problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.UPLOAD_MISMATCH));
  }

  @Test
  void whoeverStillHasTheLinkCannotChangeWhatIsConfirmed() throws Exception {
    StoredObject reserved = test.reserve(ADA, TEXT.length());
    String link = test.links.upload(reserved).target();
    put(link, "image/png", TEXT);
    StoredObject confirmed = confirm(reserved);
    assertThat(put(link, "image/png", "anothe!")).isEqualTo(200);
    assertThat(test.textOf(confirmed)).isEqualTo(TEXT);
    assertThat(test.run("discard-sweeper")).isEqualTo(1);
    assertThat(put(link, "image/png", "anothe!")).isEqualTo(200);
    test.clock.advance(Duration.ofHours(4));
    assertThat(test.run("discard-sweeper")).as("what came late").isEqualTo(1);
    assertThat(store().list("incoming/", "", 10)).isEmpty();
    assertThat(test.count("storage_discard")).isZero();
  }

  @Test
  void aDownloadComesFromTheStoreAsWhatItIsAndUnderItsName() throws Exception {
    StoredObject object = test.add(ADA, TEXT);
    HttpResponse<String> shown = get(test.links.show(object).target());
    assertThat(shown.body()).isEqualTo(TEXT);
    assertThat(shown.headers().firstValue("Content-Type")).hasValue("image/png");
    assertThat(shown.headers().firstValue("Content-Disposition").orElseThrow())
        .startsWith("inline");
    HttpResponse<String> saved = get(test.links.save(object, "Käse & Brot.png").target());
    assertThat(saved.headers().firstValue("Content-Disposition"))
        .hasValue(
            "attachment; filename=\"K_se _ Brot.png\";"
                + " filename*=UTF-8''K%C3%A4se%20&%20Brot.png");
    String link = test.links.show(object).target();
    assertThat(get(link.substring(0, link.indexOf('?'))).statusCode()).isEqualTo(403);
    assertThat(get(link.replace("inline", "attachment")).statusCode()).isEqualTo(403);
  }

  @Test
  void aFormTakesExactlyWhatItsPolicySays() throws Exception {
    StoredObject reserved = test.reserve(ADA, TEXT.length());
    UploadForm form = test.links.uploadForm(reserved).orElseThrow();
    assertThat(post(form, TEXT + "s", Map.of())).as("too long").isIn(400, 403);
    assertThat(post(form, TEXT, Map.of("Content-Type", "text/html"))).isEqualTo(403);
    assertThat(post(form, TEXT, Map.of("key", "incoming/elsewhere"))).isEqualTo(403);
    assertThat(post(form, TEXT, Map.of("x-amz-signature", "0".repeat(64)))).isEqualTo(403);
    assertThat(test.storage.arrivals().find(reserved)).isEmpty();
    assertThat(post(form, TEXT, Map.of())).isIn(200, 201, 204);
    assertThat(test.textOf(confirm(reserved))).isEqualTo(TEXT);
  }

  private static int post(UploadForm form, String body, Map<String, String> changed)
      throws Exception {
    String boundary = "a-boundary";
    var text = new StringBuilder();
    form.fields()
        .forEach((name, value) ->
            text.append("--" + boundary + "\r\nContent-Disposition: form-data; name=\"")
                .append(name)
                .append("\"\r\n\r\n")
                .append(changed.getOrDefault(name, value))
                .append("\r\n"));
    text.append("--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\";")
        .append(" filename=\"a.png\"\r\nContent-Type: image/png\r\n\r\n")
        .append(body)
        .append("\r\n--" + boundary + "--\r\n");
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(form.url()))
            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
            .POST(BodyPublishers.ofString(text.toString()))
            .build();
    return HTTP.send(request, BodyHandlers.ofString()).statusCode();
  }

  @Test
  void aStoreThatIsAwayLosesNeitherAnUploadNorADeletion() throws Exception {
    StoredObject kept = test.add(ADA, "kept");
    StoredObject reserved = test.reserve(ADA, TEXT.length());
    put(test.links.upload(reserved).target(), "image/png", TEXT);
    server.goAway();
    try {
      assertThat(test.storage.answers()).isFalse();
      assertThatExceptionOfType(Problem.class)
          .isThrownBy(() -> test.storage.arrivals().find(reserved))
          .satisfies(problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.UNAVAILABLE));
      assertThat(test.objects.delete(ADA, kept.key())).isTrue();
      test.clock.advance(Duration.ofHours(2));
      assertThatExceptionOfType(Problem.class).isThrownBy(() -> test.run("blob-sweeper"));
    } finally {
      server.comeBack();
    }
    assertThat(test.storage.answers()).isTrue();
    assertThat(store().list("blobs/", "", 10)).hasSize(1);
    assertThat(test.run("blob-sweeper")).isEqualTo(1);
    assertThat(store().list("blobs/", "", 10)).isEmpty();
    assertThat(test.textOf(confirm(reserved))).isEqualTo(TEXT);
  }

  @Test
  void whatACrashLeftBetweenTheStoreAndTheDatabaseIsSwept() throws Exception {
    try (Staged staged = test.objects.stage(TestStorage.stream("an orphan"), 100)) {
      store().place(staged, Blobs.keyOf(staged.sha256()), "image/png");
    }
    test.clock.advance(Duration.ofHours(2));
    assertThat(test.run("orphan-finder")).isEqualTo(1);
    assertThat(test.run("blob-sweeper")).isEqualTo(1);
    assertThat(store().list("blobs/", "", 10)).isEmpty();
  }

  @Test
  void anUploadThatIsNeverConfirmedGoesWithWhatWasPut() throws Exception {
    StoredObject reserved = test.reserve(ADA, TEXT.length());
    put(test.links.upload(reserved).target(), "image/png", TEXT);
    test.clock.advance(Duration.ofHours(2));
    assertThat(test.run("upload-sweeper")).isEqualTo(1);
    assertThat(test.run("discard-sweeper")).isEqualTo(1);
    assertThat(store().list("incoming/", "", 10)).isEmpty();
  }

  @Test
  void everythingOfAUserGoesFromTheStoreToo() throws Exception {
    test.add(ADA, "one");
    test.add(ADA, "two");
    assertThat(test.objects.deleteAll(ADA)).isEqualTo(2);
    test.clock.advance(Duration.ofHours(2));
    assertThat(test.run("blob-sweeper")).isEqualTo(2);
    assertThat(store().list("blobs/", "", 10)).isEmpty();
  }

  @Test
  void aLinkOfOursIsKnownAgainWithoutATripToTheStore() throws Exception {
    StoredObject object = test.add(ADA, TEXT);
    String link = test.links.save(object, "a+b c.png").target();
    OwnUrls own = test.storage.ownUrls();
    server.goAway();
    try {
      assertThat(own.find(ADA, link)).contains(object);
      assertThat(own.find(TestStorage.EVE, link)).contains(object);
      for (String tampered :
          new String[] {
            link.replaceFirst("Signature=....", "Signature=0000"),
            link.substring(0, link.indexOf('?')),
            link.replaceFirst("X-Amz-Expires=[0-9]+", "X-Amz-Expires=9000"),
            link + "&X-Amz-Expires=9000"
          }) {
        assertThatExceptionOfType(Problem.class)
            .as(tampered)
            .isThrownBy(() -> own.find(ADA, tampered))
            .satisfies(problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.BAD_SIGNATURE));
      }
    } finally {
      server.comeBack();
    }
  }
}
