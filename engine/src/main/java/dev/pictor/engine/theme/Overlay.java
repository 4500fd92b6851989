package dev.pictor.engine.theme;

import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.plane.Magnifier;
import dev.pictor.engine.plane.Plane;
import dev.pictor.engine.plane.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;

/// Lays pieces over a picture, band by band, so that only a few rows are ever held as floats.
final class Overlay {
  private static final int BAND = 32;

  private final Picture picture;
  private final List<Layer> layers = new ArrayList<>();
  private final PhotoLook look;

  /// A piece with its soft masks, ready to be read row by row.
  private record Layer(
      Piece piece,
      @Nullable Magnifier matte,
      @Nullable Magnifier shade,
      @Nullable Magnifier shadow) {}

  /// @param look what the photograph does to edges and surfaces
  Overlay(Picture picture, PhotoLook look) {
    this.picture = picture;
    this.look = look;
  }

  /// Adds a piece above all others.
  ///
  /// @param shadow what it darkens, 0 to 1, stretched over the picture; null for nothing
  void add(Piece piece, @Nullable Plane shadow) {
    layers.add(
        new Layer(piece, magnifier(piece.matte()), magnifier(piece.shade()), magnifier(shadow)));
  }

  /// Paints into the picture itself.
  ///
  /// @param opacity 0 leaves the picture as it is
  void paint(double opacity, Rows rows) throws InterruptedException {
    rows.bands(picture.height(), BAND, (from, to) -> paintBand(from, to, (float) opacity));
  }

  private @Nullable Magnifier magnifier(@Nullable Plane plane) {
    return plane == null ? null : new Magnifier(plane, picture.width(), picture.height());
  }

  private void paintBand(int from, int to, float opacity) {
    int margin = look.margin();
    Band band = new Band(from - margin, picture.width(), to - from + 2 * margin);
    Raster raster = new Raster(0, from - margin, band.width(), band.height());
    boolean touched = false;
    for (Layer layer : layers) {
      touched |= add(layer, band, raster);
    }
    if (!touched) {
      return;
    }
    band.soften(look.blur());
    Mat mat = picture.mat();
    byte[] pixels = new byte[3 * band.width()];
    float[] grain = new float[band.width()];
    for (int y = from; y < to; y++) {
      mat.ptr(y).get(pixels);
      look.grain(y, grain);
      band.blend(pixels, y, opacity, grain);
      mat.ptr(y).put(pixels);
    }
  }

  private boolean add(Layer layer, Band band, Raster raster) {
    boolean touched = false;
    Magnifier shadow = layer.shadow();
    if (shadow != null) {
      touched = eachRow(band, shadow, band::darken);
    }
    if (raster.paint(layer.piece())) {
      Magnifier matte = layer.matte();
      if (matte != null) {
        eachRow(band, matte, (y, row) -> keep(raster.colours(), y, row, 4));
      }
      Magnifier shade = layer.shade();
      if (shade != null) {
        eachRow(band, shade, (y, row) -> keep(raster.colours(), y, row, 3));
      }
      hide(layer.piece().behind(), band, raster);
      band.add(raster.colours());
      touched = true;
    }
    return touched;
  }

  private static void hide(List<Outline> behind, Band band, Raster raster) {
    float[] row = new float[band.width()];
    for (int y = 0; y < band.height() && !behind.isEmpty(); y++) {
      Arrays.fill(row, 0);
      for (Outline outline : behind) {
        outline.cover(band.top() + y, row);
      }
      for (int x = 0; x < row.length; x++) {
        row[x] = 1 - row[x];
      }
      keep(raster.colours(), y, row, 4);
    }
  }

  /// What is done with one row of a mask; the row counts from the top of the band.
  private interface RowAction {
    boolean on(int y, float[] mask);
  }

  private boolean eachRow(Band band, Magnifier magnifier, RowAction action) {
    float[] room = magnifier.room();
    float[] row = new float[band.width()];
    boolean any = false;
    for (int y = 0; y < band.height(); y++) {
      magnifier.row(Math.clamp(band.top() + y, 0, picture.height() - 1), room, row);
      any |= action.on(y, row);
    }
    return any;
  }

  /// Multiplies the first channels of a row; three leave its alpha as it is.
  private static boolean keep(float[] colours, int y, float[] shares, int channels) {
    int at = 4 * y * shares.length;
    for (float share : shares) {
      float clamped = Math.clamp(share, 0f, 1f);
      for (int k = 0; k < channels; k++) {
        colours[at + k] *= clamped;
      }
      at += 4;
    }
    return true;
  }
}
