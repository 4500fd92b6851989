package dev.pictor;

import dev.pictor.platform.Duty;
import dev.pictor.platform.fetch.GuardedFetch;
import dev.pictor.platform.telemetry.Metrics;
import dev.pictor.providers.Provider;
import dev.pictor.providers.local.Darkroom;
import dev.pictor.providers.remote.Calls;
import dev.pictor.providers.remote.HealthDuty;
import dev.pictor.providers.remote.Relay;
import dev.pictor.providers.remote.RelaySettings;
import dev.pictor.providers.remote.RemoteApi;
import dev.pictor.providers.remote.RemoteProvider;
import dev.pictor.providers.remote.Routes;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/// Providers on other machines put together with the built-in engine.
final class Remotes implements AutoCloseable {
  private final List<RemoteProvider> providers;
  private final Relay relay;

  /// What they stand on.
  record Ground(
      Jdbi jdbi, GuardedFetch fetch, Darkroom darkroom, Metrics metrics, InstantSource clock) {}

  /// @param apis of the providers that are configured, in their usual order
  Remotes(Provider local, List<RemoteApi> apis, RelaySettings settings, Ground ground) {
    this.providers =
        apis.stream()
            .map(api ->
                new RemoteProvider(api, settings.use(api.name()), ground.metrics(), ground.clock()))
            .toList();
    Routes routes;
    try {
      routes = Routes.of(providers.stream().map(RemoteProvider::name).toList(), settings.rules());
    } catch (IllegalArgumentException e) {
      close();
      throw new App.CannotStart(String.valueOf(e.getMessage()), e);
    }
    this.relay =
        new Relay(
            local,
            providers,
            new Relay.Uses(
                new Calls(ground.jdbi()),
                ground.darkroom(),
                ground.fetch(),
                routes,
                settings.longest()));
  }

  Relay relay() {
    return relay;
  }

  List<Duty> duties() {
    return providers.isEmpty() ? List.of() : List.of(new HealthDuty(providers));
  }

  @Override
  public void close() {
    providers.forEach(RemoteProvider::close);
  }
}
