package dev.pictor.engine.swap;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REPLICATE;
import static org.bytedeco.opencv.global.opencv_core.CV_64F;
import static org.bytedeco.opencv.global.opencv_core.merge;
import static org.bytedeco.opencv.global.opencv_core.split;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_CUBIC;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.WARP_INVERSE_MAP;
import static org.bytedeco.opencv.global.opencv_imgproc.remap;
import static org.bytedeco.opencv.global.opencv_imgproc.warpAffine;

import dev.pictor.engine.plane.Pixels;
import dev.pictor.engine.plane.Plane;
import dev.pictor.engine.plane.Rows;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.jspecify.annotations.Nullable;

/// Lays the face into the picture at its full size, a band of rows at a time. What varies slowly
/// (where to look, how much light, how much of it) was computed small and is enlarged band by band;
/// the pixels themselves come from the full source.
final class Composition {
  private static final int BAND = 128;

  /// The most grain that is added, in levels of 255.
  private static final double MOST_GRAIN = 12;

  /// Widths of a face in pixels up to which its pores pass for noise and no grain is added, and
  /// from which all that is missing is.
  private static final double TOO_SMALL = 60;

  private static final double LARGE = 160;

  /// Channels of the three enlarged pictures.
  private static final int TONES = 4;

  private static final int SHARES = 4;

  private final Layers layers;
  private final double strength;
  private final Mat places;
  private final @Nullable Mat ownPlaces;
  private final boolean mirrored;
  private final Mat tones;
  private final Mat shares;

  /// @param strength how much of the face is the source's; the rest is the target's own in the same
  ///   shape
  Composition(Layers layers, double strength) {
    this.layers = layers;
    this.strength = strength;
    WarpMap map = layers.map();
    LightMatch light = layers.light();
    places = merged(map.x(), map.y(), map.mirrorX(), map.mirrorY());
    ownPlaces = layers.own() == null ? null : merged(layers.own().x(), layers.own().y());
    mirrored = map.isMirrored();
    tones = merged(light.gain(), light.shift()[0], light.shift()[1], light.shift()[2]);
    shares = merged(map.seen(), layers.alpha(), light.level(), layers.skin());
  }

  private static Mat merged(Plane... planes) {
    Mat merged = new Mat();
    MatVector channels = new MatVector();
    for (Plane plane : planes) {
      channels.push_back(Pixels.mat(plane));
    }
    merge(channels, merged);
    return merged;
  }

  /// @param part the head, which is written to
  void onto(Mat part, Mat texture, Rows rows) throws InterruptedException {
    Mat before = ownPlaces != null ? part.clone() : part;
    double grain = grain(part, texture, before);
    rows.bands(
        part.rows(),
        BAND,
        (from, to) -> {
          try (PointerScope _ = new PointerScope()) {
            Mat rowsOfPart = new Mat(part, new Rect(0, from, part.cols(), to - from));
            Band band = new Band(rowsOfPart, from, texture, before);
            band.blend((float) grain);
          }
        });
  }

  /// How much grain is missing, measured in the middle of the face.
  private double grain(Mat part, Mat texture, Mat before) {
    try (PointerScope _ = new PointerScope()) {
      int height = Math.min(BAND, part.rows());
      int top = (part.rows() - height) / 2;
      Band band =
          new Band(new Mat(part, new Rect(0, top, part.cols(), height)), top, texture, before);
      float[] where = new float[band.face.length / 3];
      float[] now = new float[where.length];
      float[] was = new float[where.length];
      for (int i = 0; i < where.length; i++) {
        where[i] = band.share[SHARES * i + 3];
        now[i] = luma(band.face[3 * i], band.face[3 * i + 1], band.face[3 * i + 2]);
        was[i] =
            luma(band.out[3 * i] & 0xff, band.out[3 * i + 1] & 0xff, band.out[3 * i + 2] & 0xff);
      }
      double there = Finish.noise(was, where, part.cols());
      double here = Finish.noise(now, where, part.cols());
      double missing = Math.sqrt(Math.max(0, there * there - here * here));
      double sure = Math.clamp((layers.faceWidth() - TOO_SMALL) / (LARGE - TOO_SMALL), 0, 1);
      return sure * Math.min(MOST_GRAIN, missing);
    }
  }

