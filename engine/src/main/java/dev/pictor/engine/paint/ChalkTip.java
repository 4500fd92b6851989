package dev.pictor.engine.paint;

/// Rubs colour onto the high grains of the paper.
final class ChalkTip implements Tip {
  private final Chalk chalk;
  private final int[] pixels;
  private final float[] tooth;
  private final int rgb;
  private final float length;
  private final float radius;
  private final float pressure;
  private final float firstGrain;
  private final float firstMark;

  ChalkTip(Chalk chalk, Surface surface, Stroke stroke) {
    this.chalk = chalk;
    pixels = surface.canvas().pixels();
    tooth = surface.height().values();
    rgb = stroke.rgb();
    length = stroke.length();
    radius = stroke.radius();
    pressure = chalk.pressure() * (.8f + .4f * (((stroke.seed() >>> 8) & 255) / 255f));
    firstGrain = (stroke.seed() & 127) + radius + 1;
    firstMark = ((stroke.seed() >>> 16) & 255) * Bristles.STRETCH + radius;
  }

  @Override
  public float cap() {
    return radius * .6f;
  }

  @Override
  public void run(
      int index, int count, float along, float across, float alongStep, float acrossStep) {
    float perRadius = 1 / radius;
    float perCap = 1 / cap();
    float u = along;
    float v = across;
    for (int i = index; i < index + count; i++, u += alongStep, v += acrossStep) {
      int mark = Bristles.at(firstMark + u, firstGrain + v);
      float bulge = v * perRadius;
      float over = Math.max(0, Math.max(-u, u - length)) * perCap;
      float press =
          pressure
              * (1 - .35f * bulge * bulge - .6f * over)
              * (1 + chalk.streak() * (mark - 128) * (1 / 128f));
      float cover = (press - tooth[i]) * chalk.hardness() + .5f;
      if (cover > 0) {
        pixels[i] = Rgb.over(pixels[i], rgb, cover >= 1 ? 256 : (int) (cover * 256));
      }
    }
  }
}
