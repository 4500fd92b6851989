package dev.pictor.billing;

import dev.pictor.billing.Lines.Line;
import dev.pictor.identity.UserId;
import dev.pictor.platform.Duty;
import dev.pictor.platform.sql.ArrayColumn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Jdbi;

/// Notes which plans have ended by the clock, so that their users' receivers are told, once. Nobody
/// waits for it: what a user has is known by the moment without it. After a start it also applies
/// what was bought of products that the operator has added since, and what follows when another
/// environment of the stores counts than before.
final class PlanDuty implements Duty {
  private static final int MOST = 500;

  private static final String TURNED =
      """
      select user_id from billing_account where turns_at <= :now order by turns_at limit :most
      """;

  private static final String KNOWN_NOW =
      """
      select distinct store, environment, line, null::uuid as user_id from billing_store_fact
      where not product_known and product_id = any(:products)
      """;

  private static final String MIXED =
      """
      select distinct user_id from billing_line
      where user_id is not null and exists (
        select from billing_line where environment <> :environment)
      """;

  private final Jdbi jdbi;
  private final PlanBook book;
  private final StoreSettings settings;
  private final Consumer<Line> apply;
  private final InstantSource clock;
  private boolean hasApplied;

  /// @param apply does what is left to do about a line
  PlanDuty(
      Jdbi jdbi, PlanBook book, StoreSettings settings, Consumer<Line> apply, InstantSource clock) {
    this.jdbi = jdbi;
    this.book = book;
    this.settings = settings;
    this.apply = apply;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "plans";
  }

  @Override
  public Duration every() {
    return Duration.ofSeconds(30);
  }

  /// @return how many users have something else now
  @Override
  public synchronized long runOnce() {
    long changed = 0;
    if (!hasApplied) {
      lines().forEach(apply);
      changed += mixed().stream().filter(book::refresh).count();
      hasApplied = true;
    }
    List<UserId> page;
    do {
      page = turned();
      for (UserId user : page) {
        changed += book.refresh(user) ? 1 : 0;
      }
    } while (page.size() == MOST);
    return changed;
  }

  private List<UserId> turned() {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(TURNED)
            .bind("now", Facts.utc(clock.instant()))
            .bind("most", MOST)
            .mapTo(UUID.class)
            .map(UserId::new)
            .list());
  }

  private List<UserId> mixed() {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(MIXED)
            .bind("environment", settings.environment().word())
            .mapTo(UUID.class)
            .map(UserId::new)
            .list());
  }

  private List<Line> lines() {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(KNOWN_NOW)
            .bind(
                "products",
                ArrayColumn.of(
                    "text", List.copyOf(settings.products().offers().keySet()), each -> each))
            .map((row, _) -> line(row))
            .list());
  }

  private static Line line(ResultSet row) throws SQLException {
    return Line.of(row);
  }
}
