package dev.pictor.identity;

import dev.pictor.platform.Duty;
import dev.pictor.platform.Erasable;
import dev.pictor.platform.Erasable.Erased;
import dev.pictor.platform.Json;
import dev.pictor.platform.Problem;
import dev.pictor.platform.mail.Mailer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Forgets a user, everywhere.
///
/// 1. One transaction closes the account, ends its sessions and writes down that it goes. From then
///    on it will be gone, whatever happens.
/// 2. Each part that keeps things of users forgets this one; what it did is added to the report.
/// 3. The user's row goes last, so that a crash before leaves somebody to come back to. A duty goes
///    on with what a node left lying.
public final class Erasures implements Duty {
  private static final Duration LEASE = Duration.ofMinutes(10);

  private final Jdbi jdbi;
  private final Mailer mailer;
  private final Standing standing;
  private final InstantSource clock;
  private final List<Erasable> parts = new ArrayList<>();

  Erasures(Jdbi jdbi, Mailer mailer, Standing standing, InstantSource clock) {
    this.jdbi = jdbi;
    this.mailer = mailer;
    this.standing = standing;
    this.clock = clock;
  }

  /// What was done.
  ///
  /// @param deleted how many things of each kind
  /// @param anonymised what had to stay, without the person in it
  public record Report(Map<String, Long> deleted, Map<String, Long> anonymised) {}

  /// Says which parts keep things of users, in the order in which they forget: what makes things
  /// before what keeps them. Said once, at the start.
  public void with(List<Erasable> keepers) {
    parts.addAll(keepers);
  }

  /// Forgets a user. Twice at once is once.
  ///
  /// @throws Problem NOT_FOUND; LAST_ADMIN; CONFLICT for the service account
  public Report erase(UserId user, boolean byAdmin) {
    jdbi.useTransaction(handle -> begin(handle, user, byAdmin));
    standing.forgetUser(user);
    return goOn(user);
  }

  private void begin(Handle handle, UserId id, boolean byAdmin) {
    LastAdmin.refuse(handle, id);
    User user = UserRows.lock(handle, id).orElseThrow(() -> Problem.notFound("user")).user();
    if (Users.SERVICE_NAME.equals(user.username())) {
      throw Problem.of(
          Problem.Kind.CONFLICT, "The service account belongs to API_KEY; take that away instead.");
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    UserRows.setDisabled(handle, id, true, now);
    IdentityNews.userChanged(handle, id);
    handle
        .createUpdate(
            """
            insert into identity_erasure (id, user_id, by_admin, requested_at, leased_until)
            values (:id, :user, :byAdmin, :now, :until)
            on conflict (user_id) do update set leased_until = excluded.leased_until
            """)
        .bind("id", UUID.randomUUID())
        .bind("user", id.value())
        .bind("byAdmin", byAdmin)
        .bind("now", now)
        .bind("until", now.plus(LEASE))
        .execute();
  }

  private Report goOn(UserId user) {
    for (Erasable part : parts) {
      note(user, part.erase(user.value()));
    }
    return finish(user);
  }

  /// Adds to the report, which a crash therefore does not begin anew.
  private void note(UserId user, Erased done) {
    jdbi.useTransaction(handle -> note(handle, user, done));
  }

  private static Report note(Handle handle, UserId user, Erased done) {
    Report before =
        handle
            .createQuery("select report from identity_erasure where user_id = :user for update")
            .bind("user", user.value())
            .mapTo(String.class)
            .findOne()
            .map(text -> Json.read(text, StoredReport.class).report())
            .orElseThrow(() -> Problem.notFound("deletion"));
    Erased all = new Erased(before.deleted(), before.anonymised()).plus(done);
    var report = new Report(all.deleted(), all.anonymised());
    handle
        .createUpdate("update identity_erasure set report = :report::jsonb where user_id = :user")
        .bind("report", Json.write(report))
        .bind("user", user.value())
        .execute();
    return report;
  }

  /// The report of a row that nothing was noted in yet is empty.
  private record StoredReport(
      @Nullable Map<String, Long> deleted, @Nullable Map<String, Long> anonymised) {
    Report report() {
      return new Report(
          deleted == null ? Map.of() : deleted, anonymised == null ? Map.of() : anonymised);
    }
  }

  private Report finish(UserId user) {
    long mails =
        jdbi.withHandle(handle -> UserRows.find(handle, user))
            .map(row -> row.user().email())
            .map(mailer::forget)
            .orElse(0);
    Report report =
        jdbi.inTransaction(handle -> {
          long keys =
              handle.execute("delete from identity_api_key where user_id = ?", user.value());
          long users = handle.execute("delete from identity_user where id = ?", user.value());
          handle.execute(
              "update identity_erasure set finished_at = ? where user_id = ?",
              clock.instant().truncatedTo(ChronoUnit.MICROS),
              user.value());
          IdentityNews.userChanged(handle, user);
          return note(
              handle,
              user,
              Erased.deleted("users", users)
                  .plus(Erased.deleted("keys", keys))
                  .plus(Erased.deleted("mails", mails)));
        });
    standing.forgetUser(user);
    return report;
  }

  @Override
  public String name() {
    return "erasure";
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(1);
  }

  /// Goes on with one that a node left lying.
  @Override
  public long runOnce() {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Optional<UserId> left =
        jdbi.withHandle(handle ->
            handle
                .createQuery(
                    """
                    update identity_erasure set leased_until = :until where id = (
                      select id from identity_erasure
                      where finished_at is null and leased_until <= :now
                      order by leased_until limit 1 for update skip locked)
                    returning user_id
                    """)
                .bind("now", now)
                .bind("until", now.plus(LEASE))
                .mapTo(UUID.class)
                .findOne()
                .map(UserId::new));
    left.ifPresent(this::goOn);
    return left.isPresent() ? 1 : 0;
  }
}
