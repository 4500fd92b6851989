package dev.pictor.engine.theme;

import dev.pictor.engine.plane.Plane;

/// The part of a grade that looks at one colour at a time.
final class Tones {
  /// White cloth in a well exposed photograph.
  private static final double NORMAL = 0.88;

  /// Brighter than this a dark picture shows nothing but noise.
  private static final double MOST_EVEN = 3.2;

  /// Entries of the tables: finer than the eye and than 8 bits.
  private static final int STEPS = 1024;

  private final float gain;
  private final float contrast;
  private final float[][] curves = new float[3][STEPS + 1];
  private final float saturation;
  private final float toning;
  private final float fade;
  private final float[] shadows;
  private final float[] highlights;

  /// @param white how bright white cloth is in the picture, 0 to 1
  Tones(Grade grade, double white) {
    double even = Math.clamp(NORMAL / Math.max(white, 1e-3), 1, MOST_EVEN);
    gain = (float) (Math.pow(2, grade.exposure()) * Math.pow(even, grade.even()));
    contrast = (float) grade.contrast();
    float[] warmth = {(float) (1 + 0.13 * grade.warmth()), 1, (float) (1 - 0.17 * grade.warmth())};
    for (int k = 0; k < 3; k++) {
      for (int i = 0; i <= STEPS; i++) {
        curves[k][i] = curve(warmth[k] * i / STEPS);
      }
    }
    saturation = (float) (1 + grade.saturation());
    toning = (float) grade.toning();
    fade = (float) grade.fade();
    shadows = channels(grade.shadows());
    highlights = channels(grade.highlights());
  }

  /// What the picture is multiplied by.
  float gain() {
    return gain;
  }

  private static float[] channels(int rgb) {
    return new float[] {(rgb >> 16 & 255) / 255f, (rgb >> 8 & 255) / 255f, (rgb & 255) / 255f};
  }

  /// Grades red, green and blue, 0 to 1, in place.
  void apply(float[] colour) {
    for (int k = 0; k < 3; k++) {
      colour[k] = curves[k][(int) (Plane.clamp(colour[k]) * STEPS + 0.5f)];
    }
    float luma = 0.299f * colour[0] + 0.587f * colour[1] + 0.114f * colour[2];
    for (int k = 0; k < 3; k++) {
      float value = Plane.clamp(luma + (colour[k] - luma) * saturation);
      float toned = shadows[k] + (highlights[k] - shadows[k]) * luma;
      value += (toned - value) * toning;
      colour[k] = value * (1 - 0.2f * fade) + 0.13f * fade;
    }
  }

  /// Exposure with a soft shoulder, so that lights do not burn out; then contrast around the
  /// middle.
  private float curve(float value) {
    float exposed = value * gain;
    if (exposed > 0.8f) {
      exposed = 0.8f + 0.2f * (1 - (float) Math.exp(-(exposed - 0.8f) / 0.2f)) / 0.9f;
      exposed = gain > 1 || value > 1 ? exposed : value * gain;
    }
    exposed = Plane.clamp(exposed);
    float s = exposed * exposed * (3 - 2 * exposed);
    return Plane.clamp(exposed + contrast * (s - exposed) * 1.6f);
  }
}
