package dev.pictor.images;

import dev.pictor.platform.Json;
import dev.pictor.storage.OwnerId;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// The table `images_cache`. All times are the database's, so that nodes agree.
final class ResultRows {
  private static final int BATCH = 1000;

  private static final String FIND =
      """
      select made, used_at < now() - interval '1 minute' as was_idle from images_cache
      where scope = :scope and key = :key and created_at > now() - make_interval(secs => :kept)
      """;

  /// Once a minute at most, so that a result that everybody wants is not written at every hit.
  private static final String USE =
      "update images_cache set used_at = now() where scope = :scope and key = :key";

  private static final String PUT =
      """
      insert into images_cache (scope, key, owner, made)
      values (:scope, :key, :owner, :made::jsonb)
      on conflict (scope, key) do update set
        owner = excluded.owner, made = excluded.made, created_at = now(), used_at = now()
      """;

  private static final String FORGET_OLD =
      """
      delete from images_cache where (scope, key) in (
        select scope, key from images_cache
        where created_at <= now() - make_interval(secs => :kept) limit :some)
      """;

  private static final String FORGET_MOST =
      """
      delete from images_cache where (scope, key) in (
        select scope, key from images_cache order by used_at desc offset :most limit :some)
      """;

  private final Jdbi jdbi;

  ResultRows(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  private record Row(String made, boolean wasIdle) {}

  Optional<CachedResult> find(ResultKey key, Duration kept) {
    return jdbi.withHandle(handle -> {
      Optional<Row> found =
          handle
              .createQuery(FIND)
              .bind("scope", key.scope())
              .bind("key", key.digest())
              .bind("kept", kept.toSeconds())
              .map((row, _) -> new Row(row.getString("made"), row.getBoolean("was_idle")))
              .findOne();
      if (found.filter(Row::wasIdle).isPresent()) {
        int _ =
            handle.createUpdate(USE).bind("scope", key.scope()).bind("key", key.digest()).execute();
      }
      return found.map(row -> Json.read(row.made(), CachedResult.class));
    });
  }

  static void put(Handle handle, ResultKey key, OwnerId owner, CachedResult made) {
    int _ =
        handle
            .createUpdate(PUT)
            .bind("scope", key.scope())
            .bind("key", key.digest())
            .bind("owner", owner.value())
            .bind("made", Json.write(made))
            .execute();
  }

  /// Forgets this result, unless another one has taken its place.
  void forget(ResultKey key, CachedResult made) {
    jdbi.useHandle(handle ->
        handle
            .createUpdate(
                """
                delete from images_cache
                where scope = :scope and key = :key and made = :made::jsonb
                """)
            .bind("scope", key.scope())
            .bind("key", key.digest())
            .bind("made", Json.write(made))
            .execute());
  }

  long forgetOf(UUID owner) {
    return jdbi.withHandle(handle ->
        handle
            .createUpdate("delete from images_cache where owner = :owner")
            .bind("owner", owner)
            .execute());
  }

  /// @return how many were too old, or too many
  long clean(Duration kept, int most) {
    return jdbi.withHandle(handle -> {
      long all = 0;
      int some;
      do {
        some =
            handle
                .createUpdate(FORGET_OLD)
                .bind("kept", kept.toSeconds())
                .bind("some", BATCH)
                .execute();
        all += some;
      } while (some == BATCH);
      do {
        some = handle.createUpdate(FORGET_MOST).bind("most", most).bind("some", BATCH).execute();
        all += some;
      } while (some == BATCH);
      return all;
    });
  }

  long count() {
    return jdbi.withHandle(
        handle -> handle.createQuery("select count(*) from images_cache").mapTo(Long.class).one());
  }
}
