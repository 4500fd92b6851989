package dev.pictor.providers.simulated;

import java.net.URI;
import java.util.Set;

/// A provider's API on a free port of this machine.
///
/// Beside the provider's own paths each has a control of its own: `GET /_simulator` answers what
/// was made and asked, `PUT /_simulator/faults` with a JSON array of words sets what goes wrong
/// with the next orders, one word each.
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

  /// Nothing goes wrong any more.
  void behave();

  /// How many pictures it made, whether or not anybody fetched them: what it would bill.
  int made();

  /// How many orders reached it, refused ones included.
  int asked();

  /// How many orders it stopped because somebody cancelled them.
  int cancelled();

  /// Every text of the last order as it was read, prompts above all; empty before the first.
  String lastWords();

  @Override
  void close();
}
