package dev.pictor.engine.paint;

import dev.pictor.engine.plane.Plane;
import dev.pictor.engine.plane.Rows;
import org.jspecify.annotations.Nullable;

/// Light from the upper left over a surface of paint: slopes towards it brighten, slopes away
/// darken, and wet paint glints.
///
/// @param depth how tall a thickness of 1 stands, in pixels
/// @param ambient how much light comes from everywhere, 0 to 1
/// @param gloss how strongly steep slopes towards the light glint, 0 (matte) to about 1
public record Relief(float depth, float ambient, float gloss) {
  private static final float LIGHT_X = -.55f;
  private static final float LIGHT_Y = -.62f;
  private static final float LIGHT_Z = .56f;

  /// How much of the shading white paint loses.
  private static final float PALE = .72f;

  /// Lights the canvas in place.
  ///
  /// @param guard where to light 60 % less, 0 to 1: strong relief tears faces apart
  public void light(Canvas canvas, Plane thickness, @Nullable Plane guard, Rows rows)
      throws InterruptedException {
    int width = canvas.width();
    int height = canvas.height();
    int[] pixels = canvas.pixels();
    float[] h = thickness.values();
    rows.each(
        height,
        y -> {
          int above = Math.max(0, y - 1) * width;
          int here = y * width;
          int below = Math.min(height - 1, y + 1) * width;
          for (int x = 0; x < width; x++) {
            float slopeX = h[here + Math.min(width - 1, x + 1)] - h[here + Math.max(0, x - 1)];
            float slopeY = h[below + x] - h[above + x];
            float calm = guard == null ? 1 : 1 - .6f * guard.values()[here + x];
            pixels[here + x] = lit(pixels[here + x], slopeX * depth * calm, slopeY * depth * calm);
          }
        });
  }

  private int lit(int rgb, float slopeX, float slopeY) {
    float norm = (float) Math.sqrt(slopeX * slopeX + slopeY * slopeY + 1);
    float facing = (-slopeX * LIGHT_X - slopeY * LIGHT_Y + LIGHT_Z) / (norm * LIGHT_Z);
    // White paint cannot get whiter, so its shadows must be paler too, or they look like scratches.
    float luma = Rgb.luma(rgb);
    float deep = (1 - ambient) * (1 - PALE * luma * luma);
    float shade = 1 - deep + deep * facing;
    float over = Math.max(0, facing - 1.18f);
    float glint = Math.min(70, gloss * over * 160);
    return Rgb.of(
        (int) (Rgb.red(rgb) * shade + glint + .5f),
        (int) (Rgb.green(rgb) * shade + glint + .5f),
        (int) (Rgb.blue(rgb) * shade + glint + .5f));
  }
}
