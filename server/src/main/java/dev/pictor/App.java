package dev.pictor;

import dev.pictor.api.DocumentationRoutes;
import dev.pictor.api.HealthRoutes;
import dev.pictor.api.ImageRoutes;
import dev.pictor.api.JobRoutes;
import dev.pictor.api.KeyRoutes;
import dev.pictor.api.MetricsRoute;
import dev.pictor.api.ObjectRoutes;
import dev.pictor.api.ThemeAdminRoutes;
import dev.pictor.billing.Billing;
import dev.pictor.compat.nursefilter.NurseFilterSurface;
import dev.pictor.compat.oneshot.OneShotSurface;
import dev.pictor.compat.pictoora.PictooraSurface;
import dev.pictor.compat.sketch.SketchSurface;
import dev.pictor.identity.Identity;
import dev.pictor.identity.IdentitySettings;
import dev.pictor.identity.RequestGuard;
import dev.pictor.identity.Users;
import dev.pictor.images.ImageJobs;
import dev.pictor.images.JobBilling;
import dev.pictor.images.PictureUrls;
import dev.pictor.images.Previews;
import dev.pictor.images.ThemeGallery;
import dev.pictor.images.ThemeRegistry;
import dev.pictor.images.TicketCleaner;
import dev.pictor.images.Tickets;
import dev.pictor.images.Uploads;
import dev.pictor.jobs.Jobs;
import dev.pictor.jobs.Submission;
import dev.pictor.jobs.Workers;
import dev.pictor.platform.Duties;
import dev.pictor.platform.Duty;
import dev.pictor.platform.fetch.GuardedFetch;
import dev.pictor.platform.http.HttpServer;
import dev.pictor.platform.http.PublicAddress;
import dev.pictor.platform.http.Route;
import dev.pictor.platform.secrets.KeyRing;
import dev.pictor.platform.secrets.Secrets;
import dev.pictor.platform.sql.Database;
import dev.pictor.platform.telemetry.Logging;
import dev.pictor.platform.telemetry.Metrics;
import dev.pictor.platform.telemetry.PartChecks;
import dev.pictor.providers.Routing;
import dev.pictor.realtime.Updates;
import dev.pictor.storage.Storage;
import dev.pictor.studio.StudioRoutes;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
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
    Identity identity = closing.add(Identity.open(configuration.identity(), keys, database, clock));
    Storage storage =
        Storage.open(configuration.storage(), data.resolve("objects"), keys, database, clock);
    var pictures = configuration.images();
    var engine = closing.add(BuiltIn.engine(pictures, data));
    var themes = new ThemeRegistry(database.jdbi(), BuiltIn.themes(data), server.temporary());
    var routing = new Routing(List.of(BuiltIn.provider(engine, themes, pictures.marks())));
    Billing billing = Billing.open(database, configuration.billing(), clock);
    Jobs jobs =
        closing.add(Jobs.open(database, configuration.jobs(), clock, new JobBilling(billing)));
    var uploads = new Uploads(storage, engine, pictures.types(), pictures.usual());
    var urls =
        new PictureUrls(
            uploads, storage.links(), new GuardedFetch(configuration.fetch()), server.temporary());
    var imageUses = new ImageJobs.Uses(storage.objects(), uploads, urls, routing, themes, billing);
    var imageJobs = new ImageJobs(jobs, imageUses);
    var tickets = new Tickets(database.jdbi(), clock);
    var previews = new Previews(engine, storage.objects());
    var gallery = new ThemeGallery(engine, themes);
    var updates = closing.add(new Updates(jobs, clock));
    firstAdmin = identity.users().createFirstAdmin(configuration.identity().firstAdmin());

    // What works in the background.
    if (server.app().role().works()) {
      closing.add(workers(configuration, jobs, storage, routing));
    }
    var ticketCleaner = new TicketCleaner(database.jdbi(), configuration.jobs().retention(), clock);
    closing.add(Duties.start(duties(identity, storage, billing, jobs, ticketCleaner)));
    Gauges.register(metrics, jobs, engine, updates);

    // What is served.
    var address = new PublicAddress(server.baseUrl());
    var origins = Set.copyOf(server.http().allowedOrigins());
    var guard = new RequestGuard(identity.sessions(), identity.rateLimits(), origins);
    var sketchUses =
        new SketchSurface.Uses(
            identity, storage, uploads, urls, imageJobs, previews, updates, guard);
    boolean secureCookie = configuration.deployment().isProduction();
    var surface =
        new SketchSurface(sketchUses, new SketchSurface.Address(address, secureCookie), clock);
    var routes = new ArrayList<Route>(surface.routes());
    var oneShotUses = new OneShotSurface.Uses(storage, uploads, imageJobs);
    var oneShotTerms = new OneShotSurface.Terms(pictures.output(), pictures.oneShot());
    var oneShot = new OneShotSurface(oneShotUses, address, oneShotTerms);
    routes.addAll(new JobRoutes(imageJobs, List.of(oneShot.jobs()), urls).routes());
    routes.addAll(new NurseFilterSurface(new NurseFilterSurface.Uses(themes, gallery)).routes());
    routes.addAll(new ThemeAdminRoutes(themes).routes());
    routes.addAll(new ImageRoutes(uploads, urls, storage.links(), server.temporary()).routes());
    routes.addAll(new KeyRoutes(identity.keys()).routes());
    routes.addAll(new ObjectRoutes(storage.links()).routes());
    var checks = new PartChecks(parts(database, data));
    var pictooraUses =
        new PictooraSurface.Uses(storage.links(), uploads, urls, imageJobs, tickets, checks);
    var pictoora = new PictooraSurface(pictooraUses, pictooraPlace(configuration), clock);
    routes.addAll(pictoora.routes());
    routes.addAll(new HealthRoutes(checks, server.app().version()).routes());
    routes.addAll(new MetricsRoute(metrics, server.console().metricsToken()).routes());
    routes.addAll(new StudioRoutes().routes());
    routes.addAll(documentation(server, routes));
    var own = List.of(pictoora.problems());
    var content = new HttpServer.Content(routes, surface.sockets(), guard, metrics, own);
    http = closing.add(HttpServer.start(server.http(), content));
    LOG.atInfo().addKeyValue("port", http.port()).log("ready");
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

  private static Workers workers(
      Configuration configuration, Jobs jobs, Storage storage, Routing routing) {
    return Workers.start(
        jobs,
        Submission.DEFAULT_QUEUE,
        configuration.jobs().concurrency(),
        ImageJobs.handlers(storage.objects(), routing));
  }

  private static List<Route> documentation(ServerSettings server, List<Route> described) {
    var app = server.app();
    return new DocumentationRoutes(app.name(), app.version(), server.baseUrl(), described).routes();
  }

  private static List<Duty> duties(
      Identity identity, Storage storage, Billing billing, Jobs jobs, Duty more) {
    var all = new ArrayList<Duty>(identity.duties());
    all.addAll(storage.duties());
    all.addAll(billing.duties());
    all.addAll(jobs.duties());
    all.add(more);
    return all;
  }

  private static PictooraSurface.Place pictooraPlace(Configuration configuration) {
    ServerSettings server = configuration.server();
    return new PictooraSurface.Place(
        server.app().name(),
        server.app().version(),
        new PublicAddress(server.baseUrl()),
        server.temporary(),
        configuration.images().output());
  }

  private static Map<String, Callable<Boolean>> parts(Database database, Path data) {
    var parts = new LinkedHashMap<String, Callable<Boolean>>();
    parts.put("database", database::answers);
    parts.put("objects", () -> DataFolder.isWritable(data.resolve("objects")));
    return parts;
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
