package dev.pictor.billing;

import dev.pictor.identity.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The tables `billing_line` and `billing_transaction`: whose a line is, and what its payments have
/// brought. Who changes either locks the line first and accounts only then, so no two wait for each
/// other.
final class Lines {
  private static final String LINE_OF =
      """
      select line from billing_transaction
      where store = :store and environment = :environment and transaction_id = :transaction
      """;

  private static final String OPEN =
      """
      insert into billing_line (store, environment, line) values (:store, :environment, :line)
      on conflict do nothing
      """;

  private static final String LOCK =
      """
      select store, environment, line, user_id from billing_line
      where store = :store and environment = :environment and line = :line for update
      """;

  private Lines() {}

  /// A line that is locked until the transaction ends.
  ///
  /// @param owner null while nobody has shown it
  record Line(Store store, StoreEnvironment environment, String line, @Nullable UserId owner) {
    static Line of(ResultSet row) throws SQLException {
      UUID owner = row.getObject("user_id", UUID.class);
      return new Line(
          Store.ofWord(row.getString("store")),
          StoreEnvironment.ofWord(row.getString("environment")),
          row.getString("line"),
          owner == null ? null : new UserId(owner));
    }
  }

  /// One payment of a line.
  ///
  /// @param user who was granted its credits; null while nobody was
  /// @param credits what it brought; 0 while nobody was granted any
  record Payment(
      long id, String transactionId, @Nullable UserId user, long credits, boolean isTakenBack) {
    static Payment of(ResultSet row) throws SQLException {
      UUID user = row.getObject("user_id", UUID.class);
      return new Payment(
          row.getLong("id"),
          row.getString("transaction_id"),
          user == null ? null : new UserId(user),
          row.getLong("credits"),
          row.getBoolean("taken_back"));
    }
  }

  /// Two at once told of the same transaction under different lines; the second tries again and
  /// finds the first one's.
  static final class LineMoved extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LineMoved(String transaction) {
      super(
          "transaction " + transaction + " came to another line at this moment",
          null,
          false,
          false);
    }
  }

  /// The line that a fact belongs to: the one where its transaction is, or else the one that it
  /// names.
  static Line lock(Handle handle, StoreFact fact) {
    String line =
        handle
            .createQuery(LINE_OF)
            .bind("store", fact.store().word())
            .bind("environment", fact.environment().word())
            .bind("transaction", fact.transactionId())
            .mapTo(String.class)
            .findOne()
            .orElse(fact.line());
    Line locked = lock(handle, fact.store(), fact.environment(), line);
    handle
        .createUpdate(
            """
            insert into billing_transaction (store, environment, transaction_id, line)
            values (:store, :environment, :transaction, :line) on conflict do nothing
            """)
        .bind("store", fact.store().word())
        .bind("environment", fact.environment().word())
        .bind("transaction", fact.transactionId())
        .bind("line", line)
        .execute();
    if (payments(handle, locked).stream()
        .noneMatch(payment -> payment.transactionId().equals(fact.transactionId()))) {
      throw new LineMoved(fact.transactionId());
    }
    return locked;
  }

  static Line lock(Handle handle, Store store, StoreEnvironment environment, String line) {
    handle
        .createUpdate(OPEN)
        .bind("store", store.word())
        .bind("environment", environment.word())
        .bind("line", line)
        .execute();
    return handle
        .createQuery(LOCK)
        .bind("store", store.word())
        .bind("environment", environment.word())
        .bind("line", line)
        .map((row, _) -> Line.of(row))
        .one();
  }

  static Line claim(Handle handle, Line line, UserId user) {
    handle
        .createUpdate(
            """
            update billing_line set user_id = :user
            where store = :store and environment = :environment and line = :line and user_id is null
            """)
        .bind("user", user.value())
        .bind("store", line.store().word())
        .bind("environment", line.environment().word())
        .bind("line", line.line())
        .execute();
    return new Line(line.store(), line.environment(), line.line(), user);
  }

  static List<Payment> payments(Handle handle, Line line) {
    return handle
        .createQuery(
            """
            select id, transaction_id, user_id, credits, taken_back from billing_transaction
            where store = :store and environment = :environment and line = :line order by id
            """)
        .bind("store", line.store().word())
        .bind("environment", line.environment().word())
        .bind("line", line.line())
        .map((row, _) -> Payment.of(row))
        .list();
  }

  /// Notes what a payment has brought to whom, and whether it was taken back.
  static void note(Handle handle, Payment payment) {
    UserId user = payment.user();
    handle
        .createUpdate(
            """
            update billing_transaction set user_id = :user, credits = :credits, taken_back = :taken
            where id = :id
            """)
        .bind("user", user == null ? null : user.value())
        .bind("credits", user == null ? null : payment.credits())
        .bind("taken", payment.isTakenBack())
        .bind("id", payment.id())
        .execute();
  }
}
