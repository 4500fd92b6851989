package dev.pictor.webhooks;

import dev.pictor.identity.UserId;
import dev.pictor.jobs.Job;
import dev.pictor.jobs.JobSettings;
import dev.pictor.jobs.Jobs;
import dev.pictor.jobs.OwnerId;
import dev.pictor.jobs.Submission;
import dev.pictor.platform.fetch.FetchSettings;
import dev.pictor.platform.fetch.GuardedPost;
import dev.pictor.platform.mail.MailSettings;
import dev.pictor.platform.mail.Mailer;
import dev.pictor.platform.secrets.KeyRing;
import dev.pictor.platform.settings.Environment;
import dev.pictor.platform.telemetry.Metrics;
import dev.pictor.testkit.SettableClock;
import dev.pictor.testkit.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Webhooks with a clock that a test moves: real database, real triggers, real HTTP to this
/// machine. Nothing is sent but when the test says so, and there is no jitter.
final class HookBench implements AutoCloseable {
  static final KeyRing KEYS =
      KeyRing.of("a key for tests, long enough".getBytes(StandardCharsets.UTF_8), List.of());

  final TestDatabase database = TestDatabase.open();
  final SettableClock clock = SettableClock.at2026();
  final GuardedPost post =
      new GuardedPost(new FetchSettings(true, Duration.ofSeconds(5), Duration.ofSeconds(10)));
  final Jobs jobs =
      Jobs.open(
          database.database(), JobSettings.from(new Environment(Map.of())), InstantSource.system());
  final Metrics metrics = new Metrics();
  final Webhooks hooks;
  private final List<Webhooks> nodes = new ArrayList<>();

  HookBench(String... settings) {
    hooks = node(settings);
  }

  /// A node more.
  Webhooks node(String... settings) {
    return node(KEYS, settings);
  }

  Webhooks node(KeyRing keys, String... settings) {
    var variables = new HashMap<String, String>();
    for (int i = 0; i < settings.length; i += 2) {
      variables.put(settings[i], settings[i + 1]);
    }
    var facts =
        new EventBody.Uses(
            jobs, (_, _) -> Optional.empty(), (_, _) -> null, () -> "https://pictor.test");
    Webhooks node =
        Webhooks.open(
            new Webhooks.Uses(database.database(), keys, post, facts, telling(), metrics, () -> 0),
            WebhookSettings.from(new Environment(variables)),
            clock);
    node.dispatcher().begin();
    nodes.add(node);
    return node;
  }

  private NoticeDuty.Telling telling() {
    var settings = MailSettings.from(new Environment(Map.of()));
    var folder = Path.of("target", "no-mail-leaves");
    return new NoticeDuty.Telling(
        user -> Optional.of(new NoticeDuty.Addressee(user + "@example.com", "Ada")),
        new Mailer(settings, folder, database.jdbi(), clock),
        "Pictor",
        () -> "https://pictor.test");
  }

  UserId somebody() {
    return new UserId(UUID.randomUUID());
  }

  Endpoint.WithSecret endpoint(UserId user, String url, EventType... events) {
    List<String> words =
        events.length == 0 ? null : List.of(events).stream().map(EventType::word).toList();
    try {
      return hooks.endpoints().create(user, new Endpoint.Wish(url, null, words, null));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// A job of the user's that ends at once, cancelled.
  Job cancelledJob(UserId user) {
    var owner = new OwnerId(user.value());
    Job job = jobs.submit(Submission.of(owner, "nothing")).job();
    return jobs.cancel(job.id(), owner).orElseThrow();
  }

  /// What a job's move writes, without the job.
  void record(UserId user, UUID job, EventType type, int sequence) {
    database
        .jdbi()
        .useHandle(handle ->
            handle
                .createQuery("select webhook_record(:user, :job, :type, :data::jsonb)::text")
                .bind("user", user.value())
                .bind("job", job)
                .bind("type", type.word())
                .bind(
                    "data",
                    "{\"job_id\": \"%s\", \"status\": \"succeeded\", \"sequence\": %d}"
                        .formatted(job, sequence))
                .mapTo(String.class)
                .one());
  }

  /// Sends what is due, and what becomes due by that, until nothing is.
  void send() {
    send(hooks);
  }

  void send(Webhooks node) {
    try {
      while (node.dispatcher().sendDue() > 0 || node.dispatcher().awaitIdle()) {
        node.dispatcher().awaitIdle();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// When the next attempt of anything is due; empty when nothing waits for a time.
  Optional<Instant> next() {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery(
                    "select min(due_at) as due from webhook_delivery"
                        + " where state = 'pending' and due_at > :now")
                .bind("now", clock.instant())
                .map((row, _) -> Optional.ofNullable(Columns.instant(row, "due")))
                .one());
  }

  /// Lets time pass to each attempt that is due, up to an end; a second before it nothing is sent.
  void passUntil(Instant end, Runnable checkNothingHappens) {
    Optional<Instant> due = next();
    while (due.isPresent() && !due.get().isAfter(end)) {
      clock.set(due.get().minusSeconds(1));
      checkNothingHappens.run();
      clock.set(due.get());
      send();
      due = next();
    }
    clock.set(end);
    send();
  }

  /// Of each attempt of a delivery, how many seconds after the first one it was.
  List<Long> attempts(UUID delivery) {
    List<Instant> times =
        database
            .jdbi()
            .withHandle(handle ->
                handle
                    .createQuery(
                        "select at from webhook_attempt where delivery_id = :id order by number")
                    .bind("id", delivery)
                    .map((row, _) -> Columns.time(row, "at"))
                    .list());
    return times.stream()
        .map(each -> Duration.between(times.getFirst(), each).toSeconds())
        .toList();
  }

  List<UUID> deliveries() {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery("select id from webhook_delivery order by number")
                .mapTo(UUID.class)
                .list());
  }

  String state(UUID delivery) {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery("select state from webhook_delivery where id = :id")
                .bind("id", delivery)
                .mapTo(String.class)
                .one());
  }

  @Override
  public void close() {
    nodes.forEach(Webhooks::close);
    jobs.close();
    database.close();
  }
}
