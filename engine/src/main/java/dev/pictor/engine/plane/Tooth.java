package dev.pictor.engine.plane;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The roughness of drawing paper: fine grain over a coarser one, mean .5, standard deviation about
/// .12. In a large picture, where even the fine grain is several pixels wide, a hair of the paper's
/// fibres comes on top, so that it is crisp when looked at closely.
///
/// The layers are tiles of different sizes, so the pattern repeats only after hundreds of thousands
/// of pixels.
public final class Tooth implements Texture {
  private static final int FINE_SIDE = 389;
  private static final int COARSE_SIDE = 509;
  private static final int FIBRE_SIDE = 433;
  private static final int WIDEST_SIDE = 1021;
  private static final double DEVIATION = 0.16;
  private static final double FIBRE_SIGMA = 0.7;
  private static final double FIBRES_FROM = 1.5;

  private final List<Layer> layers = new ArrayList<>();

  private record Layer(Tile tile, float share) {}

  /// @param size of the grain: 1 suits a picture of one megapixel, 2 is twice as coarse
  public Tooth(double size, int seed) {
    boolean fibres = size > FIBRES_FROM;
    layers.add(layer(FINE_SIDE, Math.max(0.6, 0.8 * size), seed, fibres ? 0.5f : 0.6f));
    layers.add(layer(COARSE_SIDE, Math.max(1, 2.2 * size), seed + 7, fibres ? 0.34f : 0.4f));
    if (fibres) {
      layers.add(layer(FIBRE_SIDE, FIBRE_SIGMA, seed + 13, 0.4f));
    }
  }

  @Override
  public void row(int y, float[] out) {
    float offset = 0.5f;
    for (Layer layer : layers) {
      offset -= 0.5f * layer.share;
    }
    Arrays.fill(out, offset);
    for (Layer layer : layers) {
      layer.tile.addRow(y, layer.share, out);
    }
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

  private static Layer layer(int side, double sigma, int seed, float share) {
    int enough = sigma > 4 ? WIDEST_SIDE : side;
    return new Layer(Tile.noise(enough, seed).blurred(sigma).normalised(DEVIATION), share);
  }
}
