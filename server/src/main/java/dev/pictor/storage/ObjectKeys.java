package dev.pictor.storage;

import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/// How keys are made: everything of a user below the user's id, and nothing in a key comes from a
/// file name.
final class ObjectKeys {
  private static final Pattern RESULT = Pattern.compile("users/[^/]+/results/.+");

  private ObjectKeys() {}

  static ObjectKey upload(OwnerId owner, Place place, UUID id, String mediaType) {
    String folder = place == Place.PRIVATE ? "uploads" : place.word();
    return new ObjectKey("users/" + owner + "/" + folder + "/" + id + "." + extensionOf(mediaType));
  }

  /// The attempt is part of the key: a worker that was given up and wakes again has keys of its
  /// own.
  static ObjectKey result(OwnerId owner, UUID job, int attempt, String name) {
    return new ObjectKey(resultsOf(owner, job) + attempt + "/" + name);
  }

  /// Where a client puts the bytes of a reserved object in a store elsewhere. From there they are
  /// fetched, looked at, and kept as a content; whoever still has the link cannot change that.
  static ObjectKey incoming(ObjectKey reserved) {
    return new ObjectKey("incoming/" + reserved);
  }

  /// What all keys of a job's results begin with.
  static String resultsOf(OwnerId owner, UUID job) {
    return "users/" + owner + "/results/" + job + "/";
  }

  static boolean isResult(String key) {
    return RESULT.matcher(key).matches();
  }

  private static String extensionOf(String mediaType) {
    return switch (mediaType.toLowerCase(Locale.ROOT)) {
      case "image/jpeg" -> "jpg";
      case "image/png" -> "png";
      case "image/webp" -> "webp";
      case "image/gif" -> "gif";
      default -> "bin";
    };
  }
}
