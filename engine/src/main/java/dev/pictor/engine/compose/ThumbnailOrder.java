package dev.pictor.engine.compose;

import java.util.List;

/// What a thumbnail shall be.
///
/// @param mode whether its arrangement is ours or taken from another picture
/// @param width in pixels, 64 to 4096; 0 for the platform's own
/// @param height in pixels, 64 to 4096; 0 for the platform's own
/// @param headline what it says, at most 120 characters; empty for none
/// @param subtext what it says in small, at most 120 characters; empty for none
/// @param vibe the mood in the words of the person who orders: "bold", "calm", "neon gaming, blue"
/// @param variants how many different ones, 1 to 4
/// @param colours up to five, as `0xRRGGBB`: background, accent, text, then more of the background;
///   empty to leave them to the vibe
public record ThumbnailOrder(
    Mode mode,
    Platform platform,
    int width,
    int height,
    String headline,
    String subtext,
    String vibe,
    Quality quality,
    int variants,
    List<Integer> colours) {
  /// Whose arrangement.
  public enum Mode {
    /// Ours.
    DESIGN,
    /// That of another picture: where its face and its text are, how bright and in which colours.
    COPY
  }

  /// The sides a thumbnail may have, in pixels.
  public static final int LEAST_SIDE = 64;

  public static final int LONGEST_SIDE = 4096;

  /// Longer texts are no thumbnail.
  public static final int LONGEST_TEXT = 120;

  public static final int MOST_VARIANTS = 4;

  /// No side is more than this many times the other.
  static final int MOST_STRETCHED = 5;

  private static final int MOST_COLOURS = 5;

  public ThumbnailOrder {
    width = width == 0 ? platform.width() : width;
    height = height == 0 ? platform.height() : height;
    colours = List.copyOf(colours);
    headline = headline.strip();
    subtext = subtext.strip();
    checkSize(width, height);
    checkText("headline", headline);
    checkText("subtext", subtext);
    if (variants < 1 || variants > MOST_VARIANTS) {
      throw new IllegalArgumentException(
          "variants is %d; ask for 1 to %d".formatted(variants, MOST_VARIANTS));
    }
    if (colours.size() > MOST_COLOURS) {
      throw new IllegalArgumentException(
          "there are %d colours; give %d at most".formatted(colours.size(), MOST_COLOURS));
    }
  }

  /// A design of the platform's own size with one variant.
  public static ThumbnailOrder of(Platform platform, String headline, String subtext, String vibe) {
    return new ThumbnailOrder(
        Mode.DESIGN,
        platform,
        platform.width(),
        platform.height(),
        headline,
        subtext,
        vibe,
        Quality.STD,
        1,
        List.of());
  }

  /// The same in so many variants.
  public ThumbnailOrder withVariants(int count) {
    return new ThumbnailOrder(
        mode, platform, width, height, headline, subtext, vibe, quality, count, colours);
  }

  /// The same in this quality.
  public ThumbnailOrder withQuality(Quality other) {
    return new ThumbnailOrder(
        mode, platform, width, height, headline, subtext, vibe, other, variants, colours);
  }

  /// The same in this mode.
  public ThumbnailOrder withMode(Mode other) {
    return new ThumbnailOrder(
        other, platform, width, height, headline, subtext, vibe, quality, variants, colours);
  }

  /// The same in these colours.
  public ThumbnailOrder withColours(List<Integer> others) {
    return new ThumbnailOrder(
        mode, platform, width, height, headline, subtext, vibe, quality, variants, others);
  }

  /// The same in this size.
  public ThumbnailOrder withSize(int otherWidth, int otherHeight) {
    return new ThumbnailOrder(
        mode,
        platform,
        otherWidth,
        otherHeight,
        headline,
        subtext,
        vibe,
        quality,
        variants,
        colours);
  }

  private static void checkSize(int width, int height) {
    int least = Math.min(width, height);
    int longest = Math.max(width, height);
    if (least < LEAST_SIDE || longest > LONGEST_SIDE || longest > MOST_STRETCHED * least) {
      throw new IllegalArgumentException(
          "%d x %d is no size for a thumbnail; give sides of %d to %d pixels, one at most %d times"
                  .formatted(width, height, LEAST_SIDE, LONGEST_SIDE, MOST_STRETCHED)
              + " the other");
    }
  }

  private static void checkText(String name, String text) {
    int length = text.codePointCount(0, text.length());
    if (length > LONGEST_TEXT) {
      throw new IllegalArgumentException(
          "the %s has %d characters; %d at most can be read on a thumbnail"
              .formatted(name, length, LONGEST_TEXT));
    }
  }
}
