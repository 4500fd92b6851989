package dev.pictor.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pictor.platform.Problem;
import dev.pictor.platform.Problem.Kind;
import dev.pictor.testkit.SupabaseSimulator;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The promise of stores, kept by Supabase's REST API.
class SupabaseObjectStoreTest extends ObjectStoreContract {
  private static final ObjectKey KEY = new ObjectKey("a/b");

  @TempDir private static Path folder;
  private static SupabaseSimulator server;
  private static SupabaseStores stores;

  @BeforeAll
  static void start() {
    server = SupabaseSimulator.start();
    server.addBucket("profile_photos", true, 1_000_000);
    server.addBucket("user_assets", false, 1_000_000);
    server.addBucket("renders", true, 1_000_000);
    stores = stores(server.environment());
  }

  @AfterAll
  static void stop() {
    stores.close();
    server.close();
  }

  @AfterEach
  void empty() {
    server.answerErrorsTheOldWay(false);
    server.failNext(0);
    for (Place place : Place.values()) {
      ObjectStore store = at(place);
      store.list("", "", 10_000).forEach(head -> store.delete(head.key()));
    }
  }

  private static SupabaseStores stores(Map<String, String> environment) {
    StorageSettings settings = StorageSettingsTest.read(environment);
    return new SupabaseStores(
        Objects.requireNonNull(settings.supabase()),
        settings,
        TestStorage.KEYS,
        InstantSource.system());
  }

  private static ObjectStore at(Place place) {
    return stores.at(place, new Staging(folder));
  }

  @Override
  ObjectStore store() {
    return at(Place.PRIVATE);
  }

  private static ByteArrayInputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Kind kindOf(Runnable attempt) {
    return catchThrowableOfType(Problem.class, attempt::run).kind();
  }

  private static void put(ObjectStore store, String text) {
    try {
      store.put(KEY, stream(text), 2_000_000);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void whatIsPrivateLiesBesideTheAssetsAndApartFromThem() {
    put(at(Place.PRIVATE), "private");
    put(at(Place.USER_ASSETS), "asset");
    assertThat(at(Place.PRIVATE).read(KEY)).asString().isEqualTo("private");
    assertThat(at(Place.USER_ASSETS).read(KEY)).asString().isEqualTo("asset");
  }

  @Test
  void errorsAreUnderstoodTheOldWayToo() {
    server.answerErrorsTheOldWay(true);
    ObjectStore store = store();
    assertThat(store.head(KEY)).isEmpty();
    assertThat(store.delete(KEY)).isFalse();
    assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(() -> store.open(KEY));
    put(store, "here");
    assertThat(store.head(KEY)).isPresent();
  }

  @Test
  void aPassingFaultIsTriedAgain() {
    put(store(), "here");
    server.failNext(2);
    assertThat(store().read(KEY)).asString().isEqualTo("here");
    server.failNext(3);
    assertThat(kindOf(() -> store().read(KEY))).isEqualTo(Kind.UNAVAILABLE);
  }

  @Test
  void aProjectThatIsAwayIsAProblemThatPasses() {
    put(store(), "here");
    server.goAway();
    try {
      assertThat(kindOf(() -> store().read(KEY))).isEqualTo(Kind.UNAVAILABLE);
      assertThat(kindOf(() -> store().head(KEY))).isEqualTo(Kind.UNAVAILABLE);
      assertThat(kindOf(() -> store().delete(KEY))).isEqualTo(Kind.UNAVAILABLE);
      assertThat(kindOf(() -> store().list("", "", 10))).isEqualTo(Kind.UNAVAILABLE);
      assertThat(kindOf(() -> put(store(), "again"))).isEqualTo(Kind.UNAVAILABLE);
    } finally {
      server.comeBack();
    }
    assertThat(store().read(KEY)).asString().isEqualTo("here");
  }

  @Test
  void aFileThatIsTooLargeForTheBucketIsToldSo() {
    assertThat(kindOf(() -> put(store(), "x".repeat(1_000_001)))).isEqualTo(Kind.TOO_LARGE);
  }

  @Test
  void noCopyIsLeftOnThisMachine() throws IOException {
    put(store(), "here");
    try (var in = store().open(KEY)) {
      assertThat(in).hasContent("here");
    }
    assertThat(store().read(KEY)).hasSize(4);
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  private static String refusal(Place place, Map<String, String> changed) {
    var environment = new HashMap<>(server.environment());
    environment.putAll(changed);
    try (SupabaseStores wrong = stores(environment)) {
      return String.valueOf(
          catchThrowableOfType(
                  StoreNotUsable.class,
                  () -> wrong.demandUsable(wrong.at(place, new Staging(folder)), place))
              .getMessage());
    }
  }

  @Test
  void whatIsWrongWithTheProjectIsToldInOneLine() {
    assertThat(refusal(Place.RENDERS, Map.of("SUPABASE_SERVICE_ROLE_KEY", "wrong")))
        .endsWith("refuses SUPABASE_SERVICE_ROLE_KEY.");
    assertThat(refusal(Place.RENDERS, Map.of("RENDERS_BUCKET", "nowhere")))
        .contains("has no bucket nowhere");
    assertThat(refusal(Place.RENDERS, Map.of("RENDERS_BUCKET", "user_assets")))
        .contains("user_assets is not public");
    assertThat(refusal(Place.PRIVATE, Map.of("USER_ASSETS_BUCKET", "renders")))
        .contains("renders is public");
    assertThat(refusal(Place.RENDERS, Map.of("SUPABASE_URL", "http://127.0.0.1:1")))
        .contains("look at SUPABASE_URL");
  }

  @Test
  void aProjectThatIsInOrderIsUsable() {
    for (Place place : Place.values()) {
      stores.demandUsable(at(place), place);
      assertThat(at(place).list("", "", 10)).isEmpty();
    }
  }
}
