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
  private final float perLength;
  private final float radius;
  private final float perRadius;
  private final float round;
  private final float taper;
  private final float dryness;
  private final float ridge;
  private final float furrow;
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
    perLength = 1 / length;
    perRadius = 1 / radius;
    round = brush.round();
    taper = brush.taper() * radius;
    dryness = brush.dry() * 230;
    ridge = brush.ridge() * load;
    furrow = brush.furrow() * load / 128;
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
    float u = along;
    float v = across;
    for (int i = index; i < index + count; i++, u += alongStep, v += acrossStep) {
      int mark = Bristles.at(firstMark + u, firstHair + v * hairs);
      float aside = Math.abs(v);
      float part = u * perLength;
      float spent = part <= 0 ? 0 : Math.min(1, part * part);
      float edge = radius - taper * spent - aside;
      if (edge < -.5f || mark < dryness * spent || (within > 0 && foreign(i))) {
        continue;
      }
      float bulge = aside * perRadius;
      if ((part < 0 || part > 1) && beyondEnd(u, bulge, mark)) {
        continue;
      }
      int colour = tones[mark >> 4];
      if (edge < .5f) {
        pixels[i] = Rgb.over(pixels[i], colour, (int) ((edge + .5f) * 256));
      } else {
        pixels[i] = colour;
        thickness[i] = load + ridge * bulge * bulge * bulge + furrow * (mark - 128);
      }
    }
  }

  private boolean foreign(int index) {
    return Rgb.distance(picture[index], wanted) > within;
  }

  /// Past either end the outline is round or straight, and each hair ends where it likes.
  private boolean beyondEnd(float along, float bulge, int mark) {
    float over = along < 0 ? -along : along - length;
    float ragged = .45f + .55f * mark * (1 / 255f);
    return over > cap * (1 - round * bulge * bulge) * ragged;
  }
}
