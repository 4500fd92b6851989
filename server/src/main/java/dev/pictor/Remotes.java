package dev.pictor;

import dev.pictor.engine.LocalEngine;
import dev.pictor.images.AbandonedOrders;
import dev.pictor.jobs.Jobs;
import dev.pictor.platform.Duty;
import dev.pictor.platform.fetch.GuardedFetch;
import dev.pictor.platform.limits.Limiter;
import dev.pictor.platform.telemetry.Metrics;
import dev.pictor.providers.ThemeShelf;
import dev.pictor.providers.cloud.Means;
import dev.pictor.providers.local.Darkroom;
import dev.pictor.providers.models.EndingModels;
import dev.pictor.providers.models.ModelTable;
import dev.pictor.providers.remote.Calls;
import dev.pictor.providers.remote.HealthDuty;
import dev.pictor.providers.remote.Prompts;
import dev.pictor.providers.remote.RelaySettings;
import dev.pictor.providers.remote.RemoteProvider;
import dev.pictor.providers.remote.RoutedRelay;
import dev.pictor.providers.remote.Routes;
import dev.pictor.providers.workflows.Workflows;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Jdbi;

/// Providers on other machines put together with the built-in engine.
final class Remotes implements AutoCloseable {
  private static final String WORKFLOWS = "workflows";

  private final List<RemoteProvider> providers;
  private final RoutedRelay relay;
  private final Workflows workflows;
  private final Limiter limiter;
  private final InstantSource clock;

  /// What they stand on.
  record Ground(
      Jdbi jdbi,
      GuardedFetch fetch,
      LocalEngine engine,
      ThemeShelf themes,
      Metrics metrics,
      InstantSource clock) {}

  Remotes(Configuration configuration, Ground ground) {
    this.clock = ground.clock();
    RelaySettings settings = configuration.providers().relay();
    boolean marks = configuration.images().marks();
    var server = configuration.server();
    this.workflows = new Workflows(server.data().resolve(WORKFLOWS), ground.themes());
    var means =
        new ProviderSettings.Means(
            workflows,
            new Means(ModelTable.read(), new Prompts(ground.themes()), ground.clock()),
            !server.baseUrl().isEmpty());
    this.limiter =
        settings.perMinute().isEmpty()
            ? Limiter.local(clock)
            : Limiter.open(configuration.limits(), ground.metrics(), clock);
    this.providers =
        configuration.providers().open(means).stream()
            .map(api ->
                new RemoteProvider(
                    api, settings.use(api.name()), limiter, ground.metrics(), ground.clock()))
            .toList();
    Routes routes;
    try {
      routes = Routes.of(providers.stream().map(RemoteProvider::name).toList(), settings.rules());
    } catch (IllegalArgumentException e) {
      close();
      throw new App.CannotStart(String.valueOf(e.getMessage()), e);
    }
    this.relay =
        new RoutedRelay(
            BuiltIn.provider(
                ground.engine(), ground.themes(), marks, configuration.server().data()),
            providers,
            new RoutedRelay.Uses(
                new Calls(ground.jdbi()),
                new Darkroom(ground.engine(), marks),
                ground.fetch(),
                routes,
                settings.longest()));
  }

  Workflows workflows() {
    return workflows;
  }

  /// Each as it was last found: `up`, `down`, or `unknown` before the first look.
  Map<String, String> standing() {
    var standing = new TreeMap<String, String>();
    for (RemoteProvider each : providers) {
      standing.put(each.name(), each.state());
    }
    return standing;
  }

  /// Models that are gone soon.
  List<String> warnings() {
    return relay.warnings(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
  }

  RoutedRelay relay() {
    return relay;
  }

  /// Orders of providers that are configured no more are settled too.
  List<Duty> duties(Jobs jobs) {
    return List.of(
        new HealthDuty(providers),
        new AbandonedOrders(jobs, relay),
        new EndingModels(this::warnings));
  }

  @Override
  public void close() {
    providers.forEach(RemoteProvider::close);
    limiter.close();
  }
}
