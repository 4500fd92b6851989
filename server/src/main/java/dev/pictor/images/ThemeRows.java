package dev.pictor.images;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pictor.platform.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// The tables `images_theme` and `images_theme_version`.
final class ThemeRows {
  /// So many versions of a theme are kept; those before are forgotten when the next one is made,
  /// unless they are so young that a job may still wait with one.
  static final int VERSIONS_KEPT = 50;

  /// Longer than any job may wait for a worker (`JOB_START_DEADLINE_SECONDS`, at most a week).
  static final Duration KEPT_FOR_JOBS = Duration.ofDays(8);

  private final Jdbi jdbi;

  ThemeRows(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /// A theme with its newest version.
  ///
  /// @param document null for one that ships and is only switched or moved
  record Row(
      String id,
      int version,
      boolean enabled,
      int position,
      Instant updatedAt,
      @Nullable ThemeDocument document) {}

  /// What a change leaves.
  record Draft(boolean enabled, int position, @Nullable ThemeDocument document) {}

  /// Where a theme is shown, without what it is.
  record Place(int version, boolean enabled) {}

  /// A version that was.
  record Version(int version, Instant createdAt, UUID createdBy) {}

  /// All of them, without parts and drawings, which may be long.
  List<Row> list() {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                select t.id, t.version, t.enabled, t.position, t.updated_at,
                  v.document - 'parts' - 'grade' as document, v.base, null::text as drawings
                from images_theme t
                join images_theme_version v on v.theme_id = t.id and v.version = t.version
                """)
            .map((rows, _) -> read(rows))
            .list());
  }

  Optional<Row> find(String id) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                select t.id, t.version, t.enabled, t.position, t.updated_at, v.document, v.base,
                  v.drawings
                from images_theme t
                join images_theme_version v on v.theme_id = t.id and v.version = t.version
                where t.id = :id
                """)
            .bind("id", id)
            .map((rows, _) -> read(rows))
            .findOne());
  }

  Optional<Place> place(String id) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("select version, enabled from images_theme where id = :id")
            .bind("id", id)
            .map((rows, _) -> new Place(rows.getInt("version"), rows.getBoolean("enabled")))
            .findOne());
  }

  /// What a theme was at a version, also when it was deleted since.
  ///
  /// @return empty when there was no such version; a null inside cannot be, so a version that only
  ///   switched a theme that ships is a document without a name
  Optional<Was> was(String id, int version) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                select document, base, drawings from images_theme_version
                where theme_id = :id and version = :version
                """)
            .bind("id", id)
            .bind("version", version)
            .map((rows, _) -> new Was(document(rows)))
            .findOne());
  }

  /// A version.
  ///
  /// @param document null when it only switched or moved a theme that ships
  record Was(@Nullable ThemeDocument document) {}

  List<Version> versions(String id) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                select version, created_at, created_by from images_theme_version
                where theme_id = :id order by version desc limit 200
                """)
            .bind("id", id)
            .map((rows, _) ->
                new Version(
                    rows.getInt("version"),
                    rows.getTimestamp("created_at").toInstant(),
                    rows.getObject("created_by", UUID.class)))
            .list());
  }

  int count() {
    return jdbi.withHandle(
        handle -> handle.createQuery("select count(*) from images_theme").mapTo(int.class).one());
  }

  /// @return the number of its first version; empty when there is a row for this id already
  Optional<Integer> insert(String id, Draft draft, UUID by) {
    return jdbi.inTransaction(handle -> {
      Optional<Integer> version =
          handle
              .createQuery(
                  """
                  insert into images_theme (id, version, enabled, position)
                  select :id, coalesce(max(version), 0) + 1, :enabled, :position
                  from images_theme_version where theme_id = :id
                  on conflict (id) do nothing
                  returning version
                  """)
              .bind("id", id)
              .bind("enabled", draft.enabled())
              .bind("position", draft.position())
              .mapTo(Integer.class)
              .findOne();
      version.ifPresent(number -> insertVersion(handle, id, number, draft, by));
      return version;
    });
  }

  /// @param seen the version that the change was made to
  /// @return false when there is another one by now, or none
  boolean replace(String id, int seen, Draft draft, UUID by) {
    return jdbi.inTransaction(handle -> {
      int changed =
          handle
              .createUpdate(
                  """
                  update images_theme set version = version + 1, enabled = :enabled,
                    position = :position, updated_at = now()
                  where id = :id and version = :seen
                  """)
              .bind("id", id)
              .bind("seen", seen)
              .bind("enabled", draft.enabled())
              .bind("position", draft.position())
              .execute();
      if (changed == 1) {
        insertVersion(handle, id, seen + 1, draft, by);
      }
      return changed == 1;
    });
  }

  private static void insertVersion(Handle handle, String id, int version, Draft draft, UUID by) {
    ThemeDocument document = draft.document();
    handle
        .createUpdate(
            """
            insert into images_theme_version
              (theme_id, version, document, base, drawings, created_by)
            values (:id, :version, :document::jsonb, :base, :drawings::jsonb, :by)
            """)
        .bind("id", id)
        .bind("version", version)
        .bind("document", document == null ? null : Json.write(document.json()))
        .bind("base", document == null ? null : document.base())
        .bind(
            "drawings",
            document == null || document.drawings().isEmpty()
                ? null
                : Json.write(document.drawings()))
        .bind("by", by)
        .execute();
    handle
        .createUpdate(
            """
            delete from images_theme_version
            where theme_id = :id and version <= :version - :kept
              and created_at < now() - make_interval(secs => :young)
            """)
        .bind("id", id)
        .bind("version", version)
        .bind("kept", VERSIONS_KEPT)
        .bind("young", KEPT_FOR_JOBS.toSeconds())
        .execute();
  }

  /// Its versions stay, for jobs that name them.
  ///
  /// @return false when there is another version by now, or none
  boolean delete(String id, int seen) {
    return jdbi.withHandle(handle ->
        handle
            .createUpdate("delete from images_theme where id = :id and version = :seen")
            .bind("id", id)
            .bind("seen", seen)
            .execute())
        == 1;
  }

  private static Row read(ResultSet rows) throws SQLException {
    return new Row(
        rows.getString("id"),
        rows.getInt("version"),
        rows.getBoolean("enabled"),
        rows.getInt("position"),
        rows.getTimestamp("updated_at").toInstant(),
        document(rows));
  }

  private static @Nullable ThemeDocument document(ResultSet rows) throws SQLException {
    String json = rows.getString("document");
    if (json == null) {
      return null;
    }
    String drawings = rows.getString("drawings");
    return new ThemeDocument(
        Json.read(json, ObjectNode.class),
        rows.getString("base"),
        drawings == null ? Map.of() : drawings(drawings));
  }

  private static Map<String, String> drawings(String json) {
    try {
      var drawings = new HashMap<String, String>();
      Json.MAPPER
          .readTree(json)
          .properties()
          .forEach(each -> drawings.put(each.getKey(), each.getValue().asText()));
      return drawings;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("stored drawings do not read as JSON", e);
    }
  }
}
