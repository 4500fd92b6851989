package dev.pictor.engine.plane;

import java.util.Arrays;

/// The roughness of drawing paper: fine grain over a coarser one, mean .5, standard deviation about
/// .12. Two tiles of different sizes lie over each other, so the pattern repeats only after
/// hundreds of thousands of pixels.
public final class Tooth implements Texture {
  private static final int FINE_SIDE = 389;
  private static final int COARSE_SIDE = 509;
  private static final int WIDEST_SIDE = 1021;
  private static final double DEVIATION = 0.16;
  private static final float FINE_SHARE = 0.6f;
  private static final float COARSE_SHARE = 0.4f;

  private final Tile fine;
  private final Tile coarse;

  /// @param size of the grain: 1 suits a picture of one megapixel, 2 is twice as coarse
  public Tooth(double size, int seed) {
    double fineSigma = Math.max(0.6, 0.8 * size);
    double coarseSigma = Math.max(1, 2.2 * size);
    fine = grain(FINE_SIDE, fineSigma, seed);
    coarse = grain(COARSE_SIDE, coarseSigma, seed + 7);
  }

  @Override
  public void row(int y, float[] out) {
    Arrays.fill(out, 0);
    fine.addRow(y, FINE_SHARE, out);
    coarse.addRow(y, COARSE_SHARE, out);
  }

  public Plane plane(int width, int height) {
    float[] values = new float[width * height];
    float[] row = new float[width];
    for (int y = 0; y < height; y++) {
      row(y, row);
      System.arraycopy(row, 0, values, y * width, width);
    }
    return new Plane(width, height, values);
  }

  private static Tile grain(int side, double sigma, int seed) {
    int enough = sigma > 4 ? WIDEST_SIDE : side;
    return Tile.noise(enough, seed).blurred(sigma).normalised(DEVIATION);
  }
}
