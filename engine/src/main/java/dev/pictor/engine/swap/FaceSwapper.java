package dev.pictor.engine.swap;

import dev.pictor.engine.Natives;
import dev.pictor.engine.Progress;
import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.face.Face;
import dev.pictor.engine.face.FaceChoice;
import dev.pictor.engine.face.FaceProblem;
import dev.pictor.engine.face.FaceRules;
import dev.pictor.engine.face.Faces;
import dev.pictor.engine.plane.Rows;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/// Puts the face of one picture on heads of another, in their pose, light, sharpness and grain. It
/// is a warp of the face's mesh and no neural swap: the outline of the head, its hair, ears and
/// neck stay the target's, and the face lies only as well as its source shows it.
///
/// Outside the outlines of the faces the result is the target bit for bit. The same pictures and
/// options give the same bytes on any number of threads. Safe for several threads.
public final class FaceSwapper {
  /// Heads that look farther apart than this, in degrees as the mesh sees them, are refused: the
  /// source then shows too little of what the target needs. Heads turned by program by 45 degrees
  /// are seen as turned by 32 to 35 and still give a whole face; by 60 the far eye is torn.
  private static final double MOST_APART = 36;

  /// Share of the progress that finding faces takes.
  private static final double FINDING = 0.3;

  private final Rows rows;
  private final Faces faces;
  private final Enlarger enlarger;

  /// @param rows stays the caller's, as do the faces
  /// @param enlarger for source faces that are smaller than the target's
  public FaceSwapper(Rows rows, Faces faces, Enlarger enlarger) {
    Natives.load();
    this.rows = rows;
    this.faces = faces;
    this.enlarger = enlarger;
  }

  /// Swaps at the target's full size, its opacity kept. Both pictures stay the caller's; the caller
  /// closes the result. An interrupt of the calling thread stops the work within a fraction of a
  /// second.
  ///
  /// @throws FaceProblem when a face is missing, too small, not there by its number, or turned away
  ///   too far from the other
  public Picture swap(Picture source, Picture target, SwapOptions options, Progress progress)
      throws FaceProblem, InterruptedException {
    Progress.checkInterrupt();
    progress.at(0, "finding faces");
    Face from = chosen("source", source, options.source()).getFirst();
    progress.at(FINDING / 2, "finding faces");
    List<Face> onto = chosen("target", target, options.target());
    for (Face face : onto) {
      double apart = from.pose().apart(face.pose());
      if (apart > MOST_APART) {
        throw FaceProblem.posesDiffer(apart, MOST_APART);
      }
    }
    Picture result = copy(target);
    try {
      for (int i = 0; i < onto.size(); i++) {
        Progress.checkInterrupt();
        progress.at(
            FINDING + (1 - FINDING) * i / onto.size(),
            "swapping face %d of %d".formatted(i + 1, onto.size()));
        try (PointerScope _ = new PointerScope()) {
          new FaceExchange(source, from, options, enlarger, rows).into(result.mat(), onto.get(i));
        }
      }
    } catch (InterruptedException | RuntimeException e) {
      result.close();
      throw e;
    }
    progress.at(1, "done");
    return result;
  }

  private List<Face> chosen(String role, Picture picture, FaceChoice choice)
      throws FaceProblem, InterruptedException {
    try {
      return choice.from(faces.find(picture, choice.search(), FaceRules.STANDARD));
    } catch (FaceProblem problem) {
      throw problem.in(role);
    }
  }

  private static Picture copy(Picture picture) {
    return new Picture(picture.mat().clone(), picture.alpha().map(Mat::clone).orElse(null));
  }
}
