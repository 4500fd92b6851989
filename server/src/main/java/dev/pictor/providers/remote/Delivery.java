package dev.pictor.providers.remote;

import dev.pictor.platform.Problem;
import dev.pictor.providers.local.Darkroom;
import java.io.IOException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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

  /// What came of an order.
  ///
  /// @param reply the provider's last word
  /// @param delivered null when somebody else may be asked
  record Outcome(Reply reply, Errand.@Nullable Delivered delivered) {}

  /// Until the provider is through with an order that it has.
  ///
  /// @param begun when it was handed over
  /// @param waiter that is there since before it was handed over
  Outcome follow(Order order, String handle, Instant begun, Signals.Waiter waiter)
      throws InterruptedException {
    Reply end = new Following(desk, task, provider).await(order, handle, begun, waiter);
    return switch (end) {
      case Reply.Done done -> new Outcome(end, take(order, done, true));
      case Reply.Refused _ -> {
        failed(order, end);
        yield new Outcome(end, null);
      }
      case Reply.Moderated _, Reply.Failed _ -> {
        failed(order, end);
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
      case Results.Fetched.Nothing(var reason) -> throw useless(order, reason, cost);
      case Results.Fetched.Bytes(var bytes) -> {
        if (!hasHandle || task.isPartial()) {
          keep(order.id(), bytes);
        }
        switch (developed(order, bytes, cost, hasHandle)) {
          case Darkroom.Developed.Bad(var reason) -> throw useless(order, reason, cost);
          case Darkroom.Developed.Good(var variant) -> {
            delivered(order, cost, hasHandle);
            return new Errand.Delivered(variant, provider.name(), order.model());
          }
        }
      }
    }
  }

  /// What cannot be looked at now, and was paid, is not ordered again: it is kept aside.
  private Darkroom.Developed developed(Order order, byte[] bytes, long cost, boolean hasHandle)
      throws InterruptedException {
    try {
      return desk.results().developed(task, bytes);
    } catch (Problem | InterruptedException e) {
      if (!hasHandle) {
        delivered(order, cost, false);
      }
      throw e;
    }
  }

  private void delivered(Order order, long cost, boolean hasHandle) {
    if (hasHandle) {
      desk.calls().fetched(order.id(), cost);
    } else {
      desk.calls().end(order.id(), new Call.End(Call.State.DELIVERED, false, cost, null));
    }
  }

  private Problem useless(Order order, String reason, long cost) {
    var failed = new Reply.Failed(reason, Reply.Charge.of(cost));
    failed(order, failed);
    return Outcomes.problem(provider.name(), failed);
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

  /// Notes an order that brought no picture, and what it costs all the same.
  void failed(Order order, Reply end) {
    Reply.Charge charge = Outcomes.charge(end);
    boolean isBilled = charge.isPossible() && provider.api().charges();
    Long said = charge.cost();
    long cost = isBilled ? (said == null ? price() : said) : 0;
    desk.calls()
        .end(
            order.id(),
            new Call.End(Call.State.FAILED, isBilled, cost, Outcomes.operatorsReason(end)));
  }
}
