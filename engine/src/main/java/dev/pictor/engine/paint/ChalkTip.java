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
    float flank = -.35f / (radius * radius);
    float perCap = .6f / cap();
    float streak = chalk.streak() / 128;
    float hardness = chalk.hardness();
    float u = along;
    float v = across;
    for (int i = index; i < index + count; i++, u += alongStep, v += acrossStep) {
      int mark = Bristles.at(firstMark + u, firstGrain + v);
      float over = u < 0 ? -u : Math.max(0, u - length);
      float press = pressure * (1 + flank * v * v - perCap * over) * (1 + streak * (mark - 128));
      float cover = (press - tooth[i]) * hardness + .5f;
      if (cover > 0) {
        pixels[i] = Rgb.over(pixels[i], rgb, cover >= 1 ? 256 : (int) (cover * 256));
      }
    }
  }
}
