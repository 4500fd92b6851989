package dev.pictor.providers;

import java.util.Locale;

/// What a picture is for in a step. Surfaces have words of their own for them.
public enum Role {
  /// The picture that is worked on: the photograph of a sketch, the target of a swap, the page of a
  /// book, the selfie of a thumbnail. In a pipeline it is the result of the step before.
  INPUT,
  /// The picture whose face goes into the input.
  SOURCE,
  /// A picture to be put beside the input, such as a product in a thumbnail.
  REFERENCE,
  /// A thumbnail whose arrangement and colours are taken over.
  COPY_TARGET;

  /// The word in a job's arguments.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
