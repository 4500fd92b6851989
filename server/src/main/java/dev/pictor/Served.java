package dev.pictor;

import dev.pictor.api.AccountRoutes;
import dev.pictor.api.AdminUserRoutes;
import dev.pictor.api.BillingRoutes;
import dev.pictor.api.DocumentationRoutes;
import dev.pictor.api.EventRoutes;
import dev.pictor.api.HealthRoutes;
import dev.pictor.api.ImageRoutes;
import dev.pictor.api.JobRoutes;
import dev.pictor.api.KeyRoutes;
import dev.pictor.api.MailLinkRoutes;
import dev.pictor.api.MetricsRoute;
import dev.pictor.api.ObjectRoutes;
import dev.pictor.api.OidcRoutes;
import dev.pictor.api.OutboxRoutes;
import dev.pictor.api.PlanRoutes;
import dev.pictor.api.ProviderCallRoutes;
import dev.pictor.api.PurchaseRoutes;
import dev.pictor.api.QuoteRoutes;
import dev.pictor.api.StorageRoutes;
import dev.pictor.api.StoreNoticeRoutes;
import dev.pictor.api.ThemeAdminRoutes;
import dev.pictor.api.WebhookDeliveryRoutes;
import dev.pictor.api.WebhookRoutes;
import dev.pictor.billing.Billing;
import dev.pictor.billing.receipts.StoreReceipts;
import dev.pictor.compat.nursefilter.InstagramRoutes;
import dev.pictor.compat.nursefilter.NurseFilterSurface;
import dev.pictor.compat.oneshot.OneShotSurface;
import dev.pictor.compat.pictoora.PictooraSurface;
import dev.pictor.compat.sketch.SketchSurface;
import dev.pictor.identity.Identity;
import dev.pictor.identity.RequestGuard;
import dev.pictor.identity.SessionCookie;
import dev.pictor.identity.SignInVisit;
import dev.pictor.identity.SocialSignIn;
import dev.pictor.identity.Users;
import dev.pictor.images.ImageJobs;
import dev.pictor.images.ImageSettings;
import dev.pictor.images.PictureUrls;
import dev.pictor.images.Previews;
import dev.pictor.images.ProviderCalls;
import dev.pictor.images.ThemeGallery;
import dev.pictor.images.ThemeRegistry;
import dev.pictor.images.Tickets;
import dev.pictor.images.Uploads;
import dev.pictor.platform.http.HttpServer;
import dev.pictor.platform.http.PublicAddress;
import dev.pictor.platform.http.Route;
import dev.pictor.platform.mail.Mailer;
import dev.pictor.platform.sql.Database;
import dev.pictor.platform.telemetry.Metrics;
import dev.pictor.platform.telemetry.PartChecks;
import dev.pictor.providers.remote.ProviderAdminRoutes;
import dev.pictor.providers.workflows.WorkflowAdminRoutes;
import dev.pictor.providers.workflows.Workflows;
import dev.pictor.realtime.EventStreams;
import dev.pictor.realtime.Updates;
import dev.pictor.storage.Links;
import dev.pictor.storage.Storage;
import dev.pictor.studio.StudioRoutes;
import dev.pictor.webhooks.Webhooks;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;

/// What is served: every surface with its routes, in the order of the documentation. A surface is
/// added here and nowhere else.
final class Served {
  private final Modules modules;
  private final ServerSettings server;
  private final PublicAddress address;
  private final PartChecks checks;
  private final RequestGuard guard;
  private final SessionCookie cookie;
  private final SignInVisit visit;

  /// What surfaces translate into.
  record Modules(
      Configuration configuration,
      Clock clock,
      Database database,
      Metrics metrics,
      People people,
      Pictures pictures,
      Themes themes,
      News news,
      MugShot mugShot) {}

  /// Who calls, and what they have.
  record People(
      Identity identity,
      SocialSignIn social,
      Billing billing,
      StoreReceipts receipts,
      Mailer mailer) {}

