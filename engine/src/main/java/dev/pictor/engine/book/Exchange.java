package dev.pictor.engine.book;

import dev.pictor.engine.Progress;
import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.face.FaceChoice;
import dev.pictor.engine.face.FaceProblem;

/// Puts a photographed face onto photographed ones: the face swap.
@FunctionalInterface
public interface Exchange {
  /// @param photo whose largest face is taken; stays the caller's
  /// @param page stays the caller's
  /// @param onto the faces of the page
  /// @param blend 0 to 1
  /// @return as large as the page; the caller closes it
  Picture swap(Picture photo, Picture page, FaceChoice onto, double blend, Progress progress)
      throws FaceProblem, InterruptedException;
}
