package dev.pictor.engine.paint;

/// Lays paint down hair by hair.
final class BrushTip implements Tip {
  /// Colours of one stroke from its thinnest hair to its fullest.
  private static final int TONES = 16;

  private final Brush brush;
  private final int[] pixels;
  private final float[] thickness;
  private final int[] picture;
  private final int within;
  private final int wanted;
  private final int[] tones = new int[TONES];
  private final float length;
  private final float radius;
  private final float cap;
  private final float load;
  private final float firstHair;
  private final float firstMark;

  BrushTip(Brush brush, Surface surface, Mask mask, Stroke stroke) {
    this.brush = brush;
    pixels = surface.canvas().pixels();
    thickness = surface.height().values();
    picture = mask.picture().pixels();
    within = mask.within();
    wanted = stroke.wanted();
    length = stroke.length();
    radius = stroke.radius();
    cap = Math.max(.5f, radius * (.25f + .75f * brush.round()));
    load = brush.body() * (.55f + .45f * (((stroke.seed() >>> 8) & 255) / 255f));
    firstHair = (stroke.seed() & 127) + radius / brush.hair() + 1;
    firstMark = ((stroke.seed() >>> 16) & 255) * Bristles.STRETCH + cap;
    for (int i = 0; i < TONES; i++) {
      float hair = (i + .5f) / (TONES / 2f) - 1;
      tones[i] = Rgb.lighter(stroke.rgb(), Math.round(hair * brush.streak()));
    }
  }

  @Override
  public float cap() {
    return cap;
  }

  @Override
  public void run(
      int index, int count, float along, float across, float alongStep, float acrossStep) {
    float hairs = 1 / brush.hair();
    float perLength = 1 / length;
    float perRadius = 1 / radius;
    float u = along;
    float v = across;
    for (int i = index; i < index + count; i++, u += alongStep, v += acrossStep) {
      int mark = Bristles.at(firstMark + u, firstHair + v * hairs);
      float aside = Math.abs(v);
      float part = Math.clamp(u * perLength, 0f, 1f);
      float spent = part * part;
      float edge = radius * (1 - brush.taper() * spent) - aside;
      float bulge = aside * perRadius;
      if (edge < -.5f || mark < brush.dry() * spent * 230 || beyondEnd(u, bulge, mark)) {
        continue;
      }
      if (within > 0 && Rgb.distance(picture[i], wanted) > within) {
        continue;
      }
      int colour = tones[mark >> 4];
      if (edge < .5f) {
        pixels[i] = Rgb.over(pixels[i], colour, (int) ((edge + .5f) * 256));
      } else {
        pixels[i] = colour;
        float hair = (mark - 128) * (1 / 128f);
        thickness[i] = load * (1 + brush.ridge() * bulge * bulge * bulge + brush.furrow() * hair);
      }
    }
  }

  /// Past either end the outline is round or straight, and each hair ends where it likes.
  private boolean beyondEnd(float along, float bulge, int mark) {
    float over = along < 0 ? -along : along - length;
    if (over <= 0) {
      return false;
    }
    float ragged = .45f + .55f * mark * (1 / 255f);
    return over > cap * (1 - brush.round() * bulge * bulge) * ragged;
  }
}
