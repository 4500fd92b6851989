package dev.pictor.platform.telemetry;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/// Numbers for Prometheus. Names begin with `pictor_`; times are in seconds.
public final class Metrics implements AutoCloseable {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();

  public Metrics() {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    collections.bindTo(registry);
  }

  /// One answered request, by the route's template and not by its path: paths have ids in them.
  public void request(String method, String route, int status, Duration took) {
    registry
        .timer(
            "pictor.http.requests",
            Tags.of(
                Tag.of("method", method), Tag.of("route", route), Tag.of("status", "" + status)))
        .record(took);
  }

  /// One finished piece of work.
  ///
  /// @param name in Micrometer's form, `pictor.engine.sketches`
  public void took(String name, Tags tags, Duration took) {
    registry.timer(name, tags).record(took);
  }

  public void count(String name, Tags tags) {
    registry.counter(name, tags).increment();
  }

  /// The same by more than one at once.
  public void count(String name, Tags tags, long amount) {
    registry.counter(name, tags).increment((double) amount);
  }

  /// A number that is read whenever the metrics are.
  public void gauge(String name, Tags tags, String help, Supplier<Number> value) {
    Gauge.builder(name, value)
        .tags(tags)
        .description(help)
        .strongReference(true)
        .register(registry);
  }

  /// The text format that Prometheus scrapes.
  public String scrape() {
    return registry.scrape();
  }

  /// Names of everything that is measured.
  public List<String> names() {
    return registry.getMeters().stream()
        .map(meter -> meter.getId().getName())
        .distinct()
        .sorted()
        .toList();
  }

  @Override
  public void close() {
    collections.close();
    registry.close();
  }
}
