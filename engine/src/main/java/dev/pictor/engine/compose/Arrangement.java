package dev.pictor.engine.compose;

import dev.pictor.engine.type.TextBox.Rise;
import dev.pictor.engine.type.TextBox.Side;
import java.util.List;

/// Where everything goes, in parts of the width and height of the picture.
///
/// @param person where the middle of the face is and how tall the face is
/// @param text the room for headline and subtext together
/// @param treatment how the headline is kept apart from what is behind it
/// @param look how the person is kept apart from what is behind
/// @param mostLines of the headline
record Arrangement(
    Place person,
    Platform.Area text,
    Side side,
    Rise rise,
    Treatment treatment,
    Look look,
    int mostLines) {
  /// A face.
  ///
  /// @param height in parts of the smaller side of the picture
  record Place(double x, double y, double height) {}

  /// How a headline can be read on anything.
  enum Treatment {
    /// A thick edge around the letters, and a shadow.
    OUTLINE,
    /// Each line on a plate of its own.
    PLATES,
    /// A band across the picture.
    BAND,
    /// A plain panel behind everything but the person.
    PANEL
  }

  /// How a person stands out.
  enum Look {
    /// Light around.
    GLOW,
    /// A white edge, as if cut out with scissors.
    STICKER,
    /// A shadow on what is behind.
    SHADOW,
    /// A disc behind the head.
    DISC
  }

  private static final List<Arrangement> WIDE =
      List.of(
          at(0.75, 0.45, 0.43, 0, 0, 0.58, 1, Side.START, Treatment.OUTLINE, Look.GLOW, 6),
          at(0.23, 0.46, 0.47, 0.44, 0, 0.56, 1, Side.START, Treatment.PLATES, Look.STICKER, 6),
          at(0.64, 0.33, 0.43, 0, 0.56, 1, 0.44, Side.START, Treatment.BAND, Look.SHADOW, 2),
          at(0.78, 0.46, 0.4, 0, 0, 0.56, 1, Side.START, Treatment.PANEL, Look.DISC, 6));

  private static final List<Arrangement> SQUARE =
      List.of(
          at(0.5, 0.33, 0.38, 0, 0.56, 1, 0.44, Side.CENTRE, Treatment.OUTLINE, Look.GLOW, 3),
          at(0.64, 0.68, 0.36, 0, 0, 1, 0.42, Side.START, Treatment.PLATES, Look.STICKER, 6),
          at(0.5, 0.33, 0.46, 0, 0.58, 1, 0.42, Side.CENTRE, Treatment.BAND, Look.SHADOW, 3),
          at(0.5, 0.68, 0.33, 0, 0, 1, 0.4, Side.START, Treatment.PANEL, Look.DISC, 3));

  private static final List<Arrangement> TALL =
      List.of(
          at(0.5, 0.56, 0.44, 0, 0, 1, 0.36, Side.CENTRE, Treatment.OUTLINE, Look.GLOW, 4),
          at(0.42, 0.26, 0.46, 0, 0.44, 1, 0.34, Side.START, Treatment.PLATES, Look.STICKER, 6),
          at(0.5, 0.28, 0.54, 0, 0.5, 1, 0.26, Side.CENTRE, Treatment.BAND, Look.SHADOW, 3),
          at(0.5, 0.62, 0.42, 0, 0, 1, 0.38, Side.START, Treatment.PANEL, Look.DISC, 4));

  private static final int MOST_LINES = 7;
  private static final double WIDE_FROM = 1.25;
  private static final double TALL_UP_TO = 0.8;

  private static Arrangement at(
      double faceX,
      double faceY,
      double faceHeight,
      double x,
      double y,
      double width,
      double height,
      Side side,
      Treatment treatment,
      Look look,
      int mostLines) {
    Rise rise = treatment == Treatment.BAND ? Rise.BOTTOM : Rise.MIDDLE;
    return new Arrangement(
        new Place(faceX, faceY, faceHeight),
        new Platform.Area(x, y, width, height),
        side,
        rise,
        treatment,
        look,
        mostLines);
  }

  /// Ours for a person.
  static Arrangement of(int width, int height, int variant) {
    double ratio = (double) width / height;
    List<Arrangement> all = ratio >= WIDE_FROM ? WIDE : ratio <= TALL_UP_TO ? TALL : SQUARE;
    return all.get(variant % all.size());
  }

  /// The same with as much room for text as the person can spare, for long texts: on a wide picture
  /// beside the person, else above.
  Arrangement roomy(int width, int height) {
    boolean wide = (double) width / height >= WIDE_FROM;
    boolean left = person.x() >= 0.5;
    Platform.Area room =
        wide ? new Platform.Area(left ? 0 : 0.36, 0, 0.64, 1) : new Platform.Area(0, 0, 1, 0.56);
    Place small =
        wide
            ? new Place(left ? 0.84 : 0.16, 0.55, person.height() * 0.72)
            : new Place(0.5, 0.76, person.height() * 0.72);
    // A band as tall as that would hide the person.
    Treatment kept = treatment == Treatment.BAND ? Treatment.OUTLINE : treatment;
    return new Arrangement(small, room, side, Rise.MIDDLE, kept, look, MOST_LINES);
  }

  /// Left and right exchanged.
  Arrangement mirrored() {
    Platform.Area room =
        new Platform.Area(1 - text.x() - text.width(), text.y(), text.width(), text.height());
    Place place = new Place(1 - person.x(), person.y(), person.height());
    return new Arrangement(place, room, side, rise, treatment, look, mostLines);
  }

  /// Ours without a person: the headline gets all the room.
  Arrangement alone() {
    Platform.Area room =
        switch (treatment) {
          case OUTLINE, PLATES -> new Platform.Area(0, 0, 1, 1);
          case BAND -> new Platform.Area(0, 0.5, 1, 0.5);
          case PANEL -> new Platform.Area(0, 0, 0.72, 1);
        };
    Side across = treatment == Treatment.PLATES ? Side.CENTRE : side;
    return new Arrangement(person, room, across, rise, treatment, look, mostLines);
  }
}
