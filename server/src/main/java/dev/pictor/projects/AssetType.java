package dev.pictor.projects;

import dev.pictor.storage.Place;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a picture of a user's is for, and by that who may see it.
public enum AssetType {
  /// The person that a thumbnail shows.
  SELFIE(Place.USER_ASSETS),
  /// Something to show beside the person.
  REF(Place.USER_ASSETS),
  /// A thumbnail whose arrangement and colours are taken over.
  COPY_TARGET(Place.USER_ASSETS),
  /// What the user shows of themselves; everybody may see it.
  PROFILE_PHOTO(Place.PROFILE_PHOTOS);

  private final Place place;

  AssetType(Place place) {
    this.place = place;
  }

  Place place() {
    return place;
  }

  /// The name in requests and in the database.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// @return empty for a name that is none
  public static Optional<AssetType> find(String word) {
    String known = word.strip().toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(type -> type.word().equals(known)).findFirst();
  }

  /// Every name, for messages.
  public static String names() {
    return Arrays.stream(values()).map(AssetType::word).collect(Collectors.joining(", "));
  }
}
