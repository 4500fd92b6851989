package dev.pictor.platform;

import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/// A part that keeps things of users, and can forget all of one user. It is called again when a
/// node dies in the middle, so what is gone already does no harm.
public interface Erasable {
  /// The name in logs, in kebab-case.
  String name();

  /// Deletes everything of a user, or takes the person out of what has to stay.
  Erased erase(UUID user);

  /// What was done, by kind of thing in `snake_case`.
  record Erased(Map<String, Long> deleted, Map<String, Long> anonymised) {
    public static final Erased NOTHING = new Erased(Map.of(), Map.of());

    public Erased {
      deleted = Map.copyOf(deleted);
      anonymised = Map.copyOf(anonymised);
    }

    public static Erased deleted(String what, long count) {
      return new Erased(Map.of(what, count), Map.of());
    }

    public static Erased anonymised(String what, long count) {
      return new Erased(Map.of(), Map.of(what, count));
    }

    /// Both together.
    public Erased plus(Erased other) {
      return new Erased(sum(deleted, other.deleted), sum(anonymised, other.anonymised));
    }

    private static Map<String, Long> sum(Map<String, Long> some, Map<String, Long> others) {
      var all = new TreeMap<>(some);
      others.forEach((what, count) -> all.merge(what, count, Long::sum));
      return all;
    }
  }
}
