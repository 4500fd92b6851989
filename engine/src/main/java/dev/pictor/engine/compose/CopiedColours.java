package dev.pictor.engine.compose;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;

import dev.pictor.engine.face.Box;
import dev.pictor.engine.paint.Canvas;
import dev.pictor.engine.paint.Oklab;
import dev.pictor.engine.paint.Palette;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;

/// The scheme of another picture: its colours by k-means in Oklab, without those of people, each in
/// the role that it has there.
final class CopiedColours {
  private static final int COLOURS = 8;

  /// A colour less than this part of the picture is no background.
  private static final double BACKGROUND = 0.06;

  /// An accent is at least this colourful.
  private static final double COLOURFUL = 0.05;

  private CopiedColours() {}

  /// A colour and how much of the picture it fills.
  private record Share(Oklab colour, double part) {
    int rgb() {
      return colour.toRgb();
    }
  }

  /// @param small the picture, little enough to look at every pixel
  /// @param person 8 bit mask of the same size: what people wear is no colour of the design
  static Scheme of(Mat small, Optional<Box> text, Mat person) throws InterruptedException {
    List<Share> all = shares(pixels(small, person));
    Share main = all.getFirst();
    Share second =
        all.stream()
            .skip(1)
            .filter(share -> share.part() > BACKGROUND)
            .findFirst()
            .orElse(new Share(main.colour().with(1, 0.6f, 0), 0));
    // A second colour that fills far less is in the background's corners, not half of it.
    double half = Math.clamp(second.part() / main.part(), 0.25, 1);
    int other = Scheme.mixed(main.rgb(), second.rgb(), half);
    boolean mainLighter = main.colour().light() >= second.colour().light();
    int light = mainLighter ? main.rgb() : other;
    int deep = mainLighter ? other : main.rgb();
    int accent = accent(all, main);
    int ink = text.isPresent() ? ink(small, text.get()) : Scheme.inkOn(main.rgb());
    return new Scheme(light, deep, accent, ink, Scheme.inkOn(ink)).legible();
  }

  /// All pixels but those of the mask, in no shape in particular.
  private static Canvas pixels(Mat small, Mat without) {
    byte[] bytes = new byte[3 * small.cols() * small.rows()];
    small.data().get(bytes);
    byte[] left = new byte[small.cols() * small.rows()];
    without.data().get(left);
    int[] kept = new int[left.length];
    int count = 0;
    for (int i = 0; i < kept.length; i++) {
      if (left[i] >= 0) {
        kept[count++] = rgb(bytes, i);
      }
    }
    int width = Math.min(small.cols(), Math.max(1, count));
    int height = Math.max(1, count / width);
    return new Canvas(width, height, Arrays.copyOf(kept, width * height));
  }

  private static int rgb(byte[] bgr, int at) {
    int green = bgr[3 * at + 1] & 0xff;
    return ((bgr[3 * at + 2] & 0xff) << 16) | (green << 8) | (bgr[3 * at] & 0xff);
  }

  /// The colours, those that fill most first.
  private static List<Share> shares(Canvas canvas) throws InterruptedException {
    Palette palette = Palette.of(canvas, COLOURS);
    int[] rgb = palette.rgb();
    int[] counts = new int[palette.size()];
    for (int pixel : canvas.pixels()) {
      counts[palette.nearest(Oklab.of(pixel))]++;
    }
    List<Share> shares = new ArrayList<>();
    for (int i = 0; i < rgb.length; i++) {
      shares.add(new Share(Oklab.of(rgb[i]), (double) counts[i] / canvas.pixels().length));
    }
    shares.sort(Comparator.comparingDouble(Share::part).reversed());
    return shares;
  }

  /// The most colourful of them that is not the background's own; a picture without colours has
  /// white or black for an accent.
  private static int accent(List<Share> all, Share main) {
    return all.stream()
        .skip(1)
        .filter(share -> share.colour().chroma() > COLOURFUL)
        .filter(share -> share.colour().distanceSquared(main.colour()) > 0.02f)
        .max(
            Comparator.comparingDouble(
                (Share share) -> share.colour().chroma() * Math.pow(share.part() + 0.01, 0.3)))
        .map(Share::rgb)
        .orElse(Scheme.inkOn(main.rgb()));
  }

  /// The colour of the letters: the one in the text's box that is farthest in lightness from what
  /// is just outside of it.
  private static int ink(Mat small, Box text) throws InterruptedException {
    Rect box =
        new Rect((int) text.left(), (int) text.top(), (int) text.width(), (int) text.height());
    float ground = border(small, box);
    Mat nobody = new Mat(box.height(), box.width(), CV_8UC1, Scalar.all(0));
    return shares(pixels(new Mat(small, box).clone(), nobody)).stream()
        .filter(share -> share.part() > 0.05)
        .max(Comparator.comparingDouble(share -> Math.abs(share.colour().light() - ground)))
        .map(Share::rgb)
        .orElse(Scheme.inkOn(ground > 0.6 ? 0xFFFFFF : 0));
  }

  /// The mean lightness of the pixels along a box.
  private static float border(Mat small, Rect box) {
    int width = small.cols();
    byte[] pixels = new byte[3 * width * small.rows()];
    small.data().get(pixels);
    int left = Math.max(0, box.x() - 2);
    int right = Math.min(width - 1, box.x() + box.width() + 1);
    int top = Math.max(0, box.y() - 2);
    int bottom = Math.min(small.rows() - 1, box.y() + box.height() + 1);
    double sum = 0;
    int count = 0;
    for (int x = left; x <= right; x++) {
      sum += Oklab.of(rgb(pixels, top * width + x)).light();
      sum += Oklab.of(rgb(pixels, bottom * width + x)).light();
      count += 2;
    }
    return (float) (sum / count);
  }
}
