package dev.pictor;

import dev.pictor.billing.Billing;
import dev.pictor.billing.receipts.StoreReceipts;
import dev.pictor.identity.AccountMail;
import dev.pictor.identity.Identity;
import dev.pictor.identity.IdentitySettings;
import dev.pictor.identity.SocialSignIn;
import dev.pictor.identity.UserId;
import dev.pictor.identity.Users;
import dev.pictor.images.ForgottenResults;
import dev.pictor.images.JobBilling;
import dev.pictor.images.UnfinishedJobs;
import dev.pictor.jobs.Jobs;
import dev.pictor.platform.Duties;
import dev.pictor.platform.Duty;
import dev.pictor.platform.Erasable;
import dev.pictor.platform.http.HttpServer;
import dev.pictor.platform.limits.Limiter;
import dev.pictor.platform.mail.Mailer;
import dev.pictor.platform.secrets.KeyRing;
import dev.pictor.platform.secrets.Secrets;
import dev.pictor.platform.sql.Database;
import dev.pictor.platform.telemetry.Logging;
import dev.pictor.platform.telemetry.Metrics;
import dev.pictor.realtime.EventStreams;
import dev.pictor.realtime.Updates;
import dev.pictor.storage.Storage;
import dev.pictor.storage.StoreNotUsable;
import dev.pictor.webhooks.Webhooks;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The object graph, built by hand in the order of the arrows: what is used is built before what
/// uses it, and closed after.
final class App implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(App.class);

  private final Configuration configuration;
  private final Closing closing;
  private final HttpServer http;
  private final Optional<Users.FirstAdmin> firstAdmin;

  /// The start is refused for a reason that an operator can mend; the message says how.
  static final class CannotStart extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CannotStart(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  private App(Configuration configuration, Closing closing) {
    this.configuration = configuration;
    this.closing = closing;
    var server = configuration.server();
    var clock = Clock.systemUTC();

    // What everything stands on.
    Path data = server.data();
    prepare(configuration, closing);
    Database database = closing.add(Databases.open(server, data, closing));
    var metrics = closing.add(new Metrics());
    KeyRing keys = keys(configuration.identity(), data);

    // The modules.
    AccountMail mail = mail(database, clock);
    Identity identity = closing.add(people(keys, database, metrics, mail, clock));
    Billing billing =
        Billing.open(database, configuration.billing(), clock, Gauges.credits(metrics));
    Jobs jobs =
        closing.add(Jobs.open(database, configuration.jobs(), clock, new JobBilling(billing)));
    Storage storage = closing.add(storage(keys, database, jobs, billing));
    StoreReceipts receipts = closing.add(receipts(database, billing, identity, metrics, clock));
    var social = social(identity, database, clock);
    var ground = new Images.Ground(database, storage, jobs, billing, metrics, keys);
    var hooks = new Hooks(configuration, clock);
    var images = closing.add(new Images(configuration, ground, hooks.notices(), clock));
    var told = new Hooks.Uses(database, keys, jobs, storage, identity.users(), mail, metrics);
    var webhooks = closing.add(hooks.open(told));
    var updates = closing.add(new Updates(jobs, clock));
    var events = closing.add(events(told, metrics, clock));
    var uploads = images.uploads();
    var mugShotUses =
        new MugShot.Uses(
            database, identity, billing, storage, uploads, images.jobs(), updates, clock);
    var mugShot = closing.add(new MugShot(configuration, mugShotUses));
    forget(identity, erasures(webhooks, jobs, images, mugShot, storage, receipts, billing), events);
    firstAdmin = identity.users().createFirstAdmin(configuration.identity().firstAdmin());

    // What works in the background.
    if (server.app().role().works()) {
      images.startWorkers(closing);
    }
    var more = new ArrayList<Duty>(social.duties());
    more.addAll(images.duties());
    more.add(mugShot.duty());
    more.addAll(receipts.duties());
    more.addAll(webhooks.duties());
    more.addAll(events.duties());
    more.addAll(jobs.duties(new ForgottenResults(storage.objects())));
    closing.add(Duties.start(duties(identity, storage, billing, more)));
    Gauges.register(metrics, jobs, billing, images.engine(), updates);

    // What is served.
    var modules =
        new Served.Modules(
            configuration,
            clock,
            database,
            metrics,
            new Served.People(identity, social, billing, receipts, mail.mailer()),
            images.served(),
            images.servedThemes(),
            new Served.News(
                updates, events, images.calls(), images.tickets(), webhooks, images.remotes()),
            mugShot);
    http = closing.add(new Served(modules).start());
    closing.add(events::end);
    webhooks.start();
    LOG.atInfo().addKeyValue("port", port()).log("ready");
  }

  /// Starts everything, or closes again what was started.
  static App start(Configuration configuration) {
    var closing = new Closing();
    try {
      return new App(configuration, closing);
    } catch (RuntimeException e) {
      closing.close();
      throw e;
    }
  }

  private static void prepare(Configuration configuration, Closing closing) {
    ServerSettings server = configuration.server();
    closing.add(DataFolder.open(server.data(), server.temporary()));
    ServerSettings.Console console = server.console();
    Logging.configure(console.format(), console.files(), console.debug());
    configuration.notYet().forEach(LOG::warn);
  }

  private static KeyRing keys(IdentitySettings settings, Path data) {
    var tokens = settings.tokens();
    return new Secrets(data.resolve("secrets"))
        .ring("jwt", tokens.secret(), tokens.previousSecrets());
  }

  private Storage storage(KeyRing keys, Database database, Jobs jobs, Billing billing) {
    var server = configuration.server();
    var folder = new Storage.Folder(server.data().resolve("objects"), keys, server.baseUrl());
    var allowances = configuration.storage().allowances();
    var neighbours =
        new Storage.Neighbours(
            (_, _) -> allowances.allowance(),
            owner -> allowances.keptFor(billing.standing(new UserId(owner.value())).plan().word()),
            new UnfinishedJobs(jobs));
    try {
      return Storage.open(configuration.storage(), folder, database, neighbours, Clock.systemUTC());
    } catch (StoreNotUsable e) {
      throw new CannotStart("the store of pictures cannot be used: " + e.getMessage(), e);
    }
  }

  private Identity people(
      KeyRing keys, Database database, Metrics metrics, AccountMail mail, Clock clock) {
    Limiter limiter = closing.add(Limiter.open(configuration.limits(), metrics, clock));
    return Identity.open(configuration.identity(), keys, database, limiter, mail, clock);
  }

  private StoreReceipts receipts(
      Database database, Billing billing, Identity identity, Metrics metrics, Clock clock) {
    var uses =
        new StoreReceipts.Uses(
            database.jdbi(), billing.purchases(), identity.users(), identity.rateLimits(), metrics);
    var environment = configuration.billing().stores().environment();
    return new StoreReceipts(configuration.receipts(), environment, uses, clock);
  }

  private SocialSignIn social(Identity identity, Database database, Clock clock) {
    return new SocialSignIn(configuration.social(), database.jdbi(), identity.sessions(), clock);
  }

  /// Events last: what the others forget makes some.
  private static void forget(Identity identity, List<Erasable> parts, EventStreams events) {
    var all = new ArrayList<>(parts);
    all.add(events.erasure());
    identity.erasures().with(all);
  }

  private EventStreams events(Hooks.Uses told, Metrics metrics, Clock clock) {
    var uses =
        new EventStreams.Uses(
            told.database(),
            told.jobs(),
            Hooks.bodies(told),
            configuration.limits().redisUrl(),
            metrics);
    return EventStreams.open(uses, configuration.events(), clock);
  }

  private AccountMail mail(Database database, Clock clock) {
    var server = configuration.server();
    var outbox = server.data().resolve("outbox");
    var mailer = new Mailer(configuration.mail(), outbox, database.jdbi(), clock);
    return new AccountMail(mailer, server.app().name(), this::ownAddress);
  }

  /// What links in mails begin with. It is never taken from a request, whose host anybody can
  /// choose.
  private String ownAddress() {
    String given = configuration.server().baseUrl();
    return given.isEmpty() ? "http://localhost:" + port() : given;
  }

  /// Who forgets a user, in this order: nobody is told any more, and jobs let go of their holds and
  /// pictures before those go.
  private static List<Erasable> erasures(
      Webhooks webhooks,
      Jobs jobs,
      Images images,
      MugShot mugShot,
      Storage storage,
      StoreReceipts receipts,
      Billing billing) {
    return List.of(
        webhooks.erasure(),
        jobs.erasure(),
        images.tickets().erasure(),
        images.cache().erasure(),
        mugShot.erasure(),
        storage.erasure(),
        receipts,
        billing.erasure());
  }

  private static List<Duty> duties(
      Identity identity, Storage storage, Billing billing, List<Duty> more) {
    var all = new ArrayList<Duty>(identity.duties());
    all.addAll(storage.duties());
    all.addAll(billing.duties());
    all.addAll(more);
    return all;
  }

  Configuration configuration() {
    return configuration;
  }

  int port() {
    return http.port();
  }

  /// The admin that this start made, with the one-time password; empty on every later start.
  Optional<Users.FirstAdmin> firstAdmin() {
    return firstAdmin;
  }

  @Override
  public void close() {
    closing.close();
  }
}
