package dev.pictor.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.platform.Duty;
import dev.pictor.platform.settings.Environment;
import dev.pictor.platform.sql.Database;
import dev.pictor.platform.sql.DatabaseAddress;
import dev.pictor.testkit.TestDatabase;
import dev.pictor.testkit.TestPostgres;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// M2: whatever moves credits, in any order, with crashes and races in between: after every step
/// debits equal credits, no balance is below 0, and the ledger replayed from nothing comes to the
/// balances that are kept, which are those of a plain count beside it.
///
/// `-Dledger.operations=100000` takes more steps than the suite does. A failure names the seed and
/// the shortest prefix of its steps that fails, as every step is looked at; `-Dledger.seed=` takes
/// the same steps again.
class LedgerPropertyTest {
  private static final int OPERATIONS = Integer.getInteger("ledger.operations", 500);
  private static final long USUAL_SEED = 20261122;

  /// From nothing: every so many steps, as it takes longer and longer.
  private static final int REPLAY_EVERY = 1000;

  private static final int LAST_WORDS = 20;
  private static final int CONNECTIONS = 8;

  private static TestDatabase database;
  private static Billing billing;

  /// Commits need not wait for the disk: it is connections that die here, and not the server.
  @BeforeAll
  static void open() throws SQLException {
    TestPostgres.Address where = TestPostgres.emptyDatabase();
    try (var connection =
            DriverManager.getConnection(where.jdbcUrl(), where.user(), where.password());
        var statement = connection.createStatement()) {
      statement.execute(
          "do $$ begin execute format('alter database %I set synchronous_commit = off',"
              + " current_database()); end $$");
    }
    var address = new DatabaseAddress(where.jdbcUrl(), where.user(), where.password());
    database = new TestDatabase(where, Database.open(address, CONNECTIONS));
    var variables =
        Map.of(
            "PLAN_FREE_JOBS_PER_DAY", "-1", "PRODUCTS", "credits_5=credits:5,credits_9=credits:9");
    billing =
        Billing.open(
            database.database(),
            BillingSettings.from(new Environment(variables)),
            InstantSource.system());
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Test
  void theBooksAreRightAfterEveryStepOfTheUsualSeed() throws Exception {
    steps(Long.getLong("ledger.seed", USUAL_SEED));
  }

  @Test
  void theBooksAreRightAfterEveryStepOfANewSeed() throws Exception {
    steps(RandomGenerator.getDefault().nextLong());
  }

  private static void steps(long seed) throws Exception {
    System.out.println("ledger: seed " + seed + ", " + OPERATIONS + " operations");
    var books = new LedgerBooks(database.jdbi());
    var moves = new LedgerMoves(database, billing, seed);
    var last = new ArrayDeque<String>();
    for (int step = 1; step <= OPERATIONS; step++) {
      try {
        last.addLast(moves.next());
        books.readOn();
        books.compare(moves.touched());
        if (step % REPLAY_EVERY == 0 || step == OPERATIONS) {
          books.replayFromNothing();
          for (Duty duty : billing.duties()) {
            if (duty.name().endsWith("-audit")) {
              assertThat(duty.runOnce()).as(duty.name()).isZero();
            }
          }
        }
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError(
            "-Dledger.seed="
                + seed
                + " fails after "
                + step
                + " steps; the last of them:\n  "
                + String.join("\n  ", last),
            e);
      }
      if (last.size() > LAST_WORDS) {
        last.removeFirst();
      }
    }
    System.out.println("ledger: " + moves.counts());
  }
}
