package dev.pictor.engine.compose;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// How much work goes into a thumbnail.
public enum Quality {
  /// The platform's size; drawn at that size.
  DRAFT("draft"),
  /// The platform's size; drawn at that size, edges of the person refined.
  STD("std"),
  /// The platform's size; drawn twice as large and averaged, so that the finest lines are smooth.
  HIGH("high"),
  /// Enlarged so far that the longer side has 3,840 pixels, or less where that would be more than
  /// 3840 x 2160 in all: a YouTube thumbnail gets 3840 x 2160, a square 2880 x 2880. An order for a
  /// custom size gets exactly that, as with [#HIGH].
  FOUR_K("4k");

  private static final int LONGEST = 3840;
  private static final double MOST_PIXELS = 3840.0 * 2160;

  /// Drawing larger than this gains nothing that can be seen.
  private static final double MOST_SUPERSAMPLED = 2.2e6;

  private final String id;

  Quality(String id) {
    this.id = id;
  }

  /// The word in requests.
  public String id() {
    return id;
  }

  /// The quality of this word, in any case; empty for a word that is none.
  public static Optional<Quality> named(String id) {
    String lower = id.strip().toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(quality -> quality.id.equals(lower)).findFirst();
  }

  /// How many times larger than the order's size the file is.
  double enlargement(Platform platform, int width, int height) {
    if (this != FOUR_K || platform == Platform.CUSTOM) {
      return 1;
    }
    double longest = (double) LONGEST / Math.max(width, height);
    return Math.max(1, Math.min(longest, Math.sqrt(MOST_PIXELS / width / height)));
  }

  /// How many times larger than the file it is drawn.
  int supersampling(int width, int height) {
    boolean fine = this == HIGH || this == FOUR_K;
    return fine && (double) width * height <= MOST_SUPERSAMPLED ? 2 : 1;
  }
}
