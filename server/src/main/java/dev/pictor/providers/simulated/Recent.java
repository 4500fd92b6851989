package dev.pictor.providers.simulated;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The newest entries under their names. Older ones are forgotten, as providers forget too, so that
/// a simulator can run for as long as anybody likes. Thread-safe.
final class Recent<V> {
  private final Map<String, V> entries;

  /// @param most entries
  Recent(int most) {
    entries =
        new LinkedHashMap<>() {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
            return size() > most;
          }
        };
  }

  synchronized void put(String name, V entry) {
    entries.put(name, entry);
  }

  synchronized @Nullable V get(String name) {
    return entries.get(name);
  }

  synchronized void clear() {
    entries.clear();
  }

  /// The names as they are now, the oldest first.
  synchronized Set<String> names() {
    return new LinkedHashSet<>(entries.keySet());
  }
}
