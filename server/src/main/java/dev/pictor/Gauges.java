package dev.pictor;

import dev.pictor.billing.Billing;
import dev.pictor.billing.Tally;
import dev.pictor.engine.LocalEngine;
import dev.pictor.jobs.JobCounts;
import dev.pictor.jobs.JobCounts.OfQueue;
import dev.pictor.jobs.Jobs;
import dev.pictor.platform.telemetry.Metrics;
import dev.pictor.realtime.Updates;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.function.ToLongFunction;

/// Numbers that are read whenever the metrics are.
final class Gauges {
  private static final List<String> KINDS =
      List.of(
          "grant",
          "hold",
          "charge",
          "release",
          "refund",
          "correction",
          "purchase",
          "purchase_refund",
          "refund_reversed");
  private static final String CREDITS = "pictor.credits.moved";

  private Gauges() {}

  static void register(
      Metrics metrics, Jobs jobs, Billing billing, LocalEngine engine, Updates updates) {
    queue(metrics, jobs, "pictor.jobs.ready", "Jobs that a worker may take now", OfQueue::ready);
    queue(metrics, jobs, "pictor.jobs.delayed", "Jobs that wait for their time", OfQueue::delayed);
    queue(metrics, jobs, "pictor.jobs.running", "Jobs at work", OfQueue::running);
    queue(
        metrics,
        jobs,
        "pictor.jobs.oldest.wait.seconds",
        "How long the oldest ready job has waited",
        each -> each.oldestWait().toSeconds());
    metrics.gauge(
        "pictor.engine.cores.busy", Tags.empty(), "Pixel operations at work", engine.cores()::busy);
    metrics.gauge(
        "pictor.engine.cores.waiting",
        Tags.empty(),
        "Pixel operations that wait for a core",
        engine.cores()::waiting);
    metrics.gauge(
        "pictor.billing.mismatches",
        Tags.empty(),
        "Accounts whose balance or plan is not what the books come to; must be 0",
        billing::mismatches);
    metrics.gauge("pictor.websocket.connections", Tags.empty(), "Open WebSockets", updates::open);
  }

  /// Counts the credits that this node moved, by what happened to them.
  static Tally credits(Metrics metrics) {
    for (String kind : KINDS) {
      metrics.count(CREDITS, Tags.of("kind", kind), 0);
    }
    return (kind, credits) -> metrics.count(CREDITS, Tags.of("kind", kind), credits);
  }

  private static void queue(
      Metrics metrics, Jobs jobs, String name, String help, ToLongFunction<OfQueue> number) {
    metrics.gauge(
        name,
        Tags.empty(),
        help,
        () -> {
          JobCounts counts = jobs.counts();
          return counts.queues().stream().mapToLong(number).sum();
        });
  }
}
