package dev.pictor.providers.simulated;

import java.net.URI;
import java.time.Duration;
import java.util.Set;

/// A provider's API on a free port of this machine.
///
/// Beside the provider's own paths each has a control of its own: `GET /_simulator` answers what
/// was made and asked, `PUT /_simulator/faults` with a JSON array of words sets what goes wrong
/// with the next orders, one word each, and with a number from 0 to 1 what share of all orders from
/// now on goes wrong in any way.
public interface SimulatedProvider extends AutoCloseable {
  /// The provider's name, as in its settings.
  String name();

  /// Where it answers, without a slash at the end.
  URI uri();

  /// What its key is; another one is refused.
  String key();

  /// The faults that this provider can have; others make no sense for its API.
  Set<Fault> faults();

  /// Each goes wrong with one order, in this order; then all is well again.
  void misbehave(Fault... next);

  /// From now on orders go wrong by chance, beside those of [#misbehave].
  ///
  /// @param share of the orders, 0 to 1
  /// @param seed of the chance
  void misbehaveOften(double share, long seed);

  /// How long an order takes that is [Fault#SLOW], from now on; two seconds before, or as many
  /// milliseconds as the system property `pictor.simulated.slow` says.
  void slowMeans(Duration time);

  /// Nothing goes wrong any more.
  void behave();

  /// How many pictures it made, whether or not anybody fetched them: what it would bill.
  int made();

  /// The provider's own names of the orders that it made pictures for, the newest 10,000, the
  /// oldest first; none where orders have no names.
  Set<String> madeFor();

  /// How many orders reached it, refused ones included.
  int asked();

  /// How many orders it stopped because somebody cancelled them.
  int cancelled();

  /// Every text of the last order as it was read, prompts above all; empty before the first.
  String lastWords();

  @Override
  void close();
}
