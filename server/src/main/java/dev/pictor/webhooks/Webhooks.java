package dev.pictor.webhooks;

import dev.pictor.images.JobNotices;
import dev.pictor.platform.Duty;
import dev.pictor.platform.Erasable;
import dev.pictor.platform.fetch.GuardedPost;
import dev.pictor.platform.secrets.KeyRing;
import dev.pictor.platform.secrets.Sealer;
import dev.pictor.platform.sql.Channel;
import dev.pictor.platform.sql.Database;
import dev.pictor.platform.telemetry.Metrics;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Webhooks that we send: endpoints, the log, and the duties that deliver. One per process;
/// thread-safe.
public final class Webhooks implements AutoCloseable {
  /// Where the triggers say that something is due.
  private static final String CHANNEL = "webhook_due";

  private final Jdbi jdbi;
  private final WebhookSettings settings;
  private final InstantSource clock;
  private final SecretRows secrets;
  private final Dispatcher dispatcher;
  private final Endpoints endpoints;
  private final NoticeDuty notices;
  private final Database database;
  private @Nullable Channel channel;

  private Webhooks(Uses uses, WebhookSettings settings, InstantSource clock) {
    this.database = uses.database();
    this.jdbi = database.jdbi();
    this.settings = settings;
    this.clock = clock;
    this.secrets = new SecretRows(jdbi, new Sealer(uses.keys().derived("webhooks")));
    this.endpoints = new Endpoints(jdbi, secrets, uses.post(), settings.mostEndpoints(), clock);
    this.notices = new NoticeDuty(jdbi, uses.telling());
    var disabling = new Disabling(jdbi);
    this.dispatcher =
        new Dispatcher(
            new Dispatcher.Uses(
                new Claims(jdbi, settings),
                new Outbox(jdbi),
                new EventBody(uses.facts()),
                secrets,
                uses.post(),
                new Results(
                    jdbi, settings, disabling, new Counts(uses.metrics(), jdbi), uses.chance()),
                disabling),
            settings,
            clock);
  }

  /// What it stands on.
  ///
  /// @param keys of which the one that encrypts secrets is made
  /// @param chance 0 to 1, of which jitter is made
  public record Uses(
      Database database,
      KeyRing keys,
      GuardedPost post,
      EventBody.Uses facts,
      NoticeDuty.Telling telling,
      Metrics metrics,
      DoubleSupplier chance) {
    public Uses(
        Database database,
        KeyRing keys,
        GuardedPost post,
        EventBody.Uses facts,
        NoticeDuty.Telling telling,
        Metrics metrics) {
      this(
          database,
          keys,
          post,
          facts,
          telling,
          metrics,
          () -> ThreadLocalRandom.current().nextDouble());
    }
  }

  /// The caller closes it.
  public static Webhooks open(Uses uses, WebhookSettings settings, InstantSource clock) {
    return new Webhooks(uses, settings, clock);
  }

  /// Begins to send, once the service's own address is known.
  public synchronized void start() {
    dispatcher.begin();
    channel =
        Channel.open(
            database,
            CHANNEL,
            new Channel.Ear() {
              @Override
              public void heard(String message) {
                dispatcher.wake();
              }

              @Override
              public void maybeMissed() {
                dispatcher.wake();
              }
            });
  }

  /// What submissions of jobs need of webhooks; it needs nothing of the rest.
  public static JobNotices jobNotices(GuardedPost post, InstantSource clock) {
    return new JobUrls(post, clock);
  }

  /// The addresses that users register.
  public Endpoints endpoints() {
    return endpoints;
  }

  /// What was delivered and what was not.
  public DeliveryLog log() {
    return new DeliveryLog(jdbi);
  }

  /// How something is sent again.
  public Replays replays() {
    return new Replays(jdbi);
  }

  /// Run these on every node.
  public List<Duty> duties() {
    return List.of(
        new DueDuty(dispatcher), notices, new TidyDuty(jdbi, settings.kept(), secrets, clock));
  }

  /// How a user's endpoints and deliveries are forgotten.
  public Erasable erasure() {
    return new WebhookErasure(jdbi);
  }

  Dispatcher dispatcher() {
    return dispatcher;
  }

  /// Ends what is on its way, or leaves it to other nodes.
  @Override
  public synchronized void close() {
    if (channel != null) {
      channel.close();
    }
    dispatcher.close();
  }
}
