package dev.pictor.engine.compose;

import dev.pictor.engine.plane.Noise;
import dev.pictor.engine.plane.Rows;
import org.bytedeco.javacpp.BytePointer;

/// Paints a [Backdrop] all over a board.
final class Stage {
  /// Less than a level of noise hides the steps of long gradients; a little more is the grain of a
  /// printed picture.
  private static final float GRAIN = 0.011f;

  /// How much darker the corners are.
  private static final double VIGNETTE = 0.3;

  private static final int SEED = 41;

  private final Board board;
  private final double focusX;
  private final double focusY;
  private final float[] light;
  private final float[] deep;
  private final float[] accent;

  /// @param focusX what the background turns around, in pixels
  Stage(Board board, Scheme scheme, double focusX, double focusY) {
    this.board = board;
    this.focusX = focusX;
    this.focusY = focusY;
    this.light = parts(scheme.light());
    this.deep = parts(scheme.deep());
    this.accent = parts(scheme.accent());
  }

  private static float[] parts(int rgb) {
    return new float[] {
      ((rgb >> 16) & 0xff) / 255f, ((rgb >> 8) & 0xff) / 255f, (rgb & 0xff) / 255f
    };
  }

  void paint(Backdrop backdrop, Rows rows) throws InterruptedException {
    rows.bands(board.height(), 16, (from, to) -> band(backdrop, from, to));
  }

  private void band(Backdrop backdrop, int from, int to) {
    byte[] bytes = new byte[3 * board.width()];
    float[] rgb = new float[3];
    Backdrop.Spot at = new Backdrop.Spot();
    for (int y = from; y < to; y++) {
      for (int x = 0; x < board.width(); x++) {
        place(at, x, y);
        backdrop.shade(at, this, rgb);
        write(bytes, x, y, at, rgb);
      }
      try (BytePointer row = board.row(y)) {
        row.put(bytes, 0, bytes.length);
      }
    }
  }

  private void place(Backdrop.Spot at, int x, int y) {
    double side = pixels();
    at.across = (x + 0.5) / side;
    at.down = (y + 0.5) / board.height();
    at.below = (y + 0.5) / side;
    at.dx = (x + 0.5 - focusX) / side;
    at.dy = (y + 0.5 - focusY) / side;
    at.distance = Math.sqrt(at.dx * at.dx + at.dy * at.dy);
  }

  private void write(byte[] bytes, int x, int y, Backdrop.Spot at, float[] rgb) {
    double corner = Math.max(0, at.distance - 0.45);
    float shade = (float) (1 - VIGNETTE * Math.min(1, corner * corner));
    float grain = GRAIN * (Noise.at(x, y, SEED) + Noise.at(x, y, SEED + 1) - 1);
    for (int c = 0; c < 3; c++) {
      float value = Math.clamp(rgb[c] * shade + grain, 0f, 1f);
      bytes[3 * x + 2 - c] = (byte) Math.round(255 * value);
    }
  }

  float[] light() {
    return light;
  }

  float[] deep() {
    return deep;
  }

  float[] accent() {
    return accent;
  }

  /// How many pixels the unit of a [Backdrop.Spot] has: the smaller side, so that a tall picture
  /// gets no larger pattern than a wide one.
  double pixels() {
    return Math.min(board.width(), board.height());
  }

  /// The width of the picture in that unit.
  double wide() {
    return board.width() / pixels();
  }

  /// The height of the picture in that unit.
  double tall() {
    return board.height() / pixels();
  }

  /// How many pixels an edge takes when the unit is a thousand of them.
  double softness() {
    return Math.max(0.35, 1000 / pixels() * 0.45);
  }

  /// The fibres of paper, -1 to 1.
  float fibre(Backdrop.Spot at) {
    int fineX = (int) (at.across * 900);
    int fineY = (int) (at.below * 900);
    return Noise.at(fineX / 5, fineY, 3) + Noise.at(fineX, fineY / 4, 4) - 1;
  }
}
