package dev.pictor.compat.mugshot;

import dev.pictor.identity.Caller;
import dev.pictor.images.Uploads;
import dev.pictor.platform.http.PublicAddress;
import dev.pictor.projects.Asset;
import dev.pictor.projects.Assets;
import dev.pictor.storage.Links;
import dev.pictor.storage.StoredObject;
import io.javalin.http.Context;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Addresses of pictures and pages, as clients see them.
record MugShotLinks(Links links, Uploads uploads, PublicAddress address) {
  String absolute(Context request, String target) {
    return address.absolute(request, target);
  }

  /// Lasting where everybody may read, else signed.
  String show(Context request, StoredObject object) {
    return absolute(
        request, object.place().isPublic() ? links.lasting(object) : links.show(object).target());
  }

  String save(Context request, StoredObject object, String filename) {
    return absolute(request, links.save(object, filename).target());
  }

  /// @return null when it is not there any more
  @Nullable String show(Context request, String key) {
    return uploads.find(Caller.of(request), key).map(object -> show(request, object)).orElse(null);
  }

  AssetView asset(Context request, Assets.Stored stored) {
    Asset asset = stored.asset();
    StoredObject object = stored.object();
    StoredObject.Picture picture = object.accepted();
    UUID project = asset.project();
    return new AssetView(
        asset.id().toString(),
        asset.type().word(),
        show(request, object),
        picture.widthPixels(),
        picture.heightPixels(),
        picture.mediaType(),
        object.bytes().size(),
        object.declared().filename(),
        project == null ? null : project.toString(),
        asset.createdAt());
  }
}