  private static float luma(float blue, float green, float red) {
    return 0.114f * blue + 0.587f * green + 0.299f * red;
  }

  /// Some rows of the head.
  private final class Band {
    private final Mat rows;
    private final int top;
    private final byte[] out;
    private final float[] share;

    /// The new face in the light of the target.
    private final float[] face;

    Band(Mat rows, int top, Mat texture, Mat before) {
      this.rows = rows;
      this.top = top;
      out = Bands.bytes(rows);
      share = Bands.floats(enlarged(shares));
      face = lit(texture, before);
    }

    private float[] lit(Mat texture, Mat before) {
      MatVector maps = new MatVector();
      split(enlarged(places), maps);
      byte[] direct = looked(texture, maps.get(0), maps.get(1));
      byte[] other = mirrored ? looked(texture, maps.get(2), maps.get(3)) : direct;
      float[] tone = Bands.floats(enlarged(tones));
      float[] lit = new float[direct.length];
      for (int i = 0; i < lit.length / 3; i++) {
        float seen = share[SHARES * i];
        for (int k = 3 * i; k < 3 * i + 3; k++) {
          lit[k] = (direct[k] & 0xff) * seen + (other[k] & 0xff) * (1 - seen);
        }
        float luma = luma(lit[3 * i], lit[3 * i + 1], lit[3 * i + 2]);
        float whole = Math.min(1, luma / Math.max(1, share[SHARES * i + 2]));
        for (int k = 0; k < 3; k++) {
          lit[3 * i + k] = tone[TONES * i] * lit[3 * i + k] + whole * tone[TONES * i + 1 + k];
        }
      }
      if (ownPlaces != null) {
        MatVector own = new MatVector();
        split(enlarged(ownPlaces), own);
        mixWith(looked(before, inPicture(own.get(0)), inPicture(own.get(1))), lit);
      }
      return lit;
    }

    private void mixWith(byte[] own, float[] lit) {
      for (int i = 0; i < lit.length; i++) {
        lit[i] = (float) (strength * lit[i] + (1 - strength) * (own[i] & 0xff));
      }
    }

    private Mat inPicture(Mat small) {
      Mat full = new Mat();
      small.convertTo(full, -1, 1 / layers.scale(), 0.5 / layers.scale() - 0.5);
      return full;
    }

    void blend(float grain) {
      int width = rows.cols();
      for (int i = 0; i < out.length / 3; i++) {
        float cover = share[SHARES * i + 1];
        if (cover > 0) {
          float speck = grain * Grain.at(i % width, top + i / width);
          for (int k = 3 * i; k < 3 * i + 3; k++) {
            float was = out[k] & 0xff;
            out[k] = (byte) Math.round(was + cover * (Math.clamp(face[k] + speck, 0, 255) - was));
          }
        }
      }
      Bands.write(out, rows);
    }

    private byte[] looked(Mat picture, Mat columns, Mat lines) {
      Mat looked = new Mat();
      remap(picture, looked, columns, lines, INTER_CUBIC, BORDER_REPLICATE, Scalar.all(0));
      return Bands.bytes(looked);
    }

    /// The rows of a small picture that belong to this band, at full size.
    private Mat enlarged(Mat small) {
      double scale = layers.scale();
      Mat matrix = new Mat(2, 3, CV_64F);
      new DoublePointer(matrix.data())
          .put(scale, 0, 0.5 * scale - 0.5, 0, scale, (top + 0.5) * scale - 0.5);
      Mat large = new Mat();
      Size size = rows.size();
      int how = INTER_LINEAR | WARP_INVERSE_MAP;
      warpAffine(small, large, matrix, size, how, BORDER_REPLICATE, Scalar.all(0));
      return large;
    }
  }
}
