package dev.pictor.engine.codec;

import dev.pictor.engine.codec.BadPicture.Reason;
import java.util.Locale;

/// How large a picture may be. All of it is checked on the header, before a pixel exists.
///
/// @param maxBytes the file, in bytes
/// @param maxSide width and height, in pixels
/// @param maxPixels width times height; the frames of an animation together may have
///   [#FRAMES_ALLOWANCE] times as many
/// @param maxFrames frames of an animation, although only the first is read
public record Limits(long maxBytes, int maxSide, long maxPixels, int maxFrames) {
  /// How many times the pixels of one picture all frames of an animation may have.
  public static final int FRAMES_ALLOWANCE = 10;

  /// 10 MB, 16,384 pixels a side, 50 megapixels, 2,000 frames.
  public static final Limits STANDARD = new Limits(10_000_000, 16_384, 50_000_000, 2_000);

  public Limits {
    if (maxBytes < 1 || maxSide < 1 || maxPixels < 1 || maxFrames < 1) {
      throw new IllegalArgumentException(
          "limits are at least 1: "
              + maxBytes
              + " bytes, side "
              + maxSide
              + ", "
              + maxPixels
              + " pixels, "
              + maxFrames
              + " frames");
    }
  }

  void checkBytes(long bytes) throws BadPicture {
    if (bytes == 0) {
      throw new BadPicture(Reason.EMPTY, "The file is empty; choose a picture.");
    }
    if (bytes > maxBytes) {
      throw new BadPicture(
          Reason.TOO_MANY_BYTES,
          String.format(
              Locale.ROOT,
              "The file has %,d bytes, %,d are allowed; save it smaller.",
              bytes,
              maxBytes));
    }
  }

  void checkSize(long width, long height) throws BadPicture {
    if (width < 1 || height < 1) {
      throw new BadPicture(
          Reason.BROKEN,
          String.format(Locale.ROOT, "The picture says it is %,d x %,d pixels.", width, height));
    }
    if (width > maxSide || height > maxSide) {
      throw new BadPicture(
          Reason.SIDE_TOO_LONG,
          String.format(
              Locale.ROOT,
              "The picture is %,d x %,d pixels, a side may have %,d; make it smaller.",
              width,
              height,
              maxSide));
    }
    if (width * height > maxPixels) {
      throw new BadPicture(
          Reason.TOO_MANY_PIXELS,
          String.format(
              Locale.ROOT,
              "The picture is %,d x %,d = %,d pixels, %,d are allowed; make it smaller.",
              width,
              height,
              width * height,
              maxPixels));
    }
  }

  /// @param framePixels what all frames so far have together
  void checkFrames(long frames, long framePixels) throws BadPicture {
    if (frames > maxFrames) {
      throw new BadPicture(
          Reason.TOO_MANY_FRAMES,
          String.format(
              Locale.ROOT,
              "The animation has %,d frames or more, %,d are allowed; send a single frame.",
              frames,
              maxFrames));
    }
    if (framePixels > maxPixels * FRAMES_ALLOWANCE) {
      throw new BadPicture(
          Reason.TOO_MANY_FRAMES,
          String.format(
              Locale.ROOT,
              "The frames of the animation have %,d pixels or more together, %,d are allowed;"
                  + " send a single frame.",
              framePixels,
              maxPixels * FRAMES_ALLOWANCE));
    }
  }
}
