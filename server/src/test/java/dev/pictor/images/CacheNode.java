package dev.pictor.images;

import dev.pictor.billing.Billing;
import dev.pictor.billing.BillingSettings;
import dev.pictor.billing.Standing;
import dev.pictor.engine.LocalEngine;
import dev.pictor.engine.codec.ImageType;
import dev.pictor.identity.Principal;
import dev.pictor.identity.UserId;
import dev.pictor.jobs.JobId;
import dev.pictor.jobs.JobLimits;
import dev.pictor.jobs.JobSettings;
import dev.pictor.jobs.Jobs;
import dev.pictor.jobs.Submission;
import dev.pictor.jobs.Workers;
import dev.pictor.platform.Duty;
import dev.pictor.platform.Problem.FieldError;
import dev.pictor.platform.fetch.FetchSettings;
import dev.pictor.platform.fetch.GuardedFetch;
import dev.pictor.platform.secrets.KeyRing;
import dev.pictor.platform.settings.Environment;
import dev.pictor.platform.sql.Database;
import dev.pictor.platform.telemetry.Metrics;
import dev.pictor.providers.CallbackTokens;
import dev.pictor.providers.local.Darkroom;
import dev.pictor.providers.remote.Calls;
import dev.pictor.providers.remote.RelaySettings;
import dev.pictor.providers.remote.RoutedRelay;
import dev.pictor.providers.remote.Routes;
import dev.pictor.storage.Allowances.Allowance;
import dev.pictor.storage.Storage;
import dev.pictor.storage.StorageSettings;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/// One node that takes jobs and works on them, on a database and a folder that several may share.
/// Jobs of the surface `oneshot` cost credits and count; everybody begins with a thousand.
record CacheNode(
    Jobs jobs,
    Storage storage,
    Uploads uploads,
    ImageJobs images,
    ResultCache cache,
    Billing billing,
    Metrics metrics,
    Workers workers)
    implements AutoCloseable {
  /// What the nodes of a test share.
  ///
  /// @param files how many files everybody may keep; -1 without limit
  record Site(
      Database database,
      Path folder,
      LocalEngine engine,
      PaintingProvider painter,
      AtomicLong files) {}

  static CacheNode open(Site site, CacheSettings settings) {
    Database database = site.database();
    InstantSource clock = InstantSource.system();
    var environment =
        new Environment(Map.of("PLAN_FREE_JOBS_PER_DAY", "-1", "DEFAULT_CREDITS", "1000"));
    var billing = Billing.open(database, BillingSettings.from(environment), clock);
    Jobs jobs = Jobs.open(database, jobSettings(), clock, new JobBilling(billing));
    KeyRing keys = KeyRing.of("a key of the tests".getBytes(StandardCharsets.UTF_8), List.of());
    Storage storage =
        Storage.open(
            StorageSettings.from(environment),
            new Storage.Folder(site.folder(), keys, "https://pictor.example"),
            database,
            new Storage.Neighbours(
                (_, _) -> new Allowance(-1, site.files().get()),
                _ -> Duration.ZERO,
                (_, _) -> Set.of()),
            clock);
    Set<ImageType> types = EnumSet.allOf(ImageType.class);
    var uploads = new Uploads(storage, site.engine(), types, InputRules.ofBytes(1_000_000));
    var fetch = new GuardedFetch(FetchSettings.from(environment));
    var urls = new PictureUrls(uploads, storage.ownUrls(), fetch, site.folder());
    var themes =
        new ThemeRegistry(
            database.jdbi(), new ShippedThemes(site.folder().resolve("none")), site.folder());
    RelaySettings rules = RelaySettings.from(environment);
    var relay =
        new RoutedRelay(
            site.painter(),
            List.of(),
            new RoutedRelay.Uses(
                new Calls(database.jdbi()),
                new Darkroom(site.engine(), false),
                fetch,
                Routes.of(List.of(), rules.rules()),
                rules.longest()));
    var metrics = new Metrics();
    var cache = new ResultCache(settings, database.jdbi(), storage.objects(), metrics);
    var images =
        new ImageJobs(
            jobs,
            new ImageJobs.Uses(
                storage.objects(), uploads, urls, relay, themes, billing, new Nobody(), cache));
    var workers =
        Workers.start(
            jobs,
            Submission.DEFAULT_QUEUE,
            5,
            images.handlers(
                new ImageJobs.Lending(
                    storage.links(), new CallbackTokens(keys), "", site.folder())));
    return new CacheNode(jobs, storage, uploads, images, cache, billing, metrics, workers);
  }

  /// Nobody is told of a job's end.
  private static final class Nobody implements JobNotices {
    @Override
    public Optional<FieldError> fault(String url) {
      return Optional.empty();
    }

    @Override
    public void keep(Handle transaction, JobId job, UserId owner, String url) {
      throw new AssertionError("nobody gave an address");
    }
  }

  /// Leases of 2 s, two tries.
  private static JobSettings jobSettings() {
    return new JobSettings(
        5,
        -1,
        Duration.ofSeconds(2),
        Duration.ofMillis(500),
        new JobLimits(2, Duration.ZERO, Duration.ofMinutes(5)),
        List.of(Duration.ofMillis(50)),
        Duration.ofDays(30),
        Duration.ofMillis(200));
  }

  /// The key of a new upload with these bytes.
  String upload(Principal who, byte[] picture) {
    try {
      return uploads.add(who, "a.png", new ByteArrayInputStream(picture)).key().value();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  ImageJobs.Submitted submit(Principal who, JobForm form) {
    try {
      return images.submit(who, form, List.of());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  ImageJob get(Principal who, String id) {
    return images.get(who, id);
  }

  Standing standing(Principal who) {
    return billing.standing(who.userId());
  }

  /// Runs a duty once.
  long run(String name) {
    try {
      for (Duty each :
          Stream.of(jobs.duties(), storage.duties(), billing.duties(), List.of(cache.duty()))
              .flatMap(List::stream)
              .toList()) {
        if (each.name().equals(name)) {
          return each.runOnce();
        }
      }
      throw new AssertionError("no duty " + name);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// A counter as Prometheus sees it.
  double counted(String sample) {
    return metrics
        .scrape()
        .lines()
        .filter(line -> line.startsWith(sample + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(sample.length())))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + sample));
  }

  @Override
  public void close() {
    workers.close(Duration.ZERO);
    jobs.close();
    storage.close();
    metrics.close();
  }
}
