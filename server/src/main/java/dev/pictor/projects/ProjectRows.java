package dev.pictor.projects;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/// The table `project`.
final class ProjectRows {
  private ProjectRows() {}

  static void insert(Handle handle, Project project) {
    bind(
            handle.createUpdate(
                """
                insert into project (id, owner, version, mode, platform, width, height, headline,
                  subtext, vibe, colours, model_pref, variants, created_at, updated_at)
                values (:id, :owner, :version, :mode, :platform, :width, :height, :headline,
                  :subtext, :vibe, :colours, :modelPref, :variants, :createdAt, :updatedAt)
                """),
            project)
        .bind("createdAt", project.createdAt())
        .execute();
  }

  /// The next version of a project, unless somebody made one meanwhile.
  static boolean replace(Handle handle, Project next) {
    return bind(
                handle.createUpdate(
                    """
                    update project set version = :version, mode = :mode, platform = :platform,
                      width = :width, height = :height, headline = :headline, subtext = :subtext,
                      vibe = :vibe, colours = :colours, model_pref = :modelPref,
                      variants = :variants, updated_at = :updatedAt
                    where id = :id and owner = :owner and version = :version - 1
                    """),
                next)
            .execute()
        == 1;
  }

  private static <S extends SqlStatement<S>> S bind(S statement, Project project) {
    Design design = project.design();
    return statement
        .bind("id", project.id())
        .bind("owner", project.owner())
        .bind("version", project.version())
        .bind("mode", design.mode())
        .bind("platform", design.platform())
        .bind("width", design.width())
        .bind("height", design.height())
        .bind("headline", design.headline())
        .bind("subtext", design.subtext())
        .bind("vibe", design.vibe())
        .bind("colours", String.join(",", design.colours()))
        .bind("modelPref", design.modelPref().word())
        .bind("variants", design.variants())
        .bind("updatedAt", project.updatedAt());
  }

  static Optional<Project> find(Handle handle, UUID owner, UUID id) {
    return handle
        .createQuery("select * from project where id = :id and owner = :owner")
        .bind("id", id)
        .bind("owner", owner)
        .map((row, _) -> read(row))
        .findOne();
  }

  /// Newest first.
  ///
  /// @param before only what is older than this one; null for all
  static List<Project> list(Handle handle, UUID owner, int most, @Nullable UUID before) {
    return handle
        .createQuery(
            """
            select * from project where owner = :owner and (:before::uuid is null or id < :before)
            order by id desc limit :most
            """)
        .bind("owner", owner)
        .bind("before", before)
        .bind("most", most)
        .map((row, _) -> read(row))
        .list();
  }

  /// @param version null for whatever it is
  static boolean delete(Handle handle, UUID owner, UUID id, @Nullable Integer version) {
    return handle
            .createUpdate(
                """
                delete from project where id = :id and owner = :owner
                  and (:version::int is null or version = :version)
                """)
            .bind("id", id)
            .bind("owner", owner)
            .bind("version", version)
            .execute()
        == 1;
  }

  private static Project read(ResultSet row) throws SQLException {
    String colours = row.getString("colours");
    var design =
        new Design(
            row.getString("mode"),
            row.getString("platform"),
            row.getInt("width"),
            row.getInt("height"),
            row.getString("headline"),
            row.getString("subtext"),
            row.getString("vibe"),
            colours.isEmpty() ? List.of() : List.of(colours.split(",", -1)),
            Model.find(row.getString("model_pref")).orElse(Model.BUILTIN),
            row.getInt("variants"));
    return new Project(
        row.getObject("id", UUID.class),
        row.getObject("owner", UUID.class),
        row.getInt("version"),
        design,
        instant(row, "created_at"),
        instant(row, "updated_at"));
  }

  static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getTimestamp(column).toInstant();
  }
}
