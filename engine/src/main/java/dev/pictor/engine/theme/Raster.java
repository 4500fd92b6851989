package dev.pictor.engine.theme;

import java.util.Arrays;

/// Paints a piece into a few rows of the picture: each triangle of its surface, lit by its gains,
/// the nearest one on top. What it holds are the colours of the last piece, red, green, blue and
/// alpha, 0 to 255, multiplied by the alpha.
final class Raster {
  /// What changes evenly over a triangle: two shares that say whether a pixel lies inside, the
  /// depth, the place in the artwork, and the gains.
  private static final int Q = 0;

  private static final int R = 1;
  private static final int DEPTH = 2;
  private static final int U = 3;
  private static final int V = 4;
  private static final int GAINS = 5;
  private static final int COVER = 8;
  private static final int VALUES = 9;

  /// Neighbouring triangles overlap by this share, so that no pixel falls between them.
  private static final float SEAM = 1e-4f;

  private final int left;
  private final int top;
  private final int width;
  private final int height;
  private final float[] colours;
  private final float[] depths;
  private final float[] row = new float[VALUES];
  private final float[] across = new float[VALUES];
  private final float[] down = new float[VALUES];

  /// @param left the first column
  /// @param top the first row
  Raster(int left, int top, int width, int height) {
    this.left = left;
    this.top = top;
    this.width = width;
    this.height = height;
    colours = new float[4 * width * height];
    depths = new float[width * height];
  }

  float[] colours() {
    return colours;
  }

  /// A corner of a triangle, and what holds there.
  private record Corner(float x, float y, float[] values) {}

  /// Replaces what was there; says whether anything was painted.
  boolean paint(Piece piece) {
    Surface surface = piece.surface();
    if (surface.bottom() < top || surface.top() > top + height) {
      return false;
    }
    Arrays.fill(colours, 0);
    Arrays.fill(depths, Float.MAX_VALUE);
    boolean painted = false;
    for (int y = 0; y + 1 < surface.rows(); y++) {
      for (int x = 0; x + 1 < surface.columns(); x++) {
        if (near(surface, y * surface.columns() + x)) {
          Corner a = corner(piece, y, x);
          Corner b = corner(piece, y, x + 1);
          Corner c = corner(piece, y + 1, x);
          painted |= triangle(piece, a, b, c);
          painted |= triangle(piece, b, corner(piece, y + 1, x + 1), c);
        }
      }
    }
    return painted;
  }

  /// Whether the cell that begins at a point may touch these rows.
  private boolean near(Surface surface, int point) {
    int below = point + surface.columns();
    float a = surface.y(point);
    float b = surface.y(point + 1);
    float c = surface.y(below);
    float d = surface.y(below + 1);
    return Math.max(Math.max(a, b), Math.max(c, d)) >= top
        && Math.min(Math.min(a, b), Math.min(c, d)) <= top + height;
  }

  private Corner corner(Piece piece, int y, int x) {
    Surface surface = piece.surface();
    Artwork artwork = piece.artwork();
    int point = y * surface.columns() + x;
    float[] values = new float[VALUES];
    values[DEPTH] = surface.z(point);
    values[U] = x * (artwork.width() - 1f) / (surface.columns() - 1);
    values[V] = y * (artwork.height() - 1f) / (surface.rows() - 1);
    System.arraycopy(piece.gains(), 4 * point, values, GAINS, 4);
    return new Corner(surface.x(point) - left - 0.5f, surface.y(point) - top - 0.5f, values);
  }

