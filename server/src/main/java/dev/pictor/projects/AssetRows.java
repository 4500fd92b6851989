package dev.pictor.projects;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The table `project_asset`.
final class AssetRows {
  private AssetRows() {}

  /// @return false when its project is not there any more
  static boolean insert(Handle handle, Asset asset) {
    return handle
            .createUpdate(
                """
                insert into project_asset (id, owner, project, type, object_key, created_at)
                select :id, :owner, :project, :type, :objectKey, :createdAt
                where :project::uuid is null or exists (
                  select 1 from project where id = :project and owner = :owner for key share)
                """)
            .bind("id", asset.id())
            .bind("owner", asset.owner())
            .bind("project", asset.project())
            .bind("type", asset.type().word())
            .bind("objectKey", asset.objectKey())
            .bind("createdAt", asset.createdAt())
            .execute()
        == 1;
  }

  static Optional<Asset> find(Handle handle, UUID owner, UUID id) {
    return handle
        .createQuery("select * from project_asset where id = :id and owner = :owner")
        .bind("id", id)
        .bind("owner", owner)
        .map((row, _) -> read(row))
        .findOne();
  }

  static List<Asset> ofProject(Handle handle, UUID project) {
    return handle
        .createQuery("select * from project_asset where project = :project order by id desc")
        .bind("project", project)
        .map((row, _) -> read(row))
        .list();
  }

  /// The newest of a type: the project's own, else the newest that may serve every project.
  static Optional<Asset> newest(Handle handle, UUID owner, UUID project, AssetType type) {
    return handle
        .createQuery(
            """
            select * from project_asset
            where owner = :owner and type = :type and (project = :project or project is null)
            order by project is null, id desc limit 1
            """)
        .bind("owner", owner)
        .bind("project", project)
        .bind("type", type.word())
        .map((row, _) -> read(row))
        .findOne();
  }

  /// Newest first; what is null does not filter.
  ///
  /// @param before only what is older than this one
  static List<Asset> list(
      Handle handle, UUID owner, Assets.Filter filter, int most, @Nullable UUID before) {
    AssetType type = filter.type();
    return handle
        .createQuery(
            """
            select * from project_asset
            where owner = :owner and (:type::text is null or type = :type)
              and (:project::uuid is null or project = :project)
              and (:before::uuid is null or id < :before)
            order by id desc limit :most
            """)
        .bind("owner", owner)
        .bind("type", type == null ? null : type.word())
        .bind("project", filter.project())
        .bind("before", before)
        .bind("most", most)
        .map((row, _) -> read(row))
        .list();
  }

  static boolean delete(Handle handle, UUID owner, UUID id) {
    return handle
            .createUpdate("delete from project_asset where id = :id and owner = :owner")
            .bind("id", id)
            .bind("owner", owner)
            .execute()
        == 1;
  }

  private static Asset read(ResultSet row) throws SQLException {
    return new Asset(
        row.getObject("id", UUID.class),
        row.getObject("owner", UUID.class),
        row.getObject("project", UUID.class),
        AssetType.find(row.getString("type")).orElseThrow(),
        row.getString("object_key"),
        ProjectRows.instant(row, "created_at"));
  }
}
