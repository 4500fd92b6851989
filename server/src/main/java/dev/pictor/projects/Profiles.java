package dev.pictor.projects;

import dev.pictor.identity.Principal;
import dev.pictor.platform.Problem;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Which photo users show of themselves.
public final class Profiles {
  private final Jdbi jdbi;
  private final Assets assets;

  Profiles(Jdbi jdbi, Assets assets) {
    this.jdbi = jdbi;
    this.assets = assets;
  }

  /// The photo that the caller shows.
  public Optional<Assets.Stored> photo(Principal caller) {
    return jdbi.withHandle(handle ->
            handle
                .createQuery("select photo from project_profile where owner = :owner")
                .bind("owner", Projects.owner(caller))
                .mapTo(UUID.class)
                .findOne())
        .map(id -> assets.get(caller, id.toString()));
  }

  /// Looks whether an asset can be shown.
  ///
  /// @throws Problem INVALID_REQUEST when it is none of the caller's profile photos
  public UUID check(Principal caller, String asset) {
    Assets.Stored found;
    try {
      found = assets.get(caller, asset);
    } catch (Problem _) {
      throw Problem.invalid("profile_photo_asset_id", "is none of your pictures; upload it first.");
    }
    if (found.asset().type() != AssetType.PROFILE_PHOTO) {
      throw Problem.invalid(
          "profile_photo_asset_id", "is a " + found.asset().type().word() + ", no profile_photo.");
    }
    return found.asset().id();
  }

  /// Shows this photo from now on.
  ///
  /// @param photo null for none
  public void show(Principal caller, @Nullable UUID photo) {
    jdbi.useHandle(handle ->
        handle
            .createUpdate(
                """
                insert into project_profile (owner, photo) values (:owner, :photo)
                on conflict (owner) do update set photo = excluded.photo
                """)
            .bind("owner", Projects.owner(caller))
            .bind("photo", photo)
            .execute());
  }
}
