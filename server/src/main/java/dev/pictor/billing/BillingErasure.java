package dev.pictor.billing;

import dev.pictor.platform.Erasable;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/// Forgets what quotas counted and what was written about a user's credits. The transfers stay,
/// since the books must add up; without the user they name nobody.
final class BillingErasure implements Erasable {
  private final Jdbi jdbi;

  BillingErasure(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  @Override
  public String name() {
    return "billing";
  }

  @Override
  public Erased erase(UUID user) {
    return jdbi.inTransaction(transaction -> {
      long notes =
          transaction
              .createUpdate(
                  """
                  delete from billing_note
                  where transfer_id in (select id from billing_transfer where user_id = :user)
                  """)
              .bind("user", user)
              .execute();
      long counts =
          transaction
              .createUpdate("delete from billing_usage where user_id = :user")
              .bind("user", user)
              .execute();
      long transfers =
          transaction
              .createQuery("select count(*) from billing_transfer where user_id = :user")
              .bind("user", user)
              .mapTo(Long.class)
              .one();
      return Erased.deleted("billing_notes", notes)
          .plus(Erased.deleted("quota_counts", counts))
          .plus(Erased.anonymised("credit_transfers", transfers));
    });
  }
}
