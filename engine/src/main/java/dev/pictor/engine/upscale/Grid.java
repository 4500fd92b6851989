package dev.pictor.engine.upscale;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.bytedeco.opencv.opencv_core.Rect;

/// Overlapping windows over a picture, all of one size so that a net plans its memory once; those
/// at the far edges are moved inwards. Each window is good for its core: what is at least `pad`
/// pixels away from every cut. The cores cover the picture without overlapping.
///
/// @param width of the picture
/// @param height of the picture
/// @param margin how far windows reach beyond the picture's edges
/// @param windowWidth of every window
/// @param windowHeight of every window
/// @param pad pixels that a window sees around its core
record Grid(int width, int height, int margin, int windowWidth, int windowHeight, int pad) {
  /// A part of the picture, and what of it is good.
  ///
  /// @param x of the window's left edge in the picture, which may lie outside
  /// @param y of the window's upper edge in the picture, which may lie outside
  /// @param core inside the window
  record Tile(int x, int y, Rect core) {}

  /// What a net needs of its windows.
  ///
  /// @param pad pixels around a core that change it
  /// @param margin at most `pad`: how much of it is wanted beyond the picture's edges
  /// @param mostPixels of a window: above it the net takes longer for each
  record Needs(int pad, int margin, int mostPixels) {}

  /// The windows that have the fewest pixels together.
  ///
  /// @param longestCore of a window, in pixels
  static Grid of(int width, int height, int longestCore, Needs needs) {
    int pad = needs.pad();
    int wide = width + 2 * needs.margin();
    int high = height + 2 * needs.margin();
    int least = Math.max(1, Math.ceilDiv(wide - 2 * pad, longestCore));
    // Narrower windows would only add to what is computed twice.
    int most = Math.max(least, (wide - 2 * pad) / pad);
    return IntStream.rangeClosed(least, most)
        .map(columns -> window(wide, columns, pad))
        .mapToObj(window -> {
          int rows = rows(high, longestCore, needs.mostPixels() / window, pad);
          return new Grid(width, height, needs.margin(), window, window(high, rows, pad), pad);
        })
        .min(Comparator.comparingLong(Grid::pixels))
        .orElseThrow();
  }

  private static int rows(int height, int longestCore, int mostHeight, int pad) {
    int rows = 1;
    while (window(height, rows, pad) > Math.max(mostHeight, 3 * pad)
        || core(height, rows, pad) > longestCore) {
      rows++;
    }
    return rows;
  }

  /// How long so many equal windows are that cover a length and overlap by two pads.
  private static int window(int length, int windows, int pad) {
    return windows == 1 ? length : Math.min(length, core(length, windows, pad) + 2 * pad);
  }

  private static int core(int length, int windows, int pad) {
    return windows == 1 ? length : Math.ceilDiv(Math.max(1, length - 2 * pad), windows);
  }

  private long pixels() {
    return (long) tiles() * windowWidth * windowHeight;
  }

  int columns() {
    return count(width, windowWidth);
  }

  int rows() {
    return count(height, windowHeight);
  }

  int tiles() {
    return columns() * rows();
  }

  private int count(int length, int window) {
    int whole = length + 2 * margin;
    return whole == window ? 1 : Math.ceilDiv(whole - 2 * pad, window - 2 * pad);
  }

  Tile tile(int index) {
    int column = index % columns();
    int row = index / columns();
    int x = start(column, width, windowWidth);
    int y = start(row, height, windowHeight);
    int left = edge(column, width, windowWidth);
    int top = edge(row, height, windowHeight);
    int right = edge(column + 1, width, windowWidth);
    int bottom = edge(row + 1, height, windowHeight);
    return new Tile(x, y, new Rect(left - x, top - y, right - left, bottom - top));
  }

  private int start(int index, int length, int window) {
    return Math.min(index * (window - 2 * pad), length + 2 * margin - window) - margin;
  }

  /// Where the core of this index begins in the picture; that of the last plus one is the far edge.
  private int edge(int index, int length, int window) {
    if (index == 0) {
      return 0;
    }
    return index == count(length, window) ? length : index * (window - 2 * pad) + pad - margin;
  }
}