  /// Pictures and what is made of them.
  record Pictures(
      Storage storage, Uploads uploads, PictureUrls urls, ImageJobs jobs, Previews previews) {}

  /// The looks to choose from, and what providers with a diffusion model make them by.
  record Themes(ThemeRegistry registry, ThemeGallery gallery, Workflows workflows) {}

  /// What comes and goes between requests.
  record News(
      Updates updates,
      EventStreams events,
      ProviderCalls calls,
      Tickets tickets,
      Webhooks webhooks,
      Remotes remotes) {}

  Served(Modules modules) {
    this.modules = modules;
    Configuration configuration = modules.configuration();
    this.server = configuration.server();
    this.address = new PublicAddress(server.baseUrl());
    this.checks = new PartChecks(parts(modules.database(), modules.pictures().storage()));
    Identity identity = modules.people().identity();
    Set<String> origins = Set.copyOf(server.http().allowedOrigins());
    this.guard = new RequestGuard(identity.sessions(), identity.rateLimits(), origins);
    boolean isSecure = configuration.deployment().isProduction();
    this.cookie = new SessionCookie(isSecure, modules.clock());
    this.visit = new SignInVisit(isSecure, origins, cookie);
  }

  /// The caller closes it.
  HttpServer start() {
    SketchSurface sketch = sketch();
    PictooraSurface pictoora = pictoora();
    var routes = new ArrayList<Route>(sketch.routes());
    routes.addAll(oneShot());
    routes.addAll(modules.mugShot().surface().routes());
    routes.addAll(nurseFilter());
    routes.addAll(pictoora.routes());
    routes.addAll(own());
    routes.addAll(operations());
    routes.addAll(documentation(routes));
    var problems = List.of(pictoora.problems());
    var sockets = new LinkedHashMap<>(sketch.sockets());
    sockets.putAll(events().sockets());
    var content = new HttpServer.Content(routes, sockets, guard, modules.metrics(), problems);
    return HttpServer.start(server.http(), content);
  }

  private SketchSurface sketch() {
    Pictures pictures = modules.pictures();
    var uses =
        new SketchSurface.Uses(
            modules.people().identity(),
            pictures.storage(),
            pictures.uploads(),
            pictures.urls(),
            pictures.jobs(),
            pictures.previews(),
            modules.news().updates(),
            guard,
            cookie,
            modules.people().billing());
    return new SketchSurface(uses, address);
  }

  private List<Route> oneShot() {
    Pictures pictures = modules.pictures();
    ImageSettings settings = modules.configuration().images();
    var uses =
        new OneShotSurface.Uses(
            modules.people().identity(),
            cookie,
            pictures.storage(),
            pictures.uploads(),
            modules.mugShot().defaults(),
            modules.people().billing(),
            modules.people().receipts());
    var terms = new OneShotSurface.Terms(settings.output(), settings.oneShot());
    var surface = new OneShotSurface(uses, address, terms);
    var routes = new ArrayList<Route>(surface.routes());
    // Several contracts have their jobs at one address; the last one takes what nobody else does.
    var contracts = List.of(modules.mugShot().surface().jobs(), surface.jobs());
    routes.addAll(new JobRoutes(pictures.jobs(), contracts, pictures.urls()).routes());
    routes.addAll(new QuoteRoutes(pictures.jobs(), contracts).routes());
    return routes;
  }

  private List<Route> nurseFilter() {
    Pictures pictures = modules.pictures();
    var uses =
        new NurseFilterSurface.Uses(
            modules.people().identity(),
            cookie,
            modules.people().billing(),
            pictures.storage(),
            pictures.uploads(),
            pictures.jobs(),
            modules.themes().registry(),
            modules.themes().gallery(),
            modules.news().calls());
    var routes = new ArrayList<Route>(new NurseFilterSurface(uses, address).routes());
    routes.addAll(new InstagramRoutes(modules.people().social(), visit).routes());
    return routes;
  }