  private boolean triangle(Piece piece, Corner a, Corner b, Corner c) {
    float area = (b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y);
    if (Math.abs(area) < 1e-6f || (area < 0 && piece.surface().closed())) {
      return false;
    }
    int y0 = Math.max(0, (int) Math.ceil(Math.min(a.y, Math.min(b.y, c.y))));
    int y1 = Math.min(height - 1, (int) Math.floor(Math.max(a.y, Math.max(b.y, c.y))));
    int x0 = Math.max(0, (int) Math.ceil(Math.min(a.x, Math.min(b.x, c.x))));
    int x1 = Math.min(width - 1, (int) Math.floor(Math.max(a.x, Math.max(b.x, c.x))));
    if (y0 > y1 || x0 > x1) {
      return false;
    }
    slopes(a, b, c, area);
    for (int y = y0; y <= y1; y++) {
      for (int k = 0; k < VALUES; k++) {
        row[k] = a.values[k] + (x0 - a.x) * across[k] + (y - a.y) * down[k];
      }
      span(piece, x1 - x0, y * width + x0);
    }
    return true;
  }

  /// How each value changes from pixel to pixel; at the first corner both shares are 0.
  private void slopes(Corner a, Corner b, Corner c, float area) {
    for (int k = 0; k < VALUES; k++) {
      float toB = k == Q ? 1 : b.values[k] - a.values[k];
      float toC = k == R ? 1 : c.values[k] - a.values[k];
      toB = k == R ? 0 : toB;
      toC = k == Q ? 0 : toC;
      across[k] = (toB * (c.y - a.y) - toC * (b.y - a.y)) / area;
      down[k] = (toC * (b.x - a.x) - toB * (c.x - a.x)) / area;
    }
  }

  private void span(Piece piece, int length, int start) {
    for (int i = 0; i <= length; i++) {
      float q = row[Q] + i * across[Q];
      float r = row[R] + i * across[R];
      if (q >= -SEAM && r >= -SEAM && q + r <= 1 + SEAM) {
        float depth = row[DEPTH] + i * across[DEPTH];
        if (depth < depths[start + i]
            && sample(piece.artwork(), row[U] + i * across[U], row[V] + i * across[V], start + i)) {
          depths[start + i] = depth;
          light(i, 4 * (start + i));
        }
      }
    }
  }

  private void light(int i, int at) {
    float cover = row[COVER] + i * across[COVER];
    float alpha = colours[at + 3] * cover;
    colours[at + 3] = alpha;
    for (int k = 0; k < 3; k++) {
      float gain = (row[GAINS + k] + i * across[GAINS + k]) * cover;
      colours[at + k] = Math.min(colours[at + k] * gain, alpha);
    }
  }

  /// Bilinear; false where the artwork is clear.
  private boolean sample(Artwork artwork, float u, float v, int to) {
    int x = Math.clamp((int) u, 0, artwork.width() - 2);
    int y = Math.clamp((int) v, 0, artwork.height() - 2);
    int[] pixels = artwork.pixels();
    int i = y * artwork.width() + x;
    int nw = pixels[i];
    int ne = pixels[i + 1];
    int sw = pixels[i + artwork.width()];
    int se = pixels[i + artwork.width() + 1];
    if ((nw | ne | sw | se) == 0) {
      return false;
    }
    float fx = Math.clamp(u - x, 0f, 1f);
    float fy = Math.clamp(v - y, 0f, 1f);
    float a = (1 - fx) * (1 - fy);
    float b = fx * (1 - fy);
    float c = (1 - fx) * fy;
    float d = fx * fy;
    colours[4 * to] =
        (nw >> 16 & 255) * a + (ne >> 16 & 255) * b + (sw >> 16 & 255) * c + (se >> 16 & 255) * d;
    colours[4 * to + 1] =
        (nw >> 8 & 255) * a + (ne >> 8 & 255) * b + (sw >> 8 & 255) * c + (se >> 8 & 255) * d;
    colours[4 * to + 2] = (nw & 255) * a + (ne & 255) * b + (sw & 255) * c + (se & 255) * d;
    colours[4 * to + 3] = (nw >>> 24) * a + (ne >>> 24) * b + (sw >>> 24) * c + (se >>> 24) * d;
    return true;
  }
}
