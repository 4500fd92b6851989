package dev.pictor.engine.face;

import dev.pictor.engine.codec.Picture;
import java.time.Duration;
import java.util.List;

/// Finds faces. Safe for several threads; the nets are loaded at the first use and released after a
/// while without any. The same pixels always give the same faces.
public final class Faces implements AutoCloseable {
  /// How hard to look. Sizes are the width of a face compared with the longer side of the picture,
  /// as measured on portraits pasted into empty ones.
  public enum Search {
    /// The whole picture with both detectors: heads tilted by up to 60 degrees, from about a
    /// fifteenth of the longer side.
    WHOLE,

    /// Also overlapping tiles: heads tilted by up to 60 degrees, from 40 pixels.
    TILES,

    /// The whole picture, and only while no face is found also turned by 90 degrees to both sides,
    /// then tiles, then turned tiles. Whoever wants the main face of a photograph asks for this.
    PATIENT,

    /// Always all of it: every face from 40 pixels, tilted by anything up to 90 degrees. A tile
    /// costs a hundredth of a processor second, and a photograph of 12 megapixels has nearly 300.
    EVERY
  }

  private static final Duration KEEP = Duration.ofMinutes(5);

  private final Detector near = Detector.near(KEEP);
  private final Detector far = Detector.far(KEEP);
  private final Mesh mesh = new Mesh(KEEP);

  /// The faces of a picture, the largest first, in its own pixels; empty when there is none.
  public List<Face> find(Picture picture, Search search) throws InterruptedException {
    try (Pyramid pyramid = new Pyramid(picture.mat())) {
      FaceHunt hunt = new FaceHunt(pyramid, mesh);
      hunt.inWhole(Turn.NONE, near, far);
      switch (search) {
        case WHOLE -> {}
        case TILES -> hunt.inTiles(Turn.NONE, far);
        case PATIENT -> patiently(hunt);
        case EVERY -> {
          for (Turn turn : Turn.values()) {
            hunt.inWhole(turn, near, far);
            hunt.inTiles(turn, far);
          }
        }
      }
      return hunt.found();
    }
  }

  private void patiently(FaceHunt hunt) throws InterruptedException {
    for (Turn turn : List.of(Turn.CLOCKWISE, Turn.COUNTERCLOCKWISE)) {
      if (hunt.foundNone()) {
        hunt.inWhole(turn, near, far);
      }
    }
    for (Turn turn : Turn.values()) {
      if (hunt.foundNone()) {
        hunt.inTiles(turn, far);
      }
    }
  }

  /// The faces that an operation can use: found, checked against the rules, the largest first.
  ///
  /// @throws FaceProblem when there is none, all are too small, or there are too many
  public List<Face> find(Picture picture, Search search, FaceRules rules)
      throws FaceProblem, InterruptedException {
    return rules.kept(find(picture, search));
  }

  @Override
  public void close() {
    near.close();
    far.close();
    mesh.close();
  }
}
