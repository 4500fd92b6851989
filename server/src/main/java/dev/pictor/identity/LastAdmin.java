package dev.pictor.identity;

import dev.pictor.platform.Problem;
import org.jdbi.v3.core.Handle;

/// There is always an admin who can sign in: the last one is neither demoted, closed nor deleted,
/// not even when two admins do it to each other at once.
final class LastAdmin {
  /// Any number will do as long as nothing else in the database takes the same lock.
  static final long LOCK = 0x7069_6374_6f72_0001L;

  private LastAdmin() {}

  /// Holds a lock until the transaction ends.
  ///
  /// @throws Problem LAST_ADMIN when nobody else could run the service
  static void refuse(Handle handle, UserId leaving) {
    handle.execute("select pg_advisory_xact_lock(?)", LOCK);
    boolean isLast =
        handle
            .createQuery(
                """
                select exists (select 1 from identity_user
                    where id = :id and role = 'admin' and disabled_at is null)
                  and not exists (select 1 from identity_user
                    where id <> :id and role = 'admin' and disabled_at is null)
                """)
            .bind("id", leaving.value())
            .mapTo(Boolean.class)
            .one();
    if (isLast) {
      throw Problem.of(
          Problem.Kind.LAST_ADMIN, "This is the last admin; make somebody else one first.");
    }
  }
}
