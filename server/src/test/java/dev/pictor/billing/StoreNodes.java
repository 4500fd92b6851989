package dev.pictor.billing;

import dev.pictor.identity.UserId;
import dev.pictor.platform.Duty;
import dev.pictor.platform.Problem;
import dev.pictor.platform.settings.Environment;
import dev.pictor.platform.sql.Database;
import dev.pictor.testkit.SettableClock;
import dev.pictor.testkit.TestDatabase;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/// Two nodes that sell the same products, on one database and by one clock. The clock never goes
/// back, so that the audit can look at everybody at any time.
record StoreNodes(
    TestDatabase database, Database second, SettableClock clock, Billing one, Billing two)
    implements AutoCloseable {
  static final UserId ADMIN = new UserId(UUID.randomUUID());
  static final String PRODUCTS =
      "credits_50=credits:50, pro_monthly=plan:pro, premium_monthly=plan:premium+credits:100";

  static StoreNodes open() {
    var clock = new SettableClock(StoreFacts.START);
    var database = TestDatabase.open();
    var second = Database.open(database.address(), 8);
    return new StoreNodes(
        database,
        second,
        clock,
        node(database.database(), clock, Map.of()),
        node(second, clock, Map.of()));
  }

  /// Another node, with other settings.
  Billing with(Map<String, String> settings) {
    return node(database.database(), clock, settings);
  }

  private static Billing node(Database database, SettableClock clock, Map<String, String> more) {
    var variables = new HashMap<>(Map.of("PRODUCTS", PRODUCTS, "DEFAULT_CREDITS", "10"));
    variables.putAll(more);
    return Billing.open(database, BillingSettings.from(new Environment(variables)), clock);
  }

  static long run(Billing billing, String name) {
    Duty duty =
        billing.duties().stream()
            .filter(each -> each.name().equals(name))
            .findFirst()
            .orElseThrow();
    try {
      return duty.runOnce();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// @return how many accounts have books that do not add up or a plan that does not follow
  long audit() {
    return run(one, "purchase-audit") + run(one, "ledger-audit");
  }

  long credits(UserId user) {
    return one.standing(user).credits();
  }

  Plan plan(UserId user) {
    return two.standing(user).plan();
  }

  void spend(UserId user, long credits) {
    one.credits()
        .move(user, new Credits.ByHand(Credits.Reason.CORRECTION, -credits, "spent", ADMIN));
  }

  long number(String query) {
    return database.jdbi().withHandle(handle -> handle.createQuery(query).mapTo(Long.class).one());
  }

  void change(String sql) {
    database.jdbi().useHandle(handle -> handle.execute(sql));
  }

  static Problem.Kind refused(Runnable work) {
    try {
      work.run();
    } catch (Problem e) {
      return e.kind();
    }
    throw new AssertionError("was not refused");
  }

  @Override
  public void close() {
    second.close();
    database.close();
  }
}
