package dev.pictor.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pictor.jobs.Forgetting;
import dev.pictor.jobs.Job;
import dev.pictor.jobs.JobId;
import dev.pictor.jobs.JobSettings;
import dev.pictor.jobs.Jobs;
import dev.pictor.jobs.OwnerId;
import dev.pictor.jobs.Submission;
import dev.pictor.platform.Duty;
import dev.pictor.platform.Json;
import dev.pictor.platform.secrets.KeyRing;
import dev.pictor.platform.settings.Environment;
import dev.pictor.storage.Allowances.Allowance;
import dev.pictor.storage.Allowances.Used;
import dev.pictor.storage.JobResults;
import dev.pictor.storage.Place;
import dev.pictor.storage.ResultName;
import dev.pictor.storage.Staged;
import dev.pictor.storage.Storage;
import dev.pictor.storage.StorageSettings;
import dev.pictor.storage.StoredObject;
import dev.pictor.testkit.S3Server;
import dev.pictor.testkit.SettableClock;
import dev.pictor.testkit.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What goes with a job that is forgotten for its age, on a real S3 server.
class ForgottenResultsTest {
  @TempDir private static Path folder;
  private static S3Server server;
  private static TestDatabase database;
  private static Storage storage;
  private static Jobs jobs;
  private static SettableClock clock;

  private final UUID user = UUID.randomUUID();
  private final OwnerId owner = new OwnerId(user);
  private final dev.pictor.storage.OwnerId keeper = new dev.pictor.storage.OwnerId(user);

  @BeforeAll
  static void open() {
    server = S3Server.start();
    database = TestDatabase.open();
    clock = new SettableClock(Instant.now());
    KeyRing keys = KeyRing.of("a key".getBytes(StandardCharsets.UTF_8), List.of());
    storage =
        Storage.open(
            StorageSettings.from(new Environment(server.environment())),
            new Storage.Folder(folder, keys, ""),
            database.database(),
            new Storage.Neighbours(
                (_, _) -> new Allowance(-1, -1), _ -> Duration.ZERO, (_, _) -> Set.of()),
            clock);
    jobs =
        Jobs.open(
            database.database(),
            JobSettings.from(new Environment(Map.of())),
            InstantSource.system());
  }

  @AfterAll
  static void close() {
    jobs.close();
    storage.close();
    database.close();
    server.close();
  }

  @Test
  void theResultsOfAForgottenJobGoAndAreNotCountedAnyMore() throws Exception {
    StoredObject picture = result("picture");
    StoredObject preview = result("preview");
    JobId old = aged(finished(List.of(), picture, preview));
    StoredObject fresh = result("fresh");
    Job young = finished(List.of(), fresh, fresh);
    StoredObject upload = upload("upload");
    aged(finished(List.of(upload)));

    assertThat(forget()).isEqualTo(2);

    assertThat(jobs.find(old, owner)).isEmpty();
    assertThat(jobs.find(young.id(), owner)).isPresent();
    assertThat(keys()).containsExactlyInAnyOrder(fresh.key().value(), upload.key().value());
    assertThat(used()).isEqualTo(new Used("freshupload".length(), 2));
    assertThat(storage.objects().read(fresh)).asString().isEqualTo("fresh");

    clock.set(Instant.now().plus(Duration.ofHours(3)));
    run(storage.duties(), "blob-sweeper");
    assertThatThrownBy(() -> storage.objects().read(picture)).isInstanceOf(RuntimeException.class);
    assertThat(storage.objects().read(fresh)).asString().isEqualTo("fresh");
  }

  @Test
  void aResultThatAnotherJobNeedsStaysUntilThatIsForgottenToo() throws Exception {
    StoredObject first = result("first");
    StoredObject shown = result("shown");
    StoredObject preview = result("small");
    aged(finished(List.of(), first, preview));
    aged(finished(List.of(), shown, shown));
    Job next = finished(List.of(first), shown, shown);

    assertThat(forget()).isEqualTo(2);
    assertThat(keys()).containsExactlyInAnyOrder(first.key().value(), shown.key().value());

    aged(next);
    assertThat(forget()).isEqualTo(1);
    assertThat(keys()).isEmpty();
    assertThat(used()).isEqualTo(new Used(0, 0));
  }

