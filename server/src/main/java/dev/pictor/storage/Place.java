package dev.pictor.storage;

import java.util.Locale;

/// Where an object lies, and by that who may read it. On disk a place is a folder; in a store
/// elsewhere it is a bucket of its own when the operator names one, else a prefix.
public enum Place {
  /// Uploads and results: the owner, and whoever holds a signed link.
  PRIVATE(false),
  /// Pictures of people: everybody reads, the owner writes.
  PROFILE_PHOTOS(true),
  /// Material of projects: the owner, and whoever holds a signed link.
  USER_ASSETS(false),
  /// Finished pictures of projects: everybody reads, only this service writes.
  RENDERS(true);

  private final boolean isPublic;

  Place(boolean isPublic) {
    this.isPublic = isPublic;
  }

  /// Whether everybody may read what lies here; see {@link Links#lasting}.
  public boolean isPublic() {
    return isPublic;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Place ofWord(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
