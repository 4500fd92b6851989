package dev.pictor.engine.sketch;

import dev.pictor.engine.plane.Plane;
import java.util.EnumMap;
import java.util.Map;

/// One row of the finished sheet: the layers' values there, the paper's tooth, and the pixels to be
/// written.
final class SheetRow {
  private final int width;
  private final double intensity;
  private final double scale;
  private final Map<Layer, float[]> layers = new EnumMap<>(Layer.class);
  private final float[][] textures;
  private final byte[] pixels;
  private int y;

  SheetRow(Finish finish, Easel easel) {
    width = easel.fullWidth();
    intensity = easel.intensity();
    scale = easel.fullScale();
    finish.layers().forEach(layer -> layers.put(layer, new float[width]));
    textures = new float[finish.textures().size()][width];
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
    return textures[0];
  }

  /// Another texture of the finish, by its place in the list.
  float[] texture(int index) {
    return textures[index];
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
