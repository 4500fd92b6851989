package dev.pictor.providers.remote;

import dev.pictor.platform.Problem;
import dev.pictor.providers.Commission;
import dev.pictor.providers.Generated;
import dev.pictor.providers.Generation;
import dev.pictor.providers.local.Darkroom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Has one picture made by the first provider that takes the order. What earlier attempts of the
/// job have begun is finished before anything is ordered anew.
///
/// An order whose outcome nobody can tell is repeated once at most for a picture, and noted as one
/// that may have been billed.
final class Errand {
  private static final Logger LOG = LoggerFactory.getLogger(Errand.class);

  /// Orders of unknown outcome that a picture may have.
  private static final int MOST_UNKNOWN = 2;

  /// How long to wait for a place, a pause's end or a trial of what was broken.
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

  private final Desk desk;
  private final Task task;
  private final Commission commission;

  /// What all errands use.
  ///
  /// @param longest that an order may take at a provider
  record Desk(Calls calls, Signals signals, Packing packing, Results results, Duration longest) {}

  /// One picture to be made.
  ///
  /// @param isPartial whether more than this picture is made for the job, so that it must be kept
  ///   should the attempt die before the others are there
  /// @param finish how the picture is kept
  /// @param progress of this picture, 0 to 1
  record Task(
      Commission commission,
      Generation.Step step,
      Call.Place place,
      Packing.Parcel parcel,
      boolean isPartial,
      Darkroom.Finish finish,
      DoubleConsumer progress) {}

  /// What came of it.
  record Delivered(Generated.Variant variant, String provider, String model) {}

  Errand(Desk desk, Task task) {
    this.desk = desk;
    this.task = task;
    this.commission = task.commission();
  }

  /// @param candidates in the order in which they are asked
  /// @param hasFallback whether the picture can be made without any of them
  /// @return empty when nobody takes the order now and there is a fallback
  /// @throws Problem whose kind says whether another attempt makes sense
  Optional<Delivered> run(List<RemoteProvider> candidates, boolean hasFallback, Providers known)
      throws InterruptedException {
    List<Call> earlier = commission.isFirstAttempt() ? List.of() : desk.calls().of(task.place());
    Optional<Delivered> finished = finishEarlier(earlier, known);
    if (finished.isPresent()) {
      return finished;
    }
    List<Call> now = earlier.isEmpty() ? earlier : desk.calls().of(task.place());
    refuseMoreUnknown(now, null);
    return order(preferring(candidates, now), hasFallback);
  }

  /// Where providers are found by name.
  interface Providers {
    Optional<RemoteProvider> find(String name);
  }

  /// Those that failed this picture before are asked last.
  private static List<RemoteProvider> preferring(
      List<RemoteProvider> candidates, List<Call> earlier) {
    var sorted = new ArrayList<>(candidates);
    sorted.sort(
        Comparator.comparingLong(each ->
            earlier.stream()
                .filter(call -> call.provider().equals(each.name()))
                .filter(call -> call.state() != Call.State.DELIVERED)
                .count()));
    return sorted;
  }

  private Optional<Delivered> finishEarlier(List<Call> earlier, Providers known)
      throws InterruptedException {
    for (Call call : earlier) {
      Optional<Delivered> delivered =
          switch (call.state()) {
            case DELIVERED -> kept(call, known);
            case BEGUN -> lookFor(call, known);
            case ACCEPTED -> resume(call, known);
            case FAILED, UNKNOWN, CANCELLED -> Optional.empty();
          };
      if (delivered.isPresent()) {
        return delivered;
      }
    }
    return Optional.empty();
  }

  /// What was here before: kept aside, or still at the provider.
  private Optional<Delivered> kept(Call call, Providers known) throws InterruptedException {
    try {
      Optional<Path> file = commission.kept(Delivery.name(call.id()));
      if (file.isPresent()) {
        return Optional.of(developed(call, Files.readAllBytes(file.get())));
      }
      return call.handle() == null ? Optional.empty() : resume(call, known);
    } catch (IOException e) {
      throw Problem.because(
          Problem.Kind.UNAVAILABLE, "A picture that was made already cannot be read now.", e);
    }
  }

  private Delivered developed(Call call, byte[] bytes) throws InterruptedException {
    return switch (desk.results().developed(task, bytes)) {
      case Darkroom.Developed.Good(var variant) ->
          new Delivered(variant, call.provider(), call.model());
      case Darkroom.Developed.Bad(var reason) ->
          throw Outcomes.problem(
              call.provider(), new Reply.Failed(reason, Reply.Charge.AS_FOR_A_PICTURE));
    };
  }

