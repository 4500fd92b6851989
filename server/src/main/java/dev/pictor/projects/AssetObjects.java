package dev.pictor.projects;

import dev.pictor.identity.Principal;
import dev.pictor.images.Uploads;
import dev.pictor.storage.ObjectKey;
import dev.pictor.storage.Objects;
import dev.pictor.storage.OwnerId;
import org.jdbi.v3.core.Handle;

/// The stored bytes of assets, which go with their rows.
record AssetObjects(Objects objects, Uploads uploads) {
  /// Within a transaction of the caller's.
  void delete(Handle handle, Principal caller, String key) {
    ObjectKey.find(key)
        .ifPresent(known -> objects.delete(handle, new OwnerId(Projects.owner(caller)), known));
  }
}