  @Test
  void aCrashInTheMiddleLeavesTheJobAndItsResults() throws Exception {
    StoredObject picture = result("picture");
    JobId old = aged(finished(List.of(), picture, picture));
    Forgetting whole = new ForgottenResults(storage.objects());
    Forgetting crashing =
        (transaction, of, gone) -> {
          whole.forgotten(transaction, of, gone);
          throw new IllegalStateException("the node dies here");
        };

    assertThatThrownBy(() -> run(jobs.duties(crashing), "job-retention"))
        .hasMessage("the node dies here");
    assertThat(jobs.find(old, owner)).isPresent();
    assertThat(keys()).containsExactly(picture.key().value());

    assertThat(forget()).isEqualTo(1);
    assertThat(keys()).isEmpty();
  }

  @Test
  void whatIsNamedInAJobButSomebodyElsesStays() throws Exception {
    StoredObject mine = result("mine");
    var thief = new ForgottenResultsTest();
    aged(thief.finished(List.of(mine), mine, mine));

    assertThat(forget()).isEqualTo(1);

    assertThat(keys()).containsExactly(mine.key().value());
  }

  @Test
  void oneRunForgetsTheJobsOfAllOwners() throws Exception {
    var other = new ForgottenResultsTest();
    StoredObject mine = result("mine");
    StoredObject theirs = other.result("theirs");
    for (int i = 0; i < 3; i++) {
      aged(finished(List.of(), mine, mine));
      aged(other.finished(List.of(), theirs, theirs));
    }

    assertThat(forget()).isEqualTo(6);
    assertThat(keys()).isEmpty();
    assertThat(other.keys()).isEmpty();
  }

  private static long forget() throws InterruptedException {
    return run(jobs.duties(new ForgottenResults(storage.objects())), "job-retention");
  }

  private static long run(List<Duty> duties, String name) throws InterruptedException {
    Duty found = duties.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    return found.runOnce();
  }

  private Job finished(List<StoredObject> pictures, StoredObject... made) {
    ObjectNode args = Json.MAPPER.createObjectNode();
    var inputs = args.putArray("pictures");
    pictures.forEach(each -> inputs.add(each.key().value()));
    ObjectNode result = Json.MAPPER.createObjectNode();
    var artifacts = result.putArray("artifacts");
    if (made.length > 0) {
      artifacts
          .addObject()
          .put("key", made[0].key().value())
          .put("preview", made[1].key().value())
          .put("width", 3);
    }
    return jobs.submit(submission(args).alreadyDone(result)).job();
  }

  private Submission submission(JsonNode args) {
    return Submission.of(owner, "sketch", args);
  }

  /// Makes a job one of the year 2020.
  private static JobId aged(Job job) {
    String tail = job.id().toString().substring(14);
    var aged = new JobId(UUID.fromString("0171c0e0-0000-" + tail));
    database
        .jdbi()
        .useHandle(handle ->
            handle.execute(
                "update job set id = ?, finished_at = now() - interval '31 days' where id = ?",
                aged.value(),
                job.id().value()));
    return aged;
  }

  private StoredObject result(String text) throws IOException {
    try (Staged staged = staged(text)) {
      var name = new ResultName(UUID.randomUUID(), 1, "image-1.png");
      StoredObject made =
          storage
              .objects()
              .results()
              .add(keeper, Place.PRIVATE, new JobResults.Made(name, staged, "image/png"));
      return storage.objects().confirm(made, new StoredObject.Picture("image/png", 3, 2));
    }
  }

  private StoredObject upload(String text) throws IOException {
    try (Staged staged = staged(text)) {
      return storage
          .objects()
          .add(keeper, Place.PRIVATE, staged, "a.png", new StoredObject.Picture("image/png", 3, 2));
    }
  }

  private static Staged staged(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return storage.objects().stage(new ByteArrayInputStream(bytes), bytes.length);
  }

  private List<String> keys() {
    return storage.objects().list(keeper, "", 100).stream()
        .map(each -> each.key().value())
        .toList();
  }

  private Used used() {
    return storage.objects().standing(keeper).used();
  }
}
