package dev.pictor.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pictor.platform.Problem;
import dev.pictor.testkit.S3Server;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The promise of stores, kept by S3: a real server that checks signatures.
class S3ObjectStoreTest extends ObjectStoreContract {
  private static S3Server server;
  private static S3Stores stores;
  @TempDir private static Path folder;

  @BeforeAll
  static void start() {
    server = S3Server.start();
    stores = stores(server.environment());
  }

  @AfterAll
  static void stop() {
    stores.close();
    server.close();
  }

  @AfterEach
  void empty() {
    for (Place place : Place.values()) {
      ObjectStore store = at(place);
      store.list("", "", 10_000).forEach(head -> store.delete(head.key()));
    }
  }

  private static S3Stores stores(Map<String, String> environment) {
    StorageSettings settings = StorageSettingsTest.read(environment);
    return new S3Stores(
        Objects.requireNonNull(settings.s3()),
        settings.buckets(),
        settings.patience(),
        InstantSource.system());
  }

  private static ObjectStore at(Place place) {
    return stores.at(place, new Staging(folder));
  }

  @Override
  ObjectStore store() {
    return at(Place.RENDERS);
  }

  private static ByteArrayInputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void placesInOneBucketDoNotSeeEachOther() throws IOException {
    at(Place.RENDERS).put(new ObjectKey("a"), stream("renders"), 100);
    at(Place.USER_ASSETS).put(new ObjectKey("a"), stream("assets"), 100);
    assertThat(at(Place.RENDERS).read(new ObjectKey("a"))).asString().isEqualTo("renders");
    assertThat(at(Place.USER_ASSETS).list("", "", 10)).hasSize(1);
    assertThat(at(Place.PROFILE_PHOTOS).list("", "", 10)).isEmpty();
  }

  @Test
  void moreThanOnePageOfTheServersIsListed() throws IOException {
    ObjectStore store = at(Place.USER_ASSETS);
    for (int i = 0; i < 1_005; i++) {
      store.put(new ObjectKey("n/%04d".formatted(i)), stream("x"), 1);
    }
    assertThat(store.list("n/", "", 2_000)).hasSize(1_005);
    assertThat(store.list("n/", "n/0999", 2_000)).hasSize(5);
  }

  @Test
  void aStoreThatIsAwayIsAProblemThatPasses() throws IOException {
    ObjectStore store = store();
    store.put(new ObjectKey("a"), stream("here"), 100);
    server.goAway();
    try {
      assertThatExceptionOfType(Problem.class)
          .isThrownBy(() -> store.read(new ObjectKey("a")))
          .satisfies(problem -> {
            assertThat(problem.kind()).isEqualTo(Problem.Kind.UNAVAILABLE);
            assertThat(problem.detail()).contains("Nothing is lost");
          });
      assertThatExceptionOfType(Problem.class).isThrownBy(() -> store.head(new ObjectKey("a")));
      assertThatExceptionOfType(Problem.class)
          .isThrownBy(() -> store.put(new ObjectKey("b"), stream("b"), 100));
    } finally {
      server.comeBack();
    }
    assertThat(store.read(new ObjectKey("a"))).asString().isEqualTo("here");
  }

  private static String refusal(String name, String value) {
    var environment = new HashMap<>(server.environment());
    environment.put(name, value);
    try (S3Stores wrong = stores(environment)) {
      return String.valueOf(
          catchThrowableOfType(
                  StoreNotUsable.class,
                  () ->
                      wrong.demandUsable(
                          wrong.at(Place.PRIVATE, new Staging(folder)), Place.PRIVATE))
              .getMessage());
    }
  }

  @Test
  void whatIsWrongWithTheSettingsIsToldInOneLine() {
    assertThat(refusal("S3_SECRET", "wrong")).contains("S3_KEY or S3_SECRET is wrong");
    assertThat(refusal("S3_KEY", "nobody")).contains("S3_KEY");
    assertThat(refusal("S3_BUCKET", "not-there"))
        .contains("has no bucket not-there")
        .contains("S3_BUCKET");
    assertThat(refusal("S3_ENDPOINT", "http://127.0.0.1:1"))
        .isEqualTo(
            "http://127.0.0.1:1 does not answer; look at S3_ENDPOINT and the network between.");
  }

  @Test
  void aStoreThatIsInOrderIsUsable() {
    stores.demandUsable(store(), Place.RENDERS);
    assertThat(store().list("", "", 10)).as("the check leaves nothing").isEmpty();
  }

  @Test
  void aServerThatAcceptsAndKeepsSilentIsGivenUp() throws Exception {
    try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      var environment = new HashMap<>(server.environment());
      environment.put("S3_ENDPOINT", "http://127.0.0.1:" + silent.getLocalPort());
      environment.put("STORAGE_TIMEOUT_SECONDS", "1");
      try (S3Stores quiet = stores(environment)) {
        long begun = System.nanoTime();
        ObjectStore store = quiet.at(Place.PRIVATE, new Staging(folder));
        assertThatExceptionOfType(Problem.class)
            .isThrownBy(() -> store.head(new ObjectKey("a")))
            .satisfies(each -> assertThat(each.kind()).isEqualTo(Problem.Kind.UNAVAILABLE));
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
      }
    }
  }

  @Test
  void linksLeadToTheAddressThatClientsReach() {
    var environment = new HashMap<>(server.environment());
    environment.put("S3_PUBLIC_ENDPOINT", "https://files.example");
    try (S3Stores seen = stores(environment)) {
      var grant =
          new Grant.Download(new ObjectKey("a"), false, "a.png", Instant.now().plusSeconds(60));
      DirectLinks links = seen.at(Place.PRIVATE, new Staging(folder)).links().orElseThrow();
      URI link = URI.create(links.get(new ObjectKey("b/c"), "image/png", grant).target());
      assertThat(link.getHost()).isEqualTo("files.example");
      assertThat(link.getPath()).isEqualTo("/" + S3Server.BUCKET + "/b/c");
    }
  }
}
