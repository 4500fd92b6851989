package dev.pictor.engine.face;

import java.util.List;

/// Which faces an operation can use.
///
/// @param leastWidthPixels narrower faces are left out, 1 or more
/// @param most more faces than this are refused, 1 or more
public record FaceRules(int leastWidthPixels, int most) {
  /// Faces from 40 pixels, at most 20: what the search finds for sure, and a school class.
  public static final FaceRules STANDARD = new FaceRules(40, 20);

  public FaceRules {
    if (leastWidthPixels < 1 || most < 1) {
      throw new IllegalArgumentException(
          "a face of " + leastWidthPixels + " pixels, at most " + most + " of them");
    }
  }

  /// The faces that are large enough, in the same order.
  ///
  /// @param found the largest first
  /// @throws FaceProblem when there is none, all are too small, or too many are left
  public List<Face> kept(List<Face> found) throws FaceProblem {
    if (found.isEmpty()) {
      throw FaceProblem.noFace();
    }
    List<Face> kept = found.stream().filter(f -> f.widthPixels() >= leastWidthPixels).toList();
    if (kept.isEmpty()) {
      double largest = found.stream().mapToDouble(Face::widthPixels).max().orElseThrow();
      throw FaceProblem.tooSmall(largest, leastWidthPixels);
    }
    if (kept.size() > most) {
      throw FaceProblem.tooMany(kept.size(), most);
    }
    return kept;
  }
}
