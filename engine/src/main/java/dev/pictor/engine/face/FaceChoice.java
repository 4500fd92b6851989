package dev.pictor.engine.face;

import java.util.List;

/// Which of the faces of a picture is meant.
public sealed interface FaceChoice {
  /// The largest one.
  record Largest() implements FaceChoice {}

  /// Every one.
  record All() implements FaceChoice {}

  /// One by its number.
  ///
  /// @param index from 0, the largest face first
  record At(int index) implements FaceChoice {
    public At {
      if (index < 0) {
        throw new IllegalArgumentException("faces are numbered from 0, not " + index);
      }
    }
  }

  static FaceChoice largest() {
    return new Largest();
  }

  static FaceChoice all() {
    return new All();
  }

  /// @param index from 0, the largest face first
  static FaceChoice at(int index) {
    return new At(index);
  }

  /// How hard a picture must be searched to make this choice.
  default Faces.Search search() {
    return switch (this) {
      case Largest _ -> Faces.Search.PATIENT;
      case All _, At _ -> Faces.Search.EVERY;
    };
  }

  /// @param found one or more, the largest first
  /// @throws FaceProblem when there is no face of that number
  default List<Face> from(List<Face> found) throws FaceProblem {
    return switch (this) {
      case Largest _ -> List.of(found.getFirst());
      case All _ -> found;
      case At(int index) -> {
        if (index >= found.size()) {
          throw FaceProblem.noSuchFace(index, found.size());
        }
        yield List.of(found.get(index));
      }
    };
  }
}
