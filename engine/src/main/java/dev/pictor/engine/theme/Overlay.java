package dev.pictor.engine.theme;

import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.plane.Magnifier;
import dev.pictor.engine.plane.Plane;
import dev.pictor.engine.plane.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;

/// Lays pieces over a picture, band by band, so that only a few rows are ever held as floats.
final class Overlay {
  private static final int BAND = 64;

  private final Picture picture;
  private final List<Layer> layers = new ArrayList<>();
  private final Map<Plane, Magnifier> magnifiers = new HashMap<>();
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
    return plane == null
        ? null
        : magnifiers.computeIfAbsent(
            plane, p -> new Magnifier(p, picture.width(), picture.height()));
  }

  private void paintBand(int from, int to, float opacity) {
    int margin = look.margin();
    Band band = new Band(from - margin, picture.width(), to - from + 2 * margin);
    Raster raster = new Raster(0, from - margin, band.width(), band.height());
    Masks masks = new Masks(band);
    boolean touched = false;
    for (Layer layer : layers) {
      touched |= add(layer, band, raster, masks);
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

  private boolean add(Layer layer, Band band, Raster raster, Masks masks) {
    boolean touched = false;
    Magnifier shadow = layer.shadow();
    if (shadow != null) {
      touched = band.darken(masks.enlarged(shadow));
    }
    if (raster.paint(layer.piece())) {
      Magnifier matte = layer.matte();
      if (matte != null) {
        keep(raster.colours(), masks.enlarged(matte), 4);
      }
      Magnifier shade = layer.shade();
      if (shade != null) {
        keep(raster.colours(), masks.enlarged(shade), 3);
      }
      hide(layer.piece().behind(), band, raster);
      band.add(raster.colours());
      touched = true;
    }
    return touched;
  }

  /// The masks of one band at full size; many pieces share one.
  private final class Masks {
    private final Band band;
    private final Map<Magnifier, float[]> known = new HashMap<>();

    Masks(Band band) {
      this.band = band;
    }

    float[] enlarged(Magnifier magnifier) {
      return known.computeIfAbsent(magnifier, this::enlarge);
    }

    private float[] enlarge(Magnifier magnifier) {
      float[] room = magnifier.room();
      float[] row = new float[band.width()];
      float[] all = new float[band.width() * band.height()];
      for (int y = 0; y < band.height(); y++) {
        magnifier.row(Math.clamp(band.top() + y, 0, picture.height() - 1), room, row);
        System.arraycopy(row, 0, all, y * row.length, row.length);
      }
      return all;
    }
  }

  private static void hide(List<Outline> behind, Band band, Raster raster) {
    List<Outline> here =
        behind.stream().filter(o -> o.touches(band.top(), band.top() + band.height())).toList();
    if (here.isEmpty()) {
      return;
    }
    float[] shares = new float[band.width() * band.height()];
    float[] row = new float[band.width()];
    for (int y = 0; y < band.height(); y++) {
      Arrays.fill(row, 0);
      for (Outline outline : here) {
        outline.cover(band.top() + y, row);
      }
      for (int x = 0; x < row.length; x++) {
        shares[y * row.length + x] = 1 - row[x];
      }
    }
    keep(raster.colours(), shares, 4);
  }

  /// Multiplies the first channels of each pixel; three leave its alpha as it is.
  private static void keep(float[] colours, float[] shares, int channels) {
    for (int i = 0; i < shares.length; i++) {
      int at = 4 * i;
      if (colours[at + 3] > 0 && shares[i] < 1) {
        float share = Math.max(0, shares[i]);
        for (int k = 0; k < channels; k++) {
          colours[at + k] *= share;
        }
      }
    }
  }
}
