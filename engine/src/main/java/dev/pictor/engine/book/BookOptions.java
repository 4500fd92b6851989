package dev.pictor.engine.book;

import dev.pictor.engine.face.Box;
import dev.pictor.engine.face.FaceChoice;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How a face gets onto a page.
///
/// @param face which of the faces that are found on the page
/// @param faceBox where the face is, in pixels of the page, for faces that nobody finds; null to
///   look for one
/// @param medium of the page; null to measure it
/// @param blend 0 to 1: how far the page's own face is covered
public record BookOptions(
    FaceChoice face, @Nullable Box faceBox, @Nullable PageMedium medium, double blend) {
  /// The largest face that is found, in the medium that is measured, covered wholly.
  public static final BookOptions STANDARD = new BookOptions(FaceChoice.largest(), null, null, 1);

  public BookOptions {
    if (!(blend >= 0 && blend <= 1)) {
      throw new IllegalArgumentException("blend is within 0 to 1, not " + blend);
    }
    if (faceBox != null && !(faceBox.width() >= 16 && faceBox.height() >= 16)) {
      throw new IllegalArgumentException(
          "face_box is at least 16 pixels wide and high, not %.0f x %.0f"
              .formatted(faceBox.width(), faceBox.height()));
    }
  }

  /// The same with a face at a known place.
  public BookOptions at(Box box) {
    return new BookOptions(face, box, medium, blend);
  }

  /// The same for another choice of faces.
  public BookOptions onto(FaceChoice choice) {
    return new BookOptions(choice, faceBox, medium, blend);
  }

  /// The same for a page of a known medium.
  public BookOptions in(PageMedium known) {
    return new BookOptions(face, faceBox, known, blend);
  }

  Optional<Box> box() {
    return Optional.ofNullable(faceBox);
  }
}
