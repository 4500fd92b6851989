package dev.pictor.billing;

import dev.pictor.billing.Credits.ByHand;
import dev.pictor.identity.UserId;
import dev.pictor.platform.Problem;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// The table `billing_note`: who moved credits by hand, why, and under which key of theirs, so that
/// the same request again moves nothing.
final class HandMoves {
  private HandMoves() {}

  private record Made(UUID user, String kind, long amount, String reason) {}

  /// Whether this was done before, as far as its key tells.
  ///
  /// @throws Problem IDEMPOTENCY_CONFLICT when the key was used for something else
  static boolean isDone(Handle handle, UserId user, ByHand movement) {
    Optional<Made> before =
        handle
            .createQuery(
                """
                select t.user_id, t.kind, n.reason,
                  case when t.credit = 'wallet' then t.amount else -t.amount end as amount
                from billing_note n join billing_transfer t on t.id = n.transfer_id
                where n.actor = :actor and n.key = :key
                """)
            .bind("actor", movement.actor().value())
            .bind("key", movement.key())
            .map((row, _) ->
                new Made(
                    row.getObject("user_id", UUID.class),
                    row.getString("kind"),
                    row.getLong("amount"),
                    row.getString("reason")))
            .findOne();
    var asked =
        new Made(user.value(), movement.reason().word(), movement.amount(), movement.note());
    if (before.isPresent() && !before.get().equals(asked)) {
      throw conflict();
    }
    return before.isPresent();
  }

  /// @throws Problem IDEMPOTENCY_CONFLICT when the key is used for another user at this moment
  static void note(Handle handle, long transfer, ByHand movement) {
    int noted =
        handle
            .createUpdate(
                """
                insert into billing_note (transfer_id, reason, actor, key)
                values (:id, :reason, :actor, :key) on conflict do nothing
                """)
            .bind("id", transfer)
            .bind("reason", movement.note())
            .bind("actor", movement.actor().value())
            .bind("key", movement.key())
            .execute();
    if (noted == 0) {
      throw conflict();
    }
  }

  private static Problem conflict() {
    return Problem.of(
        Problem.Kind.IDEMPOTENCY_CONFLICT,
        "This Idempotency-Key was used with another request; take a new key for a new request.");
  }
}
