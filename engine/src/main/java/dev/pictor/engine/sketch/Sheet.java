package dev.pictor.engine.sketch;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.plane.Magnifier;
import dev.pictor.engine.plane.Plane;
import dev.pictor.engine.plane.Texture;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.opencv.opencv_core.Mat;

/// Lays the layers of an easel on paper at full size, band by band; only the finished pixels are
/// ever held at that size.
final class Sheet {
  private static final int BAND = 16;

  private Sheet() {}

  static Picture lay(Easel easel, Finish finish) throws InterruptedException {
    easel.keepOnly(finish.layers());
    int width = easel.fullWidth();
    int height = easel.fullHeight();
    Map<Layer, Magnifier> magnifiers = new EnumMap<>(Layer.class);
    for (Layer layer : finish.layers()) {
      Plane plane = easel.get(layer);
      magnifiers.put(layer, new Magnifier(plane, width, height));
    }
    List<Texture> textures =
        finish.textures().stream().map(make -> make.apply(easel.fullScale())).toList();
    Mat pixels = new Mat(height, width, CV_8UC3);
    try {
      easel
          .rows()
          .bands(
              height,
              BAND,
              (from, to) -> layBand(easel, finish, magnifiers, textures, pixels, from, to));
      return new Picture(pixels);
    } catch (InterruptedException | RuntimeException e) {
      pixels.close();
      throw e;
    }
  }

  private static void layBand(
      Easel easel,
      Finish finish,
      Map<Layer, Magnifier> magnifiers,
      List<Texture> textures,
      Mat pixels,
      int from,
      int to) {
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
