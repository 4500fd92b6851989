package dev.pictor.providers.remote;

import dev.pictor.platform.sql.Durability;
import dev.pictor.providers.Relay;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/// The book of orders to providers: what was handed over, what it was called there, what came of it
/// and what it cost. Everything is durable when a method returns, but where it says otherwise.
public final class Calls {
  private static final String COLUMNS = "id, provider, model, state, handle, begun_at";

  private static final String BEGIN =
      """
      insert into provider_call (id, job_id, step, variant, provider, model)
      select :id, :job, :step, :variant, :provider, :model
      """;

  private static final String BEGIN_LATER = BEGIN + "from " + Durability.LATER;

  private static final String ACCEPT =
      """
      update provider_call set state = 'accepted', handle = :name
      from %s
      where id = :id and state = 'begun'
      """
          .formatted(Durability.LATER);

  private static final String END =
      """
      update provider_call
      set state = :state, possibly_billed = :billed, cost = :cost, reason = :reason,
          ended_at = now()
      where id = :id and state in ('begun', 'accepted')
      """;

  private static final String END_LATER =
      END.replace("where", "from " + Durability.LATER + " where");

  private static final String UNIQUE_VIOLATION = "23505";

  private final Jdbi jdbi;

  public Calls(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /// Notes an order before it is sent. Where it costs nothing it may be durable a little later: a
  /// crash of the database could have the picture made once more.
  ///
  /// @param costs whether the provider charges
  /// @return whether it may be sent; false when another attempt of the same job has one open
  public boolean begin(Call.Place place, UUID id, String provider, String model, boolean costs) {
    try {
      jdbi.useHandle(handle ->
          handle
              .createUpdate(costs ? BEGIN : BEGIN_LATER)
              .bind("id", id)
              .bind("job", place.job())
              .bind("step", place.step())
              .bind("variant", place.variant())
              .bind("provider", provider)
              .bind("model", model)
              .execute());
      return true;
    } catch (UnableToExecuteStatementException e) {
      if (e.getCause() instanceof SQLException sql && UNIQUE_VIOLATION.equals(sql.getSQLState())) {
        return false;
      }
      throw e;
    }
  }

  /// The provider has it, under this name. Durable with the job's own note of the name, which comes
  /// next.
  public void accepted(UUID id, String name) {
    jdbi.useHandle(
        handle -> handle.createUpdate(ACCEPT).bind("id", id).bind("name", name).execute());
  }

  /// It is over. An end that is there already stays.
  public void end(UUID id, Call.End end) {
    end(END, id, end);
  }

  /// Its picture is here and can be had from the provider once more. Durable with the end of the
  /// job; until then a crash of the database takes it back, and the picture is fetched again.
  public void fetched(UUID id, long cost) {
    end(END_LATER, id, new Call.End(Call.State.DELIVERED, false, cost, null));
  }

  private void end(String statement, UUID id, Call.End end) {
    jdbi.useHandle(handle ->
        handle
            .createUpdate(statement)
            .bind("id", id)
            .bind("state", end.state().word())
            .bind("billed", end.possiblyBilled())
            .bind("cost", end.cost())
            .bind("reason", end.reason())
            .execute());
  }

  /// All orders for a picture, the oldest first.
  public List<Call> of(Call.Place place) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "select "
                    + COLUMNS
                    + """
                     from provider_call
                    where job_id = :job and step = :step and variant = :variant
                    order by begun_at, id
                    """)
            .bind("job", place.job())
            .bind("step", place.step())
            .bind("variant", place.variant())
            .map((row, _) -> read(row))
            .list());
  }

  /// An order by its id.
  public Optional<Call> find(UUID id) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("select " + COLUMNS + " from provider_call where id = :id")
            .bind("id", id)
            .map((row, _) -> read(row))
            .findOne());
  }

  /// Orders that were open a while ago already, the oldest first.
  ///
  /// @param most at once
  public List<Relay.OpenOrder> open(int most) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                select job_id, id from provider_call
                where state in ('begun', 'accepted')
                  and begun_at < now() - interval '10 seconds'
                order by begun_at
                limit :most
                """)
            .bind("most", most)
            .map((row, _) ->
                new Relay.OpenOrder(
                    row.getObject("job_id", UUID.class), row.getObject("id", UUID.class)))
            .list());
  }

  /// What was spent for a job so far, in millionths of a US dollar.
  public long cost(UUID job) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("select coalesce(sum(cost), 0) from provider_call where job_id = :job")
            .bind("job", job)
            .mapTo(Long.class)
            .one());
  }

  /// The newest order of a job that a provider has.
  public Optional<Call> newest(UUID job) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "select "
                    + COLUMNS
                    + " from provider_call where job_id = :job order by begun_at desc limit 1")
            .bind("job", job)
            .map((row, _) -> read(row))
            .findOne());
  }

  private static Call read(ResultSet row) throws SQLException {
    return new Call(
        row.getObject("id", UUID.class),
        row.getString("provider"),
        row.getString("model"),
        Call.State.ofWord(row.getString("state")),
        row.getString("handle"),
        row.getTimestamp("begun_at").toInstant());
  }
}
