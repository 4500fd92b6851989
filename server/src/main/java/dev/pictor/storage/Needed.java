package dev.pictor.storage;

import java.util.Collection;
import java.util.Set;

/// Says which objects somebody still works with. Retention leaves them alone.
@FunctionalInterface
public interface Needed {
  /// @return those of the keys that must stay
  Set<ObjectKey> among(OwnerId owner, Collection<ObjectKey> keys);
}
