package dev.pictor.billing;

import dev.pictor.billing.Lines.Line;
import dev.pictor.billing.Products.Offer;
import dev.pictor.identity.UserId;
import dev.pictor.platform.sql.ArrayColumn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The tables `billing_store_fact` and `billing_plan_event`: what happened. They are only added to.
final class Facts {
  private static final String ADD =
      """
      insert into billing_store_fact (received_at, store, environment, source, fact_id,
        transaction_id, line, product_id, kind, at, until, quantity, product_known, plan, credits)
      values (:received, :store, :environment, :source, :fact, :transaction, :line, :product, :kind,
        :at, :until, :quantity, :known, :plan, :credits)
      on conflict (store, environment, source, fact_id) do nothing
      """;

  private static final String OF_LINE =
      """
      select * from billing_store_fact
      where store = :store and environment = :environment and line = :line
      """;

  private static final String OF_USERS =
      """
      select l.user_id, f.* from billing_line l
      join billing_store_fact f using (store, environment, line)
      where l.user_id = any(:users) and l.environment = :environment order by f.id
      """;

  private static final String GIVEN =
      """
      select user_id, at, plan, until from billing_plan_event
      where user_id = any(:users) order by id
      """;

  private Facts() {}

  /// A line by its name.
  private record Named(Store store, StoreEnvironment environment, String line) {
    static Named of(RecordedFact recorded) {
      StoreFact fact = recorded.fact();
      return new Named(fact.store(), fact.environment(), fact.line());
    }
  }

  /// @param offer nothing when PRODUCTS lacks the product
  /// @return false when the fact was there
  static boolean add(
      Handle handle, Line line, StoreFact fact, Instant received, Optional<Offer> offer) {
    Plan plan = offer.map(Offer::plan).orElse(null);
    return handle
            .createUpdate(ADD)
            .bind("received", utc(received))
            .bind("store", line.store().word())
            .bind("environment", line.environment().word())
            .bind("source", fact.source().word())
            .bind("fact", fact.factId())
            .bind("transaction", fact.transactionId())
            .bind("line", line.line())
            .bind("product", fact.productId())
            .bind("kind", fact.kind().word())
            .bind("at", utc(fact.at()))
            .bind("until", utc(fact.until()))
            .bind("quantity", fact.quantity())
            .bind("known", offer.isPresent())
            .bind("plan", plan == null ? null : plan.word())
            .bind("credits", offer.map(Offer::credits).orElse(0L))
            .execute()
        > 0;
  }

  static @Nullable OffsetDateTime utc(@Nullable Instant moment) {
    return moment == null ? null : moment.atOffset(ZoneOffset.UTC);
  }

  /// In their order.
  static List<RecordedFact> of(Handle handle, Line line) {
    return handle
        .createQuery(OF_LINE)
        .bind("store", line.store().word())
        .bind("environment", line.environment().word())
        .bind("line", line.line())
        .map((row, _) -> RecordedFact.of(row))
        .stream()
        .sorted(RecordedFact.ORDER)
        .toList();
  }

  static History history(Handle handle, UserId user, StoreEnvironment environment) {
    return histories(handle, List.of(user), environment)
        .getOrDefault(user, new History(List.of(), List.of()));
  }

  /// What happened to these users; those to whom nothing did are left out.
  ///
  /// @param environment whose facts count: what was tested before a service went live does not
  static Map<UserId, History> histories(
      Handle handle, Collection<UserId> users, StoreEnvironment environment) {
    var wanted = ArrayColumn.of("uuid", List.copyOf(users), UserId::value);
    var lines = new HashMap<UserId, Map<Named, List<RecordedFact>>>();
    handle
        .createQuery(OF_USERS)
        .bind("users", wanted)
        .bind("environment", environment.word())
        .map((row, _) -> {
          RecordedFact fact = RecordedFact.of(row);
          return lines
              .computeIfAbsent(user(row), _ -> new LinkedHashMap<>())
              .computeIfAbsent(Named.of(fact), _ -> new ArrayList<>())
              .add(fact);
        })
        .list();
    var given = new HashMap<UserId, List<PlanEvent>>();
    handle
        .createQuery(GIVEN)
        .bind("users", wanted)
        .map((row, _) -> given.computeIfAbsent(user(row), _ -> new ArrayList<>()).add(event(row)))
        .list();
    var histories = new HashMap<UserId, History>();
    for (UserId user : users) {
      if (lines.containsKey(user) || given.containsKey(user)) {
        histories.put(
            user,
            new History(
                given.getOrDefault(user, List.of()),
                List.copyOf(lines.getOrDefault(user, Map.of()).values())));
      }
    }
    return histories;
  }

  private static UserId user(ResultSet row) throws SQLException {
    return new UserId(row.getObject("user_id", UUID.class));
  }

  private static PlanEvent event(ResultSet row) throws SQLException {
    OffsetDateTime until = row.getObject("until", OffsetDateTime.class);
    return new PlanEvent(
        row.getObject("at", OffsetDateTime.class).toInstant(),
        Plan.ofWord(row.getString("plan")),
        until == null ? null : until.toInstant());
  }
}
