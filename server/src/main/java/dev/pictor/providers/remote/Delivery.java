package dev.pictor.providers.remote;

import java.io.IOException;
import java.time.Instant;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One order at the provider that has it, until its picture is here.
final class Delivery {
  private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

  private final Errand.Desk desk;
  private final Errand.Task task;
  private final RemoteProvider provider;

  Delivery(Errand.Desk desk, Errand.Task task, RemoteProvider provider) {
    this.desk = desk;
    this.task = task;
    this.provider = provider;
  }

  /// What the picture of a call is kept as.
  static String name(UUID call) {
    return "call-" + call;
  }

  /// Until the provider is through with an order that it has.
  ///
  /// @param begun when it was handed over
  Errand.Delivered follow(Order order, String handle, Instant begun) throws InterruptedException {
    Reply end = new Following(desk, task, provider).await(order, handle, begun);
    return switch (end) {
      case Reply.Done done -> take(order, done, true);
      case Reply.Refused _, Reply.Moderated _, Reply.Failed _ -> {
        long cost = end instanceof Reply.Failed ? price() : 0;
        failed(order.id(), String.valueOf(Outcomes.operatorsReason(end)), cost);
        throw Outcomes.problem(provider.name(), end);
      }
      case Reply.Accepted _, Reply.Running _, Reply.Busy _, Reply.Down _, Reply.UnknownOutcome _ ->
          throw new IllegalStateException("not an end: " + Outcomes.word(end));
    };
  }

  /// What a provider calls done, fetched and looked at.
  ///
  /// @param hasHandle whether it can be had there once more
  Errand.Delivered take(Order order, Reply.Done done, boolean hasHandle)
      throws InterruptedException {
    Long said = done.cost();
    long cost = said == null ? price() : said;
    switch (desk.results().fetch(task, done)) {
      case Results.Fetched.Usable(var bytes) -> {
        if (!hasHandle || task.isPartial()) {
          keep(order.id(), bytes);
        }
        desk.calls().end(order.id(), new Call.End(Call.State.DELIVERED, false, cost, null));
        return new Errand.Delivered(bytes, provider.name(), order.model());
      }
      case Results.Fetched.Useless(var reason) -> {
        failed(order.id(), reason, cost);
        throw Outcomes.problem(provider.name(), new Reply.Failed(reason));
      }
    }
  }

  private void keep(UUID id, byte[] bytes) {
    try {
      task.commission().keep(name(id), bytes);
    } catch (IOException e) {
      // The picture is here; only a crash before the job's end would have it made again.
      LOG.atWarn()
          .addKeyValue("job_id", task.commission().job())
          .setCause(e)
          .log("a provider's picture could not be kept aside");
    }
  }

  private long price() {
    return provider.offer(task.step()).map(Offer::price).orElse(0L);
  }

  private void failed(UUID id, String reason, long cost) {
    desk.calls().end(id, new Call.End(Call.State.FAILED, cost > 0, cost, reason));
  }
}