  /// An order of which only the intention is known: the attempt died on the way.
  private Optional<Delivered> lookFor(Call call, Providers known) throws InterruptedException {
    Optional<RemoteProvider> provider = known.find(call.provider());
    Reply reply =
        provider.isEmpty()
            ? new Reply.UnknownOutcome(call.provider() + " is not configured any more")
            : provider.get().api().find(orderFor(provider.get(), call.id(), call.model()));
    return switch (reply) {
      case Reply.Accepted(var handle) -> {
        accepted(call.id(), call.provider(), handle);
        RemoteProvider found = provider.orElseThrow();
        Order order = orderFor(found, call.id(), call.model());
        yield followed(found, order, handle, call.begunAt());
      }
      case Reply.Down _ -> {
        failed(call.id(), "it never arrived");
        yield Optional.empty();
      }
      case Reply.Running _,
          Reply.Done _,
          Reply.Refused _,
          Reply.Moderated _,
          Reply.Busy _,
          Reply.Failed _,
          Reply.UnknownOutcome _ -> {
        unknown(call.id(), "the attempt died while the order was sent");
        yield Optional.empty();
      }
    };
  }

  private Optional<Delivered> resume(Call call, Providers known) throws InterruptedException {
    Optional<RemoteProvider> provider = known.find(call.provider());
    String handle = call.handle();
    if (provider.isEmpty() || handle == null) {
      unknown(call.id(), call.provider() + " is not configured any more");
      return Optional.empty();
    }
    LOG.atInfo()
        .addKeyValue("job_id", commission.job())
        .addKeyValue("provider", call.provider())
        .log("an order of an earlier attempt goes on");
    RemoteProvider found = provider.get();
    found.gate().enter();
    try {
      Order order = orderFor(found, call.id(), call.model());
      return followed(found, order, handle, call.begunAt());
    } finally {
      found.gate().leave();
    }
  }

  /// @return empty when others may be asked
  private Optional<Delivered> followed(
      RemoteProvider found, Order order, String handle, Instant begun) throws InterruptedException {
    try (Signals.Waiter waiter = desk.signals().waiter(commission.job())) {
      return Optional.ofNullable(delivery(found).follow(order, handle, begun, waiter).delivered());
    }
  }

  /// Waits where a provider is merely full, or has asked for a pause and nobody else is there; goes
  /// on to the next where one does not work, and where one refuses, which it would again.
  private Optional<Delivered> order(List<RemoteProvider> candidates, boolean hasFallback)
      throws InterruptedException {
    var left = new ArrayList<>(candidates);
    Problem refusal = null;
    long begun = System.nanoTime();
    while (System.nanoTime() - begun < desk.longest().toNanos()) {
      int down = 0;
      boolean isFull = false;
      for (RemoteProvider each : List.copyOf(left)) {
        switch (each.gate().tryEnter()) {
          case ENTERED -> {
            Delivery.Outcome outcome = attempt(each);
            if (outcome.delivered() != null) {
              return Optional.of(outcome.delivered());
            }
            if (outcome.reply() instanceof Reply.Refused) {
              left.remove(each);
              refusal = Outcomes.problem(each.name(), outcome.reply());
            } else if (!(outcome.reply() instanceof Reply.Busy)) {
              down++;
            }
          }
          case FULL -> isFull = true;
          case PACED -> {
            // However long that takes: it is no trouble of the provider's.
            isFull = true;
            begun = System.nanoTime();
          }
          case PAUSING, BROKEN -> {
            // The next one is asked.
          }
        }
      }
      if (!isFull && hasFallback) {
        return Optional.empty();
      }
      if (left.isEmpty() && refusal != null) {
        throw refusal;
      }
      if (down == left.size()) {
        break;
      }
      Thread.sleep(LOOK_AGAIN);
    }
    throw Problem.of(
        Problem.Kind.UNAVAILABLE, "No provider takes this now; it is tried again soon.");
  }

