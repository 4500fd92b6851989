package dev.pictor.providers.remote;

import dev.pictor.platform.limits.Limiter;
import dev.pictor.platform.telemetry.Metrics;
import dev.pictor.providers.Generation;
import dev.pictor.providers.Relay;
import dev.pictor.providers.models.Model;
import dev.pictor.providers.models.ModelTable;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/// A provider as it is used here: its API behind a [Gate], with what was last heard of its health.
public final class RemoteProvider implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RemoteProvider.class);

  private final RemoteApi api;
  private final Gate gate;
  private final Metrics metrics;
  private final InstantSource clock;
  private volatile @Nullable Health health;

  /// How it is used.
  ///
  /// @param atOnce orders at a time
  /// @param perMinute orders in a minute; 0 for as many as come
  /// @param rest how long it is left alone once it is found broken
  public record Use(int atOnce, int perMinute, Duration rest) {}

  /// @param limiter counts the orders of a minute
  public RemoteProvider(
      RemoteApi api, Use use, Limiter limiter, Metrics metrics, InstantSource clock) {
    this.api = api;
    var pace = new Pace(api.name(), use.perMinute(), limiter, clock);
    this.gate = new Gate(api.name(), use.atOnce(), use.rest(), pace, clock);
    this.metrics = metrics;
    this.clock = clock;
    Tags tags = Tags.of("provider", api.name());
    metrics.gauge(
        "pictor.provider.circuit.state", tags, "0 closed, 1 half-open, 2 open", gate::circuit);
    metrics.gauge(
        "pictor.provider.models.ending",
        tags,
        "Models in use that are gone within 30 days, or gone",
        () -> ending().size());
    metrics.gauge("pictor.provider.orders", tags, "Orders that a provider works on", gate::busy);
  }

  public String name() {
    return api.name();
  }

  /// Orders at a time.
  public int atOnce() {
    return gate.size();
  }

  RemoteApi api() {
    return api;
  }

  Gate gate() {
    return gate;
  }

  /// What it would make a step with; empty when it cannot.
  public Optional<Offer> offer(Generation.Step step) {
    return api.offer(step);
  }

  /// The models that it makes pictures with, as far as they come from the table.
  public List<Model> models() {
    return api.models();
  }

  private List<ModelTable.Ending> ending() {
    return ModelTable.ending(api.models(), LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
  }

  /// This one as somebody who may make a step with what it offers.
  Relay.Maker maker(Offer offer) {
    return new Relay.Maker(
        name(),
        api.machine(),
        offer.model(),
        gate.isOpen() && !state().equals("down"),
        ending().stream()
            .filter(each -> each.model().id().equals(offer.model()))
            .map(ModelTable.Ending::ends)
            .findFirst());
  }

  /// `up`, `down`, or `unknown` before the first look.
  public String state() {
    Health last = health;
    return last == null ? "unknown" : last.works() ? "up" : "down";
  }

  /// What was last heard; empty before the first look.
  public Optional<Health> health() {
    return Optional.ofNullable(health);
  }

  /// Asks for its health now; a change is logged.
  public void look() throws InterruptedException {
    Health now = api.health();
    Health before = health;
    health = now;
    if (before == null ? !now.works() : before.works() != now.works()) {
      LOG.atLevel(now.works() ? Level.INFO : Level.WARN)
          .addKeyValue("provider", name())
          .addKeyValue("detail", now.detail())
          .log(now.works() ? "a provider works again" : "a provider does not work");
    }
  }

  /// Counts an order's end and tells operators what only they can mend.
  void count(String operation, Reply reply, Duration took) {
    String outcome = Outcomes.word(reply);
    Tags tags = Tags.of("provider", name(), "operation", operation, "outcome", outcome);
    metrics.took("pictor.provider.requests", tags, took);
    String reason = Outcomes.operatorsReason(reply);
    if (reason != null) {
      LOG.atWarn()
          .addKeyValue("provider", name())
          .addKeyValue("outcome", outcome)
          .addKeyValue("reason", reason)
          .log("a provider did not take or not finish an order");
    }
  }

  @Override
  public void close() {
    api.close();
  }
}
