package dev.pictor.engine.face;

import java.util.Locale;

/// Why an operation cannot use the faces of a picture. The message is a sentence for the person who
/// gave the picture and says what to do.
public final class FaceProblem extends Exception {
  private static final long serialVersionUID = 1L;

  /// What is wrong, for programs.
  public enum Reason {
    /// No face was found, however it was looked for.
    NO_FACE,

    /// There are faces, and none is as wide as the operation needs.
    TOO_SMALL,

    /// There are more faces than the operation takes.
    TOO_MANY,

    /// A face was asked for by its number and there are fewer.
    NO_SUCH_FACE,

    /// Two heads look in directions too different for one to stand in for the other.
    POSES_DIFFER
  }

  private final Reason reason;

  private FaceProblem(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }

  /// The same, saying first which picture it is about; for operations that take two.
  ///
  /// @param role the picture's part in the operation: `source`, `target`
  public FaceProblem in(String role) {
    return new FaceProblem(
        reason,
        Character.toUpperCase(role.charAt(0)) + role.substring(1) + " picture: " + getMessage());
  }

  /// Nothing that looks like a face.
  public static FaceProblem noFace() {
    return new FaceProblem(
        Reason.NO_FACE,
        "No face was found in the picture; give one that shows a face from the front or half from"
            + " the side, in even light.");
  }

  /// The same where something other than another picture helps.
  ///
  /// @param remedy what to do, as the end of a sentence
  public static FaceProblem noFace(String remedy) {
    return new FaceProblem(Reason.NO_FACE, "No face was found in the picture; " + remedy + ".");
  }

  /// @param largest the width of the largest face in pixels
  /// @param least what is needed
  public static FaceProblem tooSmall(double largest, int least) {
    return new FaceProblem(
        Reason.TOO_SMALL,
        ("The largest face is %d pixels wide and at least %d are needed; give a larger picture, or"
                + " cut out the face and upscale it first.")
            .formatted(Math.round(largest), least));
  }

  /// @param found how many there are
  public static FaceProblem tooMany(int found, int most) {
    return new FaceProblem(
        Reason.TOO_MANY,
        ("There are %d faces in the picture and at most %d are taken; crop it, or choose one face"
                + " by its number.")
            .formatted(found, most));
  }

  /// @param index as it was asked for, from 0
  public static FaceProblem noSuchFace(int index, int found) {
    return new FaceProblem(
        Reason.NO_SUCH_FACE,
        found == 1
            ? "There is no face %d, only one; its number is 0.".formatted(index)
            : "There is no face %d; the faces are numbered from 0 to %d, the largest first."
                .formatted(index, found - 1));
  }

  /// @param apart how far the heads are turned apart, in degrees
  public static FaceProblem posesDiffer(double apart, double most) {
    return new FaceProblem(
        Reason.POSES_DIFFER,
        String.format(
            Locale.ROOT,
            "The two heads look %.0f degrees apart and at most %.0f give a decent result; give a"
                + " picture in which the head is turned as in the other one.",
            apart,
            most));
  }
}
