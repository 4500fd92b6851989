package dev.pictor.providers;

import dev.pictor.engine.codec.BadPicture;
import dev.pictor.engine.codec.PixelsBusy;
import dev.pictor.engine.cutout.NoSubject;
import dev.pictor.engine.face.FaceProblem;
import dev.pictor.engine.model.BrokenModel;
import dev.pictor.engine.type.TextTooLong;
import dev.pictor.platform.Problem;
import java.time.Duration;

/// The engine's refusals as problems; its sentences are written for the person who sent the
/// picture.
public final class Refusals {
  private static final Duration SOON = Duration.ofSeconds(5);

  private Refusals() {}

  public static Problem of(BadPicture refusal) {
    Problem.Kind kind =
        switch (refusal.reason()) {
          case NOT_A_PICTURE, UNSUPPORTED_TYPE -> Problem.Kind.UNSUPPORTED_TYPE;
          case TYPE_MISMATCH -> Problem.Kind.UPLOAD_MISMATCH;
          case TOO_MANY_BYTES, SIDE_TOO_LONG, TOO_MANY_PIXELS, TOO_MUCH_MEMORY, TOO_MANY_FRAMES ->
              Problem.Kind.TOO_LARGE;
          case EMPTY, TOO_MANY_PARTS, METADATA_TOO_LARGE, TRUNCATED, BROKEN ->
              Problem.Kind.BAD_PICTURE;
        };
    return Problem.because(kind, String.valueOf(refusal.getMessage()), refusal);
  }

  public static Problem of(FaceProblem refusal) {
    Problem.Kind kind =
        switch (refusal.reason()) {
          case NO_FACE -> Problem.Kind.NO_FACE;
          case TOO_SMALL -> Problem.Kind.FACE_TOO_SMALL;
          case TOO_MANY -> Problem.Kind.TOO_MANY_FACES;
          case NO_SUCH_FACE -> Problem.Kind.NO_SUCH_FACE;
          case POSES_DIFFER -> Problem.Kind.POSES_DIFFER;
        };
    return Problem.because(kind, String.valueOf(refusal.getMessage()), refusal);
  }

  public static Problem of(NoSubject refusal) {
    return Problem.because(Problem.Kind.NO_PERSON, String.valueOf(refusal.getMessage()), refusal);
  }

  public static Problem ofText(Exception refusal) {
    Problem.Kind kind =
        refusal instanceof TextTooLong
            ? Problem.Kind.TEXT_TOO_LONG
            : Problem.Kind.CHARACTERS_WITHOUT_FONT;
    return Problem.because(kind, String.valueOf(refusal.getMessage()), refusal);
  }

  /// The message is the operator's to read as well; it names no path.
  public static Problem of(BrokenModel refusal) {
    return Problem.because(
        Problem.Kind.MODEL_UNUSABLE, String.valueOf(refusal.getMessage()), refusal);
  }

  public static Problem of(PixelsBusy busy) {
    return Problem.later(Problem.Kind.BUSY, String.valueOf(busy.getMessage()), SOON);
  }
}
