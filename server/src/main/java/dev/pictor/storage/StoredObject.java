package dev.pictor.storage;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A user's name for some stored bytes.
///
/// @param content null while nothing has come
/// @param picture null until it is confirmed
/// @param expiresAt when it goes by itself; null once confirmed
public record StoredObject(
    ObjectKey key,
    Place place,
    OwnerId owner,
    State state,
    Declared declared,
    @Nullable Content content,
    @Nullable Picture picture,
    Instant createdAt,
    @Nullable Instant expiresAt) {

  /// The bytes.
  ///
  /// @throws IllegalStateException while nothing has come
  public Content bytes() {
    if (content == null) {
      throw new IllegalStateException("object " + key + " has no bytes yet, it is " + state);
    }
    return content;
  }

  /// What the bytes were found to be.
  ///
  /// @throws IllegalStateException before it is confirmed
  public Picture accepted() {
    if (picture == null) {
      throw new IllegalStateException("object " + key + " is not confirmed, it is " + state);
    }
    return picture;
  }

  /// How far an object has come.
  public enum State {
    /// Reserved: a link to upload is out, nothing came yet.
    PENDING,
    /// The bytes are here, and nobody has looked at them; they may be replaced, and they expire.
    UPLOADED,
    /// Looked at and accepted: the bytes never change, and stay until they are deleted.
    CONFIRMED;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    static State ofWord(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  /// What the uploader said, to be believed by nobody.
  ///
  /// @param filename for showing, never a path
  /// @param size in bytes
  /// @param isExact whether it is the size; else it is the most that may come
  public record Declared(String filename, String mediaType, long size, boolean isExact) {
    public Declared(String filename, String mediaType, long size) {
      this(filename, mediaType, size, true);
    }

    boolean allows(long came) {
      return isExact ? came == size : came <= size;
    }
  }

  /// Which bytes.
  ///
  /// @param sha256 in lower-case hexadecimal
  public record Content(String sha256, long size) {}

  /// What the bytes are, as whoever decoded them found.
  ///
  /// @param mediaType from the magic bytes; this is what is served
  public record Picture(String mediaType, int widthPixels, int heightPixels) {}
}
