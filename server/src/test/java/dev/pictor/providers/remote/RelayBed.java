package dev.pictor.providers.remote;

import dev.pictor.engine.LocalEngine;
import dev.pictor.engine.codec.Limits;
import dev.pictor.engine.codec.PixelBudget;
import dev.pictor.engine.theme.Themes;
import dev.pictor.platform.fetch.FetchSettings;
import dev.pictor.platform.fetch.GuardedFetch;
import dev.pictor.platform.limits.Limiter;
import dev.pictor.platform.settings.Environment;
import dev.pictor.platform.telemetry.Metrics;
import dev.pictor.providers.ThemeShelf;
import dev.pictor.providers.local.Darkroom;
import dev.pictor.providers.local.LocalProvider;
import dev.pictor.testkit.TestDatabase;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// What tests of the relay stand on: a real database and a real engine, with providers of their
/// own.
final class RelayBed implements AutoCloseable {
  private final TestDatabase database = TestDatabase.open();
  private final LocalEngine engine = new LocalEngine(Limits.STANDARD, 2, 512L << 20);

  Calls calls() {
    return new Calls(database.jdbi());
  }

  /// Memory for pixels, which everything here shares.
  PixelBudget pixels() {
    return engine.budget();
  }

  /// Whether the only order of a job may have been billed.
  boolean isPossiblyBilled(UUID job) {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery("select possibly_billed from provider_call where job_id = :job")
                .bind("job", job)
                .mapTo(Boolean.class)
                .one());
  }

  RoutedRelay relay(String rules, RemoteApi... apis) {
    return relay(rules, 0, apis);
  }

  /// @param perMinute orders in a minute at each; 0 for as many as come
  RoutedRelay relay(String rules, int perMinute, RemoteApi... apis) {
    var environment = new Environment(Map.of("ALLOW_PRIVATE_ADDRESSES", "true"));
    var metrics = new Metrics();
    List<RemoteProvider> providers =
        Arrays.stream(apis)
            .map(api ->
                new RemoteProvider(
                    api,
                    new RemoteProvider.Use(4, perMinute, Duration.ofSeconds(30)),
                    Limiter.local(InstantSource.system()),
                    metrics,
                    InstantSource.system()))
            .toList();
    return new RoutedRelay(
        new LocalProvider(engine, ThemeShelf.of(Themes::bundled), true),
        providers,
        new RoutedRelay.Uses(
            calls(),
            new Darkroom(engine, true),
            new GuardedFetch(FetchSettings.from(environment)),
            Routes.of(
                providers.stream().map(RemoteProvider::name).toList(),
                rules.isEmpty() ? List.of() : List.of(rules)),
            Duration.ofSeconds(20)));
  }

  @Override
  public void close() {
    engine.close();
    database.close();
  }
}
