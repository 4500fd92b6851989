package dev.pictor;

import dev.pictor.billing.Billing;
import dev.pictor.engine.LocalEngine;
import dev.pictor.images.ImageJobs;
import dev.pictor.images.JobNotices;
import dev.pictor.images.PictureUrls;
import dev.pictor.images.Previews;
import dev.pictor.images.ProviderCalls;
import dev.pictor.images.ResultCache;
import dev.pictor.images.ThemeGallery;
import dev.pictor.images.ThemeRegistry;
import dev.pictor.images.TicketCleaner;
import dev.pictor.images.Tickets;
import dev.pictor.images.Uploads;
import dev.pictor.jobs.JobCounts;
import dev.pictor.jobs.Jobs;
import dev.pictor.jobs.Submission;
import dev.pictor.jobs.Workers;
import dev.pictor.platform.Duty;
import dev.pictor.platform.fetch.GuardedFetch;
import dev.pictor.platform.secrets.KeyRing;
import dev.pictor.platform.sql.Database;
import dev.pictor.platform.telemetry.Metrics;
import dev.pictor.providers.CallbackTokens;
import dev.pictor.providers.remote.RemoteProvider;
import dev.pictor.storage.Storage;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The making of pictures put together: the engine, providers on other machines, and the jobs that
/// use them.
final class Images implements AutoCloseable {
  private final Configuration configuration;
  private final Ground ground;
  private final Clock clock;
  private final LocalEngine engine;
  private final ThemeRegistry themes;
  private final Uploads uploads;
  private final Remotes remotes;
  private final PictureUrls urls;
  private final ResultCache cache;
  private final ImageJobs jobs;
  private final Tickets tickets;
  private final CallbackTokens tokens;
  private final ProviderCalls calls;

  /// What it stands on.
  record Ground(
      Database database,
      Storage storage,
      Jobs jobs,
      Billing billing,
      Metrics metrics,
      KeyRing keys) {}

  Images(Configuration configuration, Ground ground, JobNotices notices, Clock clock) {
    this.configuration = configuration;
    this.ground = ground;
    this.clock = clock;
    var server = configuration.server();
    var settings = configuration.images();
    var jdbi = ground.database().jdbi();
    var storage = ground.storage();
    this.engine = BuiltIn.engine(settings, server.data());
    this.themes = new ThemeRegistry(jdbi, BuiltIn.themes(server.data()), server.temporary());
    this.uploads = new Uploads(storage, engine, settings.types(), settings.usual());
    var fetch = new GuardedFetch(configuration.fetch());
    this.remotes =
        new Remotes(
            configuration,
            new Remotes.Ground(jdbi, fetch, engine, themes, ground.metrics(), clock));
    this.urls = new PictureUrls(uploads, storage.ownUrls(), fetch, server.temporary());
    this.cache = new ResultCache(configuration.cache(), jdbi, storage.objects(), ground.metrics());
    this.jobs =
        new ImageJobs(
            ground.jobs(),
            new ImageJobs.Uses(
                storage.objects(),
                uploads,
                urls,
                remotes.relay(),
                themes,
                ground.billing(),
                notices,
                cache));
    this.tickets = new Tickets(jdbi, clock);
    this.tokens = new CallbackTokens(ground.keys());
    this.calls = new ProviderCalls(ground.jobs(), tokens, remotes.relay().callbacks());
  }

  LocalEngine engine() {
    return engine;
  }

  Uploads uploads() {
    return uploads;
  }

  ImageJobs jobs() {
    return jobs;
  }

  ResultCache cache() {
    return cache;
  }

  Tickets tickets() {
    return tickets;
  }

  Remotes remotes() {
    return remotes;
  }

  ProviderCalls calls() {
    return calls;
  }

  Served.Pictures served() {
    var storage = ground.storage();
    return new Served.Pictures(
        storage, uploads, urls, jobs, new Previews(engine, storage.objects()));
  }

  Served.Themes servedThemes() {
    return new Served.Themes(themes, new ThemeGallery(engine, themes), remotes.workflows());
  }

  List<Duty> duties() {
    var duties = new ArrayList<>(remotes.duties(ground.jobs()));
    duties.add(
        new TicketCleaner(ground.database().jdbi(), configuration.jobs().retention(), clock));
    duties.add(cache.duty());
    return duties;
  }

  /// Takes jobs on this node: those that compute, and those that wait for other machines.
  void startWorkers(Closing closing) {
    var server = configuration.server();
    var lending =
        new ImageJobs.Lending(
            ground.storage().links(), tokens, server.baseUrl(), server.temporary());
    var handlers = jobs.handlers(lending);
    closing.add(
        Workers.start(
            ground.jobs(), Submission.DEFAULT_QUEUE, configuration.jobs().concurrency(), handlers));
    remoteQueues()
        .forEach((queue, size) ->
            closing.add(
                Workers.start(ground.jobs(), queue, new Workers.Crew(size, true), handlers)));
  }

  /// A queue for each provider on another machine, with as many workers as it takes orders; and
  /// those that have jobs left from when there was such a provider.
  private Map<String, Integer> remoteQueues() {
    var queues = new TreeMap<String, Integer>();
    ground.jobs().counts().queues().stream()
        .map(JobCounts.OfQueue::queue)
        .filter(queue -> queue.startsWith(ImageJobs.REMOTE_QUEUE))
        .forEach(queue -> queues.put(queue, configuration.jobs().concurrency()));
    for (RemoteProvider each : remotes.relay().remotes()) {
      queues.put(ImageJobs.REMOTE_QUEUE + each.name(), each.atOnce());
    }
    return queues;
  }

  @Override
  public void close() {
    remotes.close();
    engine.close();
  }
}
