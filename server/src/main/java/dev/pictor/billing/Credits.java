package dev.pictor.billing;

import dev.pictor.identity.UserId;
import dev.pictor.platform.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Moves credits by hand and shows what moved. Every movement is a transfer between two accounts of
/// a user; balances are what the transfers come to.
public final class Credits {
  /// More than anybody sells; guards against a slip of the keyboard.
  public static final long MOST_AT_ONCE = 1_000_000_000L;

  private static final String TRANSFER =
      """
      with moved as (
        update billing_account set credits = credits + :change, updated_at = now()
        where user_id = :user and credits + :change >= 0 returning user_id)
      insert into billing_transfer (user_id, kind, debit, credit, amount, job_id)
      select user_id, :kind, :debit, :credit, :amount, :job from moved
      returning id
      """;

  private static final String ENTRIES =
      """
      select t.id, t.at, t.kind, t.amount, t.job_id, n.reason,
        case when t.credit = 'wallet' then t.amount when t.debit = 'wallet' then -t.amount else 0
          end as change
      from billing_transfer t left join billing_note n on n.transfer_id = t.id
      where t.user_id = :user and t.id < :before
      order by t.id desc limit :limit
      """;

  private final Jdbi jdbi;
  private final Accounts accounts;
  private final Tally tally;

  Credits(Jdbi jdbi, Accounts accounts, Tally tally) {
    this.jdbi = jdbi;
    this.accounts = accounts;
    this.tally = tally;
  }

  /// Why credits are moved by hand, and between which accounts.
  public enum Reason {
    /// Credits that were bought or given.
    GRANT("grants"),
    /// What was charged is given back.
    REFUND("refunds"),
    /// A mistake is mended, in either direction.
    CORRECTION("grants");

    private final String source;

    Reason(String source) {
      this.source = source;
    }

    String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /// One movement by hand.
  ///
  /// @param amount what the wallet gets, not 0; negative only for a correction
  /// @param note why, in words
  /// @param actor the admin who does it
  /// @param key of theirs: the same movement under the same key is made once; null for none
  public record ByHand(
      Reason reason, long amount, String note, UserId actor, @Nullable String key) {
    /// Without a key.
    public ByHand(Reason reason, long amount, String note, UserId actor) {
      this(reason, amount, note, actor, null);
    }

    public ByHand {
      boolean backwards = amount < 0 && reason != Reason.CORRECTION;
      if (amount == 0 || amount > MOST_AT_ONCE || amount < -MOST_AT_ONCE || backwards) {
        throw Problem.invalid(
            "amount", "is within 1 to " + MOST_AT_ONCE + "; a correction may take away as well.");
      }
    }
  }

  /// Moves credits to or from a wallet.
  ///
  /// @return false when it was made before, under the same key
  /// @throws Problem CONFLICT when the wallet holds less than is to be taken away;
  ///   IDEMPOTENCY_CONFLICT when the key was used for something else
  public boolean move(UserId user, ByHand movement) {
    return jdbi.inTransaction(handle -> {
      Account account = accounts.lock(handle, user);
      if (movement.key() != null && HandMoves.isDone(handle, user, movement)) {
        return false;
      }
      long id =
          transfer(handle, user, movement)
              .orElseThrow(() ->
                  Problem.of(
                      Problem.Kind.CONFLICT,
                      "The wallet has " + account.credits() + " credits; no more can be taken."));
      HandMoves.note(handle, id, movement);
      tally.after(handle, movement.reason().word(), Math.abs(movement.amount()));
      return true;
    });
  }

  private static java.util.Optional<Long> transfer(Handle handle, UserId user, ByHand movement) {
    boolean gets = movement.amount() > 0;
    String source = movement.reason().source;
    return handle
        .createQuery(TRANSFER)
        .bind("user", user.value())
        .bind("change", movement.amount())
        .bind("amount", Math.abs(movement.amount()))
        .bind("kind", movement.reason().word())
        .bind("debit", gets ? source : "wallet")
        .bind("credit", gets ? "wallet" : source)
        .bind("job", (UUID) null)
        .mapTo(Long.class)
        .findOne();
  }

  /// The user's movements, newest first.
  ///
  /// @param limit 1 to 100
  /// @param before the id of the last one of the page before; null for the first page
  public List<LedgerEntry> entries(UserId user, int limit, @Nullable Long before) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(ENTRIES)
            .bind("user", user.value())
            .bind("before", before == null ? Long.MAX_VALUE : before)
            .bind("limit", limit)
            .map((row, _) -> entry(row))
            .list());
  }

  private static LedgerEntry entry(ResultSet row) throws SQLException {
    return new LedgerEntry(
        row.getLong("id"),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        row.getString("kind"),
        row.getLong("change"),
        row.getLong("amount"),
        row.getString("job_id"),
        row.getString("reason"));
  }
}
