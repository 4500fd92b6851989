package dev.pictor.engine.theme;

import java.util.Arrays;

/// Paints a piece into a few rows of the picture: each triangle of its surface, lit by its gains,
/// the nearest one on top. What it holds are the colours of the last piece, red, green, blue and
/// alpha, 0 to 255, multiplied by the alpha.
final class Raster {
  private final int left;
  private final int top;
  private final int width;
  private final int height;
  private final float[] colours;
  private final float[] depths;

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

  /// A corner of a triangle: a point of the surface and where it lies in the artwork.
  private record Corner(float x, float y, float z, float u, float v, int point) {}

  /// Replaces what was there; says whether anything was painted.
  boolean paint(Piece piece) {
    Arrays.fill(colours, 0);
    Arrays.fill(depths, Float.MAX_VALUE);
    Surface surface = piece.surface();
    boolean painted = false;
    for (int row = 0; row + 1 < surface.rows(); row++) {
      for (int column = 0; column + 1 < surface.columns(); column++) {
        if (!near(surface, row * surface.columns() + column)) {
          continue;
        }
        Corner a = corner(piece, row, column);
        Corner b = corner(piece, row, column + 1);
        Corner c = corner(piece, row + 1, column);
        Corner d = corner(piece, row + 1, column + 1);
        painted |= triangle(piece, a, b, c);
        painted |= triangle(piece, b, d, c);
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

  private Corner corner(Piece piece, int row, int column) {
    Surface surface = piece.surface();
    int point = row * surface.columns() + column;
    return new Corner(
        surface.x(point) - left - 0.5f,
        surface.y(point) - top - 0.5f,
        surface.z(point),
        column * (piece.artwork().width() - 1f) / (surface.columns() - 1),
        row * (piece.artwork().height() - 1f) / (surface.rows() - 1),
        point);
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
    for (int y = y0; y <= y1; y++) {
      for (int x = x0; x <= x1; x++) {
        float q = ((x - a.x) * (c.y - a.y) - (c.x - a.x) * (y - a.y)) / area;
        float r = ((b.x - a.x) * (y - a.y) - (x - a.x) * (b.y - a.y)) / area;
        if (q >= -1e-4f && r >= -1e-4f && q + r <= 1.0001f) {
          pixel(piece, a, b, c, q, r, y * width + x);
        }
      }
    }
    return y0 <= y1 && x0 <= x1;
  }

  private void pixel(Piece piece, Corner a, Corner b, Corner c, float q, float r, int at) {
    float p = 1 - q - r;
    float depth = p * a.z + q * b.z + r * c.z;
    if (depth >= depths[at]) {
      return;
    }
    float u = p * a.u + q * b.u + r * c.u;
    float v = p * a.v + q * b.v + r * c.v;
    if (sample(piece.artwork(), u, v, 4 * at)) {
      depths[at] = depth;
      light(piece.gains(), a, b, c, q, r, 4 * at);
    }
  }

  private void light(float[] gains, Corner a, Corner b, Corner c, float q, float r, int at) {
    float p = 1 - q - r;
    float cover =
        p * gains[4 * a.point + 3] + q * gains[4 * b.point + 3] + r * gains[4 * c.point + 3];
    float alpha = colours[at + 3] * cover;
    colours[at + 3] = alpha;
    for (int k = 0; k < 3; k++) {
      float gain =
          p * gains[4 * a.point + k] + q * gains[4 * b.point + k] + r * gains[4 * c.point + k];
      colours[at + k] = Math.min(colours[at + k] * gain * cover, alpha);
    }
  }

  /// Bilinear; false where the artwork is clear.
  private boolean sample(Artwork artwork, float u, float v, int to) {
    int x = Math.clamp((int) u, 0, artwork.width() - 2);
    int y = Math.clamp((int) v, 0, artwork.height() - 2);
    float fx = Math.clamp(u - x, 0f, 1f);
    float fy = Math.clamp(v - y, 0f, 1f);
    int[] pixels = artwork.pixels();
    int i = y * artwork.width() + x;
    int nw = pixels[i];
    int ne = pixels[i + 1];
    int sw = pixels[i + artwork.width()];
    int se = pixels[i + artwork.width() + 1];
    if ((nw | ne | sw | se) == 0) {
      return false;
    }
    for (int k = 0; k < 4; k++) {
      int shift = k == 3 ? 24 : 16 - 8 * k;
      float above = (nw >>> shift & 255) * (1 - fx) + (ne >>> shift & 255) * fx;
      float below = (sw >>> shift & 255) * (1 - fx) + (se >>> shift & 255) * fx;
      colours[to + k] = above * (1 - fy) + below * fy;
    }
    return true;
  }
}
