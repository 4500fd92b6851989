package dev.pictor.billing;

import dev.pictor.identity.UserId;
import dev.pictor.platform.Erasable;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Forgets a user whose jobs are gone. The ledger stays, or the books would not add up: with an id
/// that belongs to nobody any more, and without the words that admins wrote. What was in the wallet
/// is forfeited, and what was owed as well. What stores stated stays for the same reason; its lines
/// belong to nobody then, so that whoever goes on paying can show them again, and none of their
/// payments is granted twice.
final class BillingErasure implements Erasable {
  private static final String FORFEIT =
      """
      insert into billing_transfer (user_id, kind, debit, credit, amount)
      select user_id, 'forfeit', 'wallet', 'grants', credits from billing_account
      where user_id = ? and credits > 0
      """;

  private static final String FORGIVE =
      """
      insert into billing_transfer (user_id, kind, debit, credit, amount)
      select user_id, 'forfeit', 'grants', 'owed', owed from billing_account
      where user_id = ? and owed > 0
      """;

  private static final String DELETE_PLAN_NOTES =
      """
      delete from billing_plan_note n using billing_plan_event e
      where n.event_id = e.id and e.user_id = ?
      """;

  private static final String DELETE_NOTES =
      """
      delete from billing_note n using billing_transfer t
      where n.transfer_id = t.id and t.user_id = ?
      """;

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
    return jdbi.inTransaction(handle -> erase(handle, user));
  }

  private static Erased erase(Handle handle, UUID user) {
    // Lines before the account, as everywhere.
    long lines = handle.execute("update billing_line set user_id = null where user_id = ?", user);
    boolean known =
        !handle
            .createQuery("select user_id from billing_account where user_id = :user for update")
            .bind("user", user)
            .mapTo(UUID.class)
            .list()
            .isEmpty();
    if (!known) {
      return Erased.NOTHING;
    }
    if (Accounts.find(handle, new UserId(user)).orElseThrow().held() > 0) {
      throw new IllegalStateException("jobs of " + user + " still hold credits");
    }
    handle.execute(FORFEIT, user);
    handle.execute(FORGIVE, user);
    long notes =
        handle.execute(DELETE_NOTES, user) + (long) handle.execute(DELETE_PLAN_NOTES, user);
    long counts = handle.execute("delete from billing_usage where user_id = ?", user);
    handle.execute("delete from billing_account where user_id = ?", user);
    long transfers =
        handle
            .createQuery("select count(*) from billing_transfer where user_id = :user")
            .bind("user", user)
            .mapTo(Long.class)
            .one();
    return Erased.deleted("billing_notes", notes)
        .plus(Erased.deleted("quota_counts", counts))
        .plus(Erased.anonymised("credit_transfers", transfers))
        .plus(lines == 0 ? Erased.NOTHING : Erased.anonymised("store_purchases", lines));
  }
}
