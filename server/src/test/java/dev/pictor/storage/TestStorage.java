package dev.pictor.storage;

import dev.pictor.platform.Duty;
import dev.pictor.platform.secrets.KeyRing;
import dev.pictor.platform.sql.Database;
import dev.pictor.platform.sql.DatabaseAddress;
import dev.pictor.storage.Allowances.Allowance;
import dev.pictor.storage.StoredObject.Declared;
import dev.pictor.storage.StoredObject.Picture;
import dev.pictor.testkit.SettableClock;
import dev.pictor.testkit.TestPostgres;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A node's storage on a real database and a real folder.
final class TestStorage implements AutoCloseable {
  static final OwnerId ADA = new OwnerId(UUID.fromString("01940000-0000-7000-8000-00000000ada0"));
  static final OwnerId EVE = new OwnerId(UUID.fromString("01940000-0000-7000-8000-0000000000e5"));
  static final KeyRing KEYS =
      KeyRing.of("a key of the tests".getBytes(StandardCharsets.UTF_8), List.of());
  static final Picture PICTURE = new Picture("image/png", 640, 480);

  /// What everybody may keep.
  volatile Allowance allowance = new Allowance(-1, -1);

  /// How long everything stays.
  volatile Duration kept = Duration.ZERO;

  /// What somebody works with.
  final Set<ObjectKey> inWork = ConcurrentHashMap.newKeySet();

  final SettableClock clock;
  final Path folder;
  final Database database;
  final Storage storage;
  final Objects objects;
  final Links links;

  TestStorage(Path folder) throws SQLException {
    this(folder, StorageSettingsTest.defaults(), SettableClock.at2026());
  }

  /// @param clock the real time where a store elsewhere has a clock of its own
  TestStorage(Path folder, StorageSettings settings, SettableClock clock) throws SQLException {
    this.folder = folder;
    this.clock = clock;
    TestPostgres.Address address = TestPostgres.emptyDatabase();
    database =
        Database.open(
            new DatabaseAddress(address.jdbcUrl(), address.user(), address.password()), 10);
    storage =
        Storage.open(
            settings,
            new Storage.Folder(folder, KEYS, "https://pictor.example"),
            database,
            new Storage.Neighbours((_, _) -> allowance, _ -> kept, (_, keys) -> needed(keys)),
            clock);
    objects = storage.objects();
    links = storage.links();
  }

  private Set<ObjectKey> needed(Collection<ObjectKey> keys) {
    return keys.stream().filter(inWork::contains).collect(Collectors.toSet());
  }

  /// The same folder as another process would see it.
  ObjectStore anotherStore() {
    return DiskObjectStore.at(folder);
  }

  /// All places in one folder, as another process would see it.
  Stores stores() {
    return Stores.of(DiskObjectStore.stagingBelow(folder), _ -> anotherStore());
  }

  static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  StoredObject reserve(OwnerId owner, long size) {
    return objects.reserve(
        owner, new Declared("My holiday.png", "image/png", size), links.lifetime());
  }

  /// The store of a place, as the service itself has it.
  ObjectStore store(Place place) {
    return storage.stores().at(place);
  }

  /// Sends bytes as the holder of the link would.
  StoredObject upload(StoredObject reserved, String text) {
    return links.receive(grantOf(reserved), "image/png", text.length(), stream(text));
  }

  Grant.Upload grantOf(StoredObject reserved) {
    String[] parts = links.upload(reserved).target().split("\\?", 2);
    if (links.verify("PUT", parts[0], parts[1]) instanceof Grant.Upload upload) {
      return upload;
    }
    throw new AssertionError("a link to upload is no such grant");
  }

  Grant.Download grantOf(SignedLink link) {
    String[] parts = link.target().split("\\?", 2);
    if (links.verify("GET", parts[0], parts[1]) instanceof Grant.Download download) {
      return download;
    }
    throw new AssertionError("a link to download is no such grant");
  }

  StoredObject add(OwnerId owner, String text) throws IOException {
    try (Staged staged = objects.stage(stream(text), 1_000)) {
      return objects.add(owner, staged, "a.png", PICTURE);
    }
  }

  String textOf(StoredObject object) {
    return new String(objects.read(object), StandardCharsets.UTF_8);
  }

  /// All files below the folder, those in staging too.
  List<Path> files() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  long run(String duty) throws InterruptedException {
    Duty found =
        storage.duties().stream()
            .filter(each -> each.name().equals(duty))
            .findFirst()
            .orElseThrow();
    return found.runOnce();
  }

  long count(String table) {
    return database
        .jdbi()
        .withHandle(
            handle -> handle.createQuery("select count(*) from " + table).mapTo(Long.class).one());
  }

  void clear() throws IOException {
    database
        .jdbi()
        .useHandle(handle ->
            handle.execute(
                "truncate storage_object, storage_blob, storage_usage, storage_discard"));
    for (Path file : files()) {
      Files.delete(file);
    }
    ObjectStore store = store(Place.PRIVATE);
    if (store.isElsewhere()) {
      store.list("", "", 10_000).forEach(head -> store.delete(head.key()));
    }
  }

  @Override
  public void close() {
    storage.close();
    database.close();
  }
}
