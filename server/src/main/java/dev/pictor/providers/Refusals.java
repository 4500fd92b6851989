package dev.pictor.providers;

import dev.pictor.engine.codec.BadPicture;
import dev.pictor.engine.codec.PixelsBusy;
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

  public static Problem of(PixelsBusy busy) {
    return Problem.later(Problem.Kind.BUSY, String.valueOf(busy.getMessage()), SOON);
  }
}
