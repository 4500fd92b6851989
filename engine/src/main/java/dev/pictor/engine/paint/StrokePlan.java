package dev.pictor.engine.paint;

import dev.pictor.engine.Progress;
import dev.pictor.engine.plane.Noise;
import dev.pictor.engine.plane.Plane;
import dev.pictor.engine.plane.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Decides where strokes go, after Hertzmann (1998): the picture is divided into cells as wide as
/// the brush; where the canvas is still too far from the picture, a stroke begins at the worst
/// place of the cell, takes the picture's colour there and follows the directions until its colour
/// is wrong. All numbers come from the cell's place, so cells can be planned in any order.
final class StrokePlan {
  /// Samples along each side of a cell when it looks for its worst place; small cells take 2.
  private static final int SAMPLES = 3;

  /// A stroke ends where the picture differs this much from its paint (see [Rgb#distance]).
  private static final int WRONG = 90;

  private final Pyramid picture;
  private final Canvas canvas;
  private final Directions directions;
  private final Round round;
  private final @Nullable Plane only;
  private final int level;

  /// @param only where strokes may begin (above .35), or null for everywhere
  StrokePlan(
      Pyramid picture, Canvas canvas, Directions directions, Round round, @Nullable Plane only) {
    this.picture = picture;
    this.canvas = canvas;
    this.directions = directions;
    this.round = round;
    this.only = only;
    level = picture.levelFor(round.radius() * .8f);
  }

  /// The strokes in the order in which they are to be painted: mixed over the whole picture.
  Stroke[] strokes(Rows rows) throws InterruptedException {
    Progress.checkInterrupt();
    float step = Math.max(1, round.radius() * round.spacing());
    int columns = (int) Math.ceil(canvas.width() / step);
    int lines = (int) Math.ceil(canvas.height() / step);
    List<List<Stroke>> planned = new ArrayList<>();
    for (int line = 0; line < lines; line++) {
      planned.add(new ArrayList<>());
    }
    rows.each(
        lines,
        line -> {
          for (int column = 0; column < columns; column++) {
            Stroke stroke = inCell(column, line, step);
            if (stroke != null) {
              planned.get(line).add(stroke);
            }
          }
        });
    return mixed(planned);
  }

  private static Stroke[] mixed(List<List<Stroke>> planned) {
    int count = planned.stream().mapToInt(List::size).sum();
    List<Stroke> all = new ArrayList<>(count);
    planned.forEach(all::addAll);
    Stroke[] strokes = all.toArray(new Stroke[0]);
    long[] order = new long[strokes.length];
    for (int i = 0; i < order.length; i++) {
      order[i] = ((long) strokes[i].seed() << 32) | i;
    }
    Arrays.sort(order);
    Stroke[] sorted = new Stroke[strokes.length];
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] = strokes[(int) order[i]];
    }
    return sorted;
  }

  private @Nullable Stroke inCell(int column, int line, float step) {
    int sides = step < 4 ? 2 : SAMPLES;
    float apart = step / sides;
    float firstX = (column + Noise.at(column, line, round.seed()) / sides) * step;
    float firstY = (line + Noise.at(column, ~line, round.seed()) / sides) * step;
    float worstX = 0;
    float worstY = 0;
    int worst = -1;
    int sum = 0;
    for (int i = 0; i < sides * sides; i++) {
      int down = i / sides;
      int across = i - down * sides;
      float x = Math.min(firstX + across * apart, canvas.width() - 1);
      float y = Math.min(firstY + down * apart, canvas.height() - 1);
      int error = Rgb.distance(picture.at(level, x, y), pixel(x, y));
      sum += error;
      if (error > worst) {
        worst = error;
        worstX = x;
        worstY = y;
      }
    }
    boolean wanted = sum > round.threshold() * sides * sides;
    boolean allowed = only == null || only.at((int) worstX, (int) worstY) > .35f;
    return wanted && allowed ? from(worstX, worstY, column, line) : null;
  }

  private Stroke from(float startX, float startY, int column, int line) {
    int high = (int) (Noise.at(column, line, round.seed() + 1) * 0x10000);
    int low = (int) (Noise.at(column, line, round.seed() + 2) * 0x10000);
    int seed = (high << 16) | low;
    int rgb = picture.at(level, startX, startY);
    // Thin strokes would be all joints if their segments were as short as they are wide.
    float run = round.radius() * 1.15f + 3;
    float dx = directions.across(startX, startY);
    float dy = directions.down(startX, startY);
    if ((seed & 0x100) == 0) {
      dx = -dx;
      dy = -dy;
    }
    int most = round.least() + ((seed >>> 9) & 63) * (round.most() - round.least() + 1) / 64;
    float[] points = new float[2 * most + 2];
    float x = startX;
    float y = startY;
    points[0] = x;
    points[1] = y;
    int used = 0;
    while (used < most) {
      x += dx * run;
      y += dy * run;
      boolean outside = x < 0 || y < 0 || x >= canvas.width() || y >= canvas.height();
      boolean free = used >= round.least();
      if (used > 0 && (outside || (free && wrong(rgb, x, y)))) {
        break;
      }
      used++;
      points[2 * used] = x;
      points[2 * used + 1] = y;
      float bentX = directions.across(x, y);
      float bentY = directions.down(x, y);
      float sign = bentX * dx + bentY * dy < 0 ? -round.bend() : round.bend();
      dx = sign * bentX + (1 - round.bend()) * dx;
      dy = sign * bentY + (1 - round.bend()) * dy;
      float norm = 1 / Math.max(1e-4f, (float) Math.sqrt(dx * dx + dy * dy));
      dx *= norm;
      dy *= norm;
    }
    float[] kept = used == most ? points : Arrays.copyOf(points, 2 * used + 2);
    return new Stroke(kept, round.radius(), varied(rgb, seed), rgb, seed);
  }

  private boolean wrong(int rgb, float x, float y) {
    int here = picture.at(level, x, y);
    int off = Rgb.distance(rgb, here);
    return off > WRONG || off > Rgb.distance(pixel(x, y), here) + 12;
  }

  private int pixel(float x, float y) {
    int column = Math.clamp((int) x, 0, canvas.width() - 1);
    int row = Math.clamp((int) y, 0, canvas.height() - 1);
    return canvas.pixels()[row * canvas.width() + column];
  }

  /// Paint is never mixed twice alike: a little lighter or darker, a little warmer or cooler.
  private int varied(int rgb, int seed) {
    float light = (Noise.at(seed, 0, 1) - .5f) * 2 * round.variety();
    float warm = (Noise.at(seed, 0, 2) - .5f) * round.variety();
    float green = (Noise.at(seed, 0, 3) - .5f) * round.variety() * .6f;
    return Rgb.of(
        Math.round(Rgb.red(rgb) + light + warm),
        Math.round(Rgb.green(rgb) + light + green),
        Math.round(Rgb.blue(rgb) + light - warm));
  }
}