  private PictooraSurface pictoora() {
    Pictures pictures = modules.pictures();
    var uses =
        new PictooraSurface.Uses(
            pictures.storage().links(),
            pictures.uploads(),
            pictures.urls(),
            pictures.jobs(),
            modules.news().tickets(),
            checks);
    var place =
        new PictooraSurface.Place(
            server.app().name(),
            server.app().version(),
            address,
            server.temporary(),
            modules.configuration().images().output());
    return new PictooraSurface(uses, place, modules.clock());
  }

  /// What no older contract has.
  private List<Route> own() {
    Pictures pictures = modules.pictures();
    Links links = pictures.storage().links();
    var routes = new ArrayList<Route>(new ThemeAdminRoutes(modules.themes().registry()).routes());
    routes.addAll(new WorkflowAdminRoutes(modules.themes().workflows()).routes());
    var remotes = modules.news().remotes().relay().remotes();
    routes.addAll(new ProviderAdminRoutes(remotes, modules.clock()).routes());
    routes.addAll(
        new ImageRoutes(pictures.uploads(), pictures.urls(), links, server.temporary()).routes());
    People people = modules.people();
    routes.addAll(people());
    routes.addAll(money());
    routes.addAll(new OidcRoutes(people.social(), address, visit).routes());
    routes.addAll(new ObjectRoutes(links).routes());
    routes.addAll(new StorageRoutes(pictures.storage(), address).routes());
    routes.addAll(new WebhookRoutes(modules.news().webhooks()).routes());
    routes.addAll(new WebhookDeliveryRoutes(modules.news().webhooks()).routes());
    routes.addAll(events().routes());
    return routes;
  }

  /// What users have, bought and spend.
  private List<Route> money() {
    Billing billing = modules.people().billing();
    Users users = modules.people().identity().users();
    var allowances = modules.configuration().storage().allowances();
    var routes = new ArrayList<Route>(new BillingRoutes(billing, users).routes());
    routes.addAll(new PlanRoutes(billing, users, plan -> allowances.keptFor(plan.word())).routes());
    routes.addAll(new PurchaseRoutes(billing, users).routes());
    return routes;
  }

  private EventRoutes events() {
    return new EventRoutes(modules.news().events(), guard);
  }

  /// Users, their keys and their mail.
  private List<Route> people() {
    Identity identity = modules.people().identity();
    var routes = new ArrayList<Route>(new KeyRoutes(identity.keys()).routes());
    routes.addAll(new AccountRoutes(identity, cookie).routes());
    routes.addAll(new MailLinkRoutes(identity.accounts()).routes());
    routes.addAll(
        new AdminUserRoutes(
                identity, modules.people().billing(), modules.pictures().storage().objects())
            .routes());
    routes.addAll(new OutboxRoutes(modules.people().mailer()).routes());
    return routes;
  }

  private List<Route> operations() {
    var routes = new ArrayList<Route>(health().routes());
    routes.addAll(new MetricsRoute(modules.metrics(), server.console().metricsToken()).routes());
    routes.addAll(new StudioRoutes().routes());
    routes.addAll(new ProviderCallRoutes(modules.news().calls()).routes());
    routes.addAll(new StoreNoticeRoutes(modules.people().receipts()).routes());
    return routes;
  }

  private HealthRoutes health() {
    var remotes = modules.news().remotes();
    return new HealthRoutes(checks, server.app().version(), remotes::standing, this::warnings);
  }

  private List<String> warnings() {
    var warnings = new ArrayList<>(modules.news().remotes().warnings());
    warnings.addAll(modules.people().billing().warnings());
    warnings.addAll(modules.people().receipts().warnings());
    return warnings;
  }

  private List<Route> documentation(List<Route> described) {
    var app = server.app();
    return new DocumentationRoutes(app.name(), app.version(), server.baseUrl(), described).routes();
  }

  private static Map<String, Callable<Boolean>> parts(Database database, Storage storage) {
    var parts = new LinkedHashMap<String, Callable<Boolean>>();
    parts.put("database", database::answers);
    parts.put("objects", storage::answers);
    return parts;
  }
}
