package dev.pictor.images;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/// Photos of ours that show what a look does.
enum ExamplePhoto {
  /// A person who does not exist.
  PORTRAIT("/examples/portrait.jpg");

  private final String resource;

  ExamplePhoto(String resource) {
    this.resource = resource;
  }

  /// The file, read anew.
  byte[] bytes() {
    try (InputStream in = ExamplePhoto.class.getResourceAsStream(resource)) {
      return Objects.requireNonNull(in, resource).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("the example photo cannot be read", e);
    }
  }
}
