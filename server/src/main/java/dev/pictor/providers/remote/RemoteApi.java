package dev.pictor.providers.remote;

import dev.pictor.providers.Generation;
import dev.pictor.providers.Relay;
import dev.pictor.providers.models.Model;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// One provider on another machine, in its own words. It keeps nothing between calls: what must
/// outlive a crash is in the [Order] and in the handle. Every call blocks, has a deadline of its
/// own, ends when its thread is interrupted, and answers with a value instead of throwing: see
/// [Reply]. Thread-safe.
public interface RemoteApi extends AutoCloseable {
  /// The name in requests, answers, logs, metrics and settings, such as `runpod`.
  String name();

  /// Whose machine it is; prices may depend on it.
  default Relay.Machine machine() {
    return Relay.Machine.CLOUD;
  }

  /// What it would make a step with.
  ///
  /// @return empty when it cannot make such a step, or not with these options
  Optional<Offer> offer(Generation.Step step);

  /// What its pictures depend on beside the order, such as settings and files of the operator: a
  /// result is given to an equal job only while this text is the same. It holds no secret.
  ///
  /// @return the model where there is nothing else; empty for a step that it does not make
  default String edition(Generation.Step step) {
    return offer(step).map(Offer::model).orElse("");
  }

  /// Whether somebody charges for its work; the operator's own machine does not.
  default boolean charges() {
    return true;
  }

  /// The models that it makes its steps with, as far as they are in the table of models, so that
  /// the end of one is told in time.
  default List<Model> models() {
    return List.of();
  }

  /// Hands an order over. The order's id was stored before, so that a crash in here is noticed.
  ///
  /// @return [Reply.Accepted] from providers that work on; [Reply.Done] from those that answer with
  ///   the picture; or why not
  Reply submit(Order order, Watch watch) throws InterruptedException;

  /// How far an order is. [Reply.Busy], [Reply.Down] and [Reply.UnknownOutcome] mean that it could
  /// not be asked now, and it is asked again; an order that the provider does not know any more is
  /// [Reply.Failed].
  ///
  /// @param handle of [Reply.Accepted]
  Reply poll(Order order, String handle) throws InterruptedException;

  /// Looks for an order whose [#submit] never came back.
  ///
  /// @return [Reply.Accepted] when it is there, [Reply.Down] when it certainly is not (so that it
  ///   may be handed over again), and [Reply.UnknownOutcome] when nobody can tell
  default Reply find(Order order) throws InterruptedException {
    return new Reply.UnknownOutcome(name() + " cannot be asked whether it has the order");
  }

  /// Stops an order, queued or running. It may be over already, or unknown.
  ///
  /// @return whether the provider was told; false to try again later
  default boolean cancel(String handle) throws InterruptedException {
    return true;
  }

  /// Whether a call to [Order#callback] is the provider's, as far as its signature tells.
  ///
  /// @param header the value of a header by its name, in any case; empty for none
  /// @param body as it came
  default boolean isGenuine(Function<String, String> header, byte[] body)
      throws InterruptedException {
    return true;
  }

  /// Whether it can take orders now; asked every half minute and shown to operators.
  Health health() throws InterruptedException;

  @Override
  default void close() {}
}
