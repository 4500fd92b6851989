package dev.pictor.projects;

import dev.pictor.platform.Erasable;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Forgets the projects, assets and chats of a user; the bytes of assets go with their objects.
final class ProjectErasure implements Erasable {
  private final Jdbi jdbi;

  ProjectErasure(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  @Override
  public String name() {
    return "projects";
  }

  @Override
  public Erased erase(UUID user) {
    return jdbi.inTransaction(transaction -> {
      delete(transaction, "project_profile", user);
      return Erased.deleted("chats", delete(transaction, "project_chat", user))
          .plus(Erased.deleted("assets", delete(transaction, "project_asset", user)))
          .plus(Erased.deleted("projects", delete(transaction, "project", user)));
    });
  }

  private static long delete(Handle transaction, String table, UUID user) {
    return transaction
        .createUpdate("delete from " + table + " where owner = :user")
        .bind("user", user)
        .execute();
  }
}
