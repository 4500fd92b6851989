package dev.pictor.webhooks;

import dev.pictor.platform.secrets.Sealer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// The table `webhook_secret`. A secret belongs to a holder: an endpoint, or a user for the
/// `webhook_url` of jobs.
final class SecretRows {
  private final Jdbi jdbi;
  private final Sealer sealer;

  SecretRows(Jdbi jdbi, Sealer sealer) {
    this.jdbi = jdbi;
    this.sealer = sealer;
  }

  /// A row, still sealed.
  private record Sealed(
      UUID holder, byte[] current, byte @Nullable [] previous, @Nullable Instant until) {}

  /// Gives a holder its first secret.
  ///
  /// @return empty when there is one already
  Optional<SigningSecret> create(Handle handle, UUID holder, UUID user, Instant now) {
    var secret = SigningSecret.random();
    int made =
        handle
            .createUpdate(
                """
                insert into webhook_secret (holder, user_id, current, updated_at)
                values (:holder, :user, :current, :now)
                on conflict (holder) do nothing
                """)
            .bind("holder", holder)
            .bind("user", user)
            .bind("current", sealer.seal(secret.key(), holder.toString()))
            .bind("now", now)
            .execute();
    return made == 1 ? Optional.of(secret) : Optional.empty();
  }

  /// Gives a holder a new secret; the one before signs too until the overlap is over.
  Optional<SigningSecret> rotate(Handle handle, UUID holder, Instant now, Duration overlap) {
    var secret = SigningSecret.random();
    int changed =
        handle
            .createUpdate(
                """
                update webhook_secret set previous = current, previous_until = :until,
                  current = :current, updated_at = :now
                where holder = :holder
                """)
            .bind("holder", holder)
            .bind("current", sealer.seal(secret.key(), holder.toString()))
            .bind("until", now.plus(overlap))
            .bind("now", now)
            .execute();
    return changed == 1 ? Optional.of(secret) : Optional.empty();
  }

  /// What signs now, the current one first; empty when nothing of the holder's opens any more.
  List<SigningSecret> signing(UUID holder, Instant now) {
    Optional<Sealed> row = find(holder);
    if (row.isEmpty()) {
      return List.of();
    }
    var secrets = new ArrayList<SigningSecret>();
    Sealed sealed = row.get();
    sealer
        .open(sealed.current(), holder.toString())
        .map(SigningSecret::new)
        .ifPresent(secrets::add);
    byte[] previous = sealed.previous();
    Instant until = sealed.until();
    if (!secrets.isEmpty() && previous != null && until != null && now.isBefore(until)) {
      sealer.open(previous, holder.toString()).map(SigningSecret::new).ifPresent(secrets::add);
    }
    return secrets;
  }

  private Optional<Sealed> find(UUID holder) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("select * from webhook_secret where holder = :holder")
            .bind("holder", holder)
            .map((row, _) -> sealed(row))
            .findOne());
  }

  private static Sealed sealed(java.sql.ResultSet row) throws java.sql.SQLException {
    return new Sealed(
        row.getObject("holder", UUID.class),
        row.getBytes("current"),
        row.getBytes("previous"),
        Columns.instant(row, "previous_until"));
  }

  /// Seals anew what an older key of the ring has sealed, and drops secrets whose overlap is over.
  ///
  /// @return how many were changed
  long tidy(Instant now) {
    return jdbi.inTransaction(handle -> {
      long dropped =
          handle
              .createUpdate(
                  """
                  update webhook_secret set previous = null, previous_until = null
                  where previous_until <= :now
                  """)
              .bind("now", now)
              .execute();
      List<Sealed> all =
          handle
              .createQuery("select * from webhook_secret order by holder for update")
              .map((row, _) -> sealed(row))
              .list();
      return dropped + all.stream().filter(row -> sealAnew(handle, row)).count();
    });
  }

  private boolean sealAnew(Handle handle, Sealed row) {
    String place = row.holder().toString();
    byte[] previous = row.previous();
    boolean isFresh =
        sealer.isCurrent(row.current()) && (previous == null || sealer.isCurrent(previous));
    Optional<byte[]> current = sealer.open(row.current(), place);
    if (isFresh || current.isEmpty()) {
      return false;
    }
    Optional<byte[]> before = previous == null ? Optional.empty() : sealer.open(previous, place);
    handle
        .createUpdate(
            "update webhook_secret set current = :current, previous = :previous"
                + " where holder = :holder")
        .bind("current", sealer.seal(current.get(), place))
        .bind("previous", before.map(bytes -> sealer.seal(bytes, place)).orElse(null))
        .bind("holder", row.holder())
        .execute();
    return true;
  }
}
