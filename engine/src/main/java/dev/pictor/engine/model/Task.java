package dev.pictor.engine.model;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// What a model is for. One who needs a model asks the [ModelStore] for a task, so that a better
/// net of the operator's takes the place of the one that ships.
public enum Task {
  /// Boxes around the faces of a picture.
  FACE_DETECTION,
  /// The 468 points of one face, and the triangles between them.
  FACE_MESH,
  /// Where in a picture a person is, as one soft mask of 256 x 256.
  PERSON_MASK,
  /// A sharp mask of whatever is in front, 1024 x 1024: no such net ships.
  CUT_OUT,
  /// A picture twice as wide and high.
  UPSCALE_X2,
  /// A picture four times as wide and high.
  UPSCALE_X4,
  /// A face of 512 x 512, aligned as those of FFHQ, made clear: no such net ships.
  FACE_RESTORE;

  private final String id = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /// As in manifests and on the command line, such as `upscale-x2`.
  @JsonValue
  public String id() {
    return id;
  }
}
