package dev.pictor.engine.sketch;

import dev.pictor.engine.plane.Plane;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// One row of the finished sheet: the layers' values there, the paper's tooth, and the pixels to be
/// written.
final class SheetRow {
  private final int width;
  private final double intensity;
  private final double scale;
  private final Map<Layer, float[]> layers = new EnumMap<>(Layer.class);
  private final float[] tooth;
  private final byte[] pixels;
  private int y;

  SheetRow(int width, List<Layer> layers, Easel easel) {
    this.width = width;
    this.intensity = easel.intensity();
    this.scale = easel.fullScale();
    layers.forEach(layer -> this.layers.put(layer, new float[width]));
    tooth = new float[width];
    pixels = new byte[width * 3];
  }

  int width() {
    return width;
  }

  int y() {
    return y;
  }

  void moveTo(int row) {
    y = row;
  }

  /// The layer's values in this row, enlarged to full size.
  float[] layer(Layer layer) {
    float[] values = layers.get(layer);
    if (values == null) {
      throw new IllegalArgumentException("the finish did not ask for " + layer);
    }
    return values;
  }

  /// The roughness of the paper: mean .5, standard deviation about .12.
  float[] tooth() {
    return tooth;
  }

  /// The square root of the full size's megapixels, at least [Easel#LEAST_SCALE].
  double scale() {
    return scale;
  }

  /// A value that moves with the intensity, from `gentle` at 0 to `full` at 1.
  float between(double gentle, double full) {
    return (float) (gentle + (full - gentle) * intensity);
  }

  /// Writes a pixel, each channel 0 to 1 and held within.
  void set(int x, float blue, float green, float red) {
    int i = x * 3;
    pixels[i] = toByte(blue);
    pixels[i + 1] = toByte(green);
    pixels[i + 2] = toByte(red);
  }

  byte[] pixels() {
    return pixels;
  }

  private static byte toByte(float value) {
    return (byte) (Plane.clamp(value) * 255 + 0.5f);
  }
}
