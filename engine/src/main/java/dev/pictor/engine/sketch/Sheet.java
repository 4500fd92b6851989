package dev.pictor.engine.sketch;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.plane.Magnifier;
import dev.pictor.engine.plane.Texture;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.opencv.opencv_core.Mat;

/// The paper: the layers of an easel are laid on it at full size, band by band, and only the
/// finished pixels are ever held at that size.
final class Sheet {
  private static final int BAND = 16;

  private final Easel easel;
  private final Finish finish;
  private final Map<Layer, Magnifier> magnifiers = new EnumMap<>(Layer.class);
  private final List<Texture> textures;

  Sheet(Easel easel, Finish finish) {
    this.easel = easel;
    this.finish = finish;
    easel.keepOnly(finish.layers());
    for (Layer layer : finish.layers()) {
      Magnifier magnifier = new Magnifier(easel.get(layer), easel.fullWidth(), easel.fullHeight());
      magnifiers.put(layer, magnifier);
    }
    double scale = easel.fullScale();
    textures = finish.textures().stream().map(make -> make.apply(scale)).toList();
  }

  /// Lays everything on; the caller closes the picture.
  Picture lay() throws InterruptedException {
    Mat pixels = new Mat(easel.fullHeight(), easel.fullWidth(), CV_8UC3);
    try {
      easel.rows().bands(easel.fullHeight(), BAND, (from, to) -> layBand(pixels, from, to));
      return new Picture(pixels);
    } catch (InterruptedException | RuntimeException e) {
      pixels.close();
      throw e;
    }
  }

  private void layBand(Mat pixels, int from, int to) {
    SheetRow row = new SheetRow(finish, easel);
    float[] room = new float[easel.width()];
    for (int y = from; y < to; y++) {
      row.moveTo(y);
      for (Map.Entry<Layer, Magnifier> entry : magnifiers.entrySet()) {
        entry.getValue().row(y, room, row.layer(entry.getKey()));
      }
      for (int i = 0; i < textures.size(); i++) {
        textures.get(i).row(y, row.texture(i));
      }
      finish.painter().paint(row);
      pixels.ptr(y).put(row.pixels());
    }
  }
}
