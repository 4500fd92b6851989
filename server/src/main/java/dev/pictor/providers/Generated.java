package dev.pictor.providers;

/// What a provider made.
///
/// @param picture the result at its full size
/// @param thumbnail the same, small enough for a list
public record Generated(Made picture, Made thumbnail) {
  /// One encoded picture.
  ///
  /// @param mediaType such as `image/jpeg`
  /// @param width in pixels
  /// @param height in pixels
  public record Made(byte[] bytes, String mediaType, int width, int height) {}
}
