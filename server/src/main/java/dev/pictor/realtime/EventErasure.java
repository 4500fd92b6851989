package dev.pictor.realtime;

import dev.pictor.platform.Erasable;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/// Forgets the log of a user. Last of all, as the others' erasing makes events too.
final class EventErasure implements Erasable {
  private final Jdbi jdbi;

  EventErasure(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  @Override
  public String name() {
    return "events";
  }

  /// The row that is locked for numbers goes first, so that nobody waits for the other.
  @Override
  public Erased erase(UUID user) {
    return jdbi.inTransaction(handle -> {
      long deleted = 0;
      for (String table : new String[] {"realtime_reader", "realtime_event"}) {
        deleted =
            handle
                .createUpdate("delete from " + table + " where owner = :user")
                .bind("user", user)
                .execute();
      }
      return Erased.deleted("events", deleted);
    });
  }
}
