package dev.pictor.engine.compose;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Where a thumbnail will be seen: how large it is there, and what the platform draws over it or
/// cuts off. The safe areas are what the platforms' applications showed in 2025, rounded up.
@SuppressWarnings("ImmutableEnumChecker") // Records and lists of records, none of which changes.
public enum Platform {
  /// 1280 x 720. The length of the video covers the lower right corner, in small lists a good part
  /// of it.
  YOUTUBE(
      1280, 720, new Margins(0.04, 0.05, 0.04, 0.05), List.of(new Area(0.83, 0.84, 0.17, 0.16))),
  /// 1080 x 1080. The grid of a profile shows three quarters of the width.
  INSTAGRAM(1080, 1080, new Margins(0.125, 0.06, 0.125, 0.06), List.of()),
  /// 1080 x 1920. Names and tabs lie over the top, buttons over the right edge, the caption over
  /// the lower quarter.
  TIKTOK(
      1080, 1920, new Margins(0.06, 0.08, 0.06, 0.24), List.of(new Area(0.86, 0.42, 0.14, 0.58))),
  /// 1600 x 900. Corners are rounded.
  X(1600, 900, new Margins(0.045, 0.06, 0.045, 0.07), List.of()),
  /// 1200 x 627.
  LINKEDIN(1200, 627, new Margins(0.045, 0.07, 0.045, 0.07), List.of()),
  /// Any size; the order says which.
  CUSTOM(1280, 720, new Margins(0.05, 0.05, 0.05, 0.05), List.of());

  /// How far text stays away from the edges, in parts of width and height.
  record Margins(double left, double top, double right, double bottom) {}

  /// A rectangle in parts of width and height.
  record Area(double x, double y, double width, double height) {}

  private final int width;
  private final int height;
  private final Margins margins;
  private final List<Area> covered;

  Platform(int width, int height, Margins margins, List<Area> covered) {
    this.width = width;
    this.height = height;
    this.margins = margins;
    this.covered = covered;
  }

  /// The platform of this name, in any case; empty for a name that is none.
  public static Optional<Platform> named(String name) {
    String upper = name.strip().toUpperCase(Locale.ROOT);
    return Arrays.stream(values()).filter(platform -> platform.name().equals(upper)).findFirst();
  }

  /// In pixels, when the order says nothing else.
  public int width() {
    return width;
  }

  /// In pixels, when the order says nothing else.
  public int height() {
    return height;
  }

  Margins margins() {
    return margins;
  }

  /// What the platform draws over.
  List<Area> covered() {
    return covered;
  }
}