  /// One order at one provider whose gate was entered.
  private Delivery.Outcome attempt(RemoteProvider provider) throws InterruptedException {
    var id = UUID.randomUUID();
    boolean heard = false;
    long begun = System.nanoTime();
    try (Signals.Waiter waiter = desk.signals().waiter(commission.job())) {
      Order order = orderFor(provider, id, model(provider));
      if (!begin(provider, order)) {
        throw new InterruptedException("another attempt has an order for this picture");
      }
      Reply reply = reconciled(provider, order, submit(provider, order));
      heard = true;
      provider.gate().heard(reply);
      Delivery.Outcome outcome = settled(provider, order, reply, waiter);
      provider.count(
          task.step().kind(),
          outcome.delivered() == null ? outcome.reply() : new Reply.Accepted(""),
          Duration.ofNanos(System.nanoTime() - begun));
      return outcome;
    } finally {
      if (!heard) {
        provider.gate().heardNothing();
      }
      provider.gate().leave();
    }
  }

  private boolean begin(RemoteProvider provider, Order order) {
    return desk.calls()
        .begin(task.place(), order.id(), provider.name(), order.model(), provider.api().charges());
  }

  private String model(RemoteProvider provider) {
    return provider
        .offer(task.step())
        .orElseThrow(() -> new IllegalStateException(provider.name() + " offers it no more"))
        .model();
  }

  private Order orderFor(RemoteProvider provider, UUID id, String model)
      throws InterruptedException {
    Offer offer =
        provider
            .offer(task.step())
            .orElseThrow(() ->
                Problem.of(
                    Problem.Kind.UNAVAILABLE,
                    provider.name() + " does not make a " + task.step().kind() + " any more."));
    return desk.packing().order(task, offer, id, model, commission.callback(provider.name()));
  }

  private Reply submit(RemoteProvider provider, Order order) throws InterruptedException {
    try {
      return provider.api().submit(order, watch());
    } catch (InterruptedException e) {
      // Nobody knows whether it was sent; the next attempt asks, if there is one.
      if (commission.isUnwanted()) {
        unknown(order.id(), "stopped while it was sent");
      }
      throw e;
    }
  }

  /// A provider that knows our names is asked whether an order arrived that it did not answer.
  private static Reply reconciled(RemoteProvider provider, Order order, Reply reply)
      throws InterruptedException {
    if (!(reply instanceof Reply.UnknownOutcome)) {
      return reply;
    }
    Reply found = provider.api().find(order);
    return found instanceof Reply.UnknownOutcome ? reply : found;
  }

  /// It is heard of for as long as the order is followed, not only while it is handed over.
  private Watch watch() {
    return new Watch() {
      @Override
      public void progress(double share) {
        task.progress().accept(share);
      }

      @Override
      public void changed() {
        desk.signals().ring(commission.job());
      }
    };
  }

  private Delivery.Outcome settled(
      RemoteProvider provider, Order order, Reply reply, Signals.Waiter waiter)
      throws InterruptedException {
    return switch (reply) {
      case Reply.Accepted(var handle) -> {
        accepted(order.id(), provider.name(), handle);
        yield delivery(provider).follow(order, handle, Instant.now(), waiter);
      }
      case Reply.Done done ->
          new Delivery.Outcome(reply, delivery(provider).take(order, done, false));
      case Reply.Busy _, Reply.Down _, Reply.Refused _ -> {
        delivery(provider).failed(order, reply);
        yield new Delivery.Outcome(reply, null);
      }
      case Reply.UnknownOutcome(var reason) -> {
        unknown(order.id(), reason);
        refuseMoreUnknown(desk.calls().of(task.place()), provider);
        yield new Delivery.Outcome(reply, null);
      }
      case Reply.Moderated _, Reply.Failed _ -> {
        delivery(provider).failed(order, reply);
        throw Outcomes.problem(provider.name(), reply);
      }
      case Reply.Running _ ->
          throw new IllegalStateException(provider.name() + " runs what it did not accept");
    };
  }

  private void refuseMoreUnknown(List<Call> calls, @Nullable RemoteProvider provider) {
    long unknown = calls.stream().filter(call -> call.state() == Call.State.UNKNOWN).count();
    if (unknown >= MOST_UNKNOWN) {
      String name = provider == null ? calls.getLast().provider() : provider.name();
      throw Outcomes.problem(name, new Reply.UnknownOutcome(""));
    }
  }

  private void accepted(UUID id, String provider, String handle) throws InterruptedException {
    desk.calls().accepted(id, handle);
    commission.handedOver(provider, handle);
  }

  private Delivery delivery(RemoteProvider provider) {
    return new Delivery(desk, task, provider);
  }

  private void failed(UUID id, String reason) {
    desk.calls().end(id, new Call.End(Call.State.FAILED, false, 0, reason));
  }

  private void unknown(UUID id, String reason) {
    desk.calls().end(id, new Call.End(Call.State.UNKNOWN, true, 0, reason));
  }
}
