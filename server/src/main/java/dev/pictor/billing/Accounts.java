package dev.pictor.billing;

import dev.pictor.identity.UserId;
import dev.pictor.platform.sql.ArrayColumn;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The accounts of users. One is opened, with the credits of a new user, when it is first needed.
final class Accounts {
  /// In the order of the users, everywhere: so no two transactions wait for each other.
  private static final String LOCK =
      "select "
          + Account.COLUMNS
          + " from billing_account where user_id = any(:users) order by user_id for update";

  /// Who was there while credits were switched off gets them when they are not any more.
  private static final String OPEN =
      """
      with opened as (
        insert into billing_account as a (user_id, credits, welcomed)
        select u, :credits, :welcomed from unnest(:users::uuid[]) as u order by u
        on conflict (user_id) do update set
          credits = a.credits + excluded.credits, welcomed = true, updated_at = now()
          where not a.welcomed and excluded.welcomed
        returning user_id)
      insert into billing_transfer (user_id, kind, debit, credit, amount)
      select user_id, 'grant', 'grants', 'wallet', :credits from opened where :credits > 0
      """;

  private final BillingSettings settings;
  private final Tally tally;

  Accounts(BillingSettings settings, Tally tally) {
    this.settings = settings;
    this.tally = tally;
  }

  /// The accounts of these users, locked until the transaction ends.
  Map<UserId, Account> lock(Handle handle, Collection<UserId> users) {
    List<UserId> wanted = users.stream().distinct().toList();
    Map<UserId, Account> found = select(handle, LOCK, wanted);
    List<UserId> fresh = wanted.stream().filter(user -> isFresh(found.get(user))).toList();
    if (fresh.isEmpty()) {
      return found;
    }
    open(handle, fresh);
    return select(handle, LOCK, wanted);
  }

  Account lock(Handle handle, UserId user) {
    return of(lock(handle, List.of(user)), user);
  }

  boolean isFresh(@Nullable Account account) {
    return account == null || (!account.welcomed() && !settings.isWithoutCredits());
  }

  private void open(Handle handle, List<UserId> users) {
    long credits = Math.max(0, settings.credits());
    int welcomed =
        handle
            .createUpdate(OPEN)
            .bind("users", ArrayColumn.of("uuid", users, UserId::value))
            .bind("credits", credits)
            .bind("welcomed", !settings.isWithoutCredits())
            .execute();
    tally.after(handle, "grant", welcomed * credits);
  }

  /// The account without a lock, if it was opened.
  static Optional<Account> find(Handle handle, UserId user) {
    return handle
        .createQuery("select " + Account.COLUMNS + " from billing_account where user_id = :user")
        .bind("user", user.value())
        .map((row, _) -> Account.of(row))
        .findOne();
  }

  private static Map<UserId, Account> select(Handle handle, String query, List<UserId> users) {
    return handle
        .createQuery(query)
        .bind("users", ArrayColumn.of("uuid", users, UserId::value))
        .map((row, _) -> Account.of(row))
        .stream()
        .collect(Collectors.toMap(Account::user, Function.identity()));
  }

  static Account of(Map<UserId, Account> locked, UserId user) {
    Account account = locked.get(user);
    if (account == null) {
      throw new IllegalStateException("no account of " + user);
    }
    return account;
  }
}
