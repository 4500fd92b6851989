package dev.pictor.images;

import dev.pictor.platform.Erasable;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/// Forgets the tickets of a user.
final class TicketErasure implements Erasable {
  private final Jdbi jdbi;

  TicketErasure(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  @Override
  public String name() {
    return "tickets";
  }

  @Override
  public Erased erase(UUID user) {
    return Erased.deleted(
        "tickets",
        jdbi.withHandle(handle ->
            handle
                .createUpdate("delete from images_ticket where owner = :user")
                .bind("user", user)
                .execute()));
  }
}
