package dev.pictor.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.identity.UserId;
import dev.pictor.platform.settings.Environment;
import dev.pictor.platform.sql.Database;
import dev.pictor.platform.sql.DatabaseAddress;
import dev.pictor.testkit.TestPostgres;
import java.sql.DriverManager;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/// Who was given a plan while it was a flag has it afterwards, as an event.
class PlansMigrationTest {
  private static final UserId PRO = new UserId(UUID.randomUUID());
  private static final UserId FREE = new UserId(UUID.randomUUID());

  @Test
  void plansThatWereFlagsBecomeEventsAndCreditsStay() throws Exception {
    TestPostgres.Address where = TestPostgres.emptyDatabase();
    Flyway.configure()
        .dataSource(where.jdbcUrl(), where.user(), where.password())
        .locations("classpath:db/migration")
        .target("0305")
        .load()
        .migrate();
    try (var connection =
            DriverManager.getConnection(where.jdbcUrl(), where.user(), where.password());
        var sql = connection.createStatement()) {
      for (var each : List.of(Map.entry(PRO, "pro"), Map.entry(FREE, "free"))) {
        sql.execute(
            "insert into billing_account (user_id, plan, credits, welcomed) values ('%s', '%s', 7, true)"
                .formatted(each.getKey(), each.getValue()));
        sql.execute(
            "insert into billing_transfer (user_id, kind, debit, credit, amount) values ('%s', 'grant', 'grants', 'wallet', 7)"
                .formatted(each.getKey()));
      }
    }
    var address = new DatabaseAddress(where.jdbcUrl(), where.user(), where.password());
    try (var database = Database.open(address, 4)) {
      var settings = BillingSettings.from(new Environment(Map.of()));
      Billing billing = Billing.open(database, settings, InstantSource.system());
      assertThat(billing.standing(PRO).plan()).isEqualTo(Plan.PRO);
      assertThat(billing.standing(PRO).credits()).isEqualTo(7);
      assertThat(billing.standing(FREE).plan()).isEqualTo(Plan.FREE);
      assertThat(StoreNodes.run(billing, "purchase-audit")).isZero();
      assertThat(StoreNodes.run(billing, "ledger-audit")).isZero();
      billing.assign(PRO, Billing.Gift.of(Plan.FREE, null));
      assertThat(billing.standing(PRO).plan()).isEqualTo(Plan.FREE);
    }
  }
}
