package dev.pictor.engine.book;

import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2Lab;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.medianBlur;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import dev.pictor.engine.codec.Picture;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/// What a page was made with, which decides how a face gets onto it.
public enum PageMedium {
  /// Even areas of colour, with or without outlines: vector art, cut paper, gouache.
  FLAT,
  /// Colours that run and fade: watercolour, pastel, coloured pencil.
  SOFT,
  /// Lines on light paper without colour: pencil, pen, engravings.
  LINES,
  /// A photograph.
  PHOTO;

  private static final int SIDE = 512;

  /// Neighbours so far apart are compared, after small grain is gone.
  private static final int STEP = 4;

  private static final double FLAT_SHARE = 0.55;
  private static final double SOFT_SHARE = 0.38;
  private static final double PAPER_SHARE = 0.45;
  private static final double COLOURED_SHARE = 0.06;
  private static final double DARK_SHARE = 0.12;

  /// As in requests: `flat`, `soft`, `lines`, `photo`.
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Reads a name in any case; empty for `auto`, which means that the page is measured.
  public static Optional<PageMedium> of(String name) {
    String wanted = name.strip().toUpperCase(Locale.ROOT);
    if (wanted.equals("AUTO")) {
      return Optional.empty();
    }
    Optional<PageMedium> found =
        Stream.of(values()).filter(medium -> medium.name().equals(wanted)).findFirst();
    if (found.isEmpty()) {
      String known = Stream.of(values()).map(PageMedium::id).collect(Collectors.joining(", "));
      throw new IllegalArgumentException(
          "\"%s\" is not a medium of a page; use auto, %s".formatted(name, known));
    }
    return found;
  }

  /// Measures a page. Paintings as detailed as photographs are taken for photographs: name the
  /// medium of such a page.
  public static PageMedium of(Picture page) {
    return Shares.of(page).medium();
  }

  /// What parts of a page are even, coloured, dark, or look like paper.
  private record Shares(double even, double coloured, double dark, double paper) {
    PageMedium medium() {
      if (coloured < COLOURED_SHARE && paper > PAPER_SHARE) {
        return LINES;
      }
      if (even > FLAT_SHARE) {
        return FLAT;
      }
      return even > SOFT_SHARE && dark < DARK_SHARE ? SOFT : PHOTO;
    }

    static Shares of(Picture page) {
      try (PointerScope _ = new PointerScope()) {
        double scale = Math.min(1, (double) SIDE / Math.max(page.width(), page.height()));
        int width = Math.max(STEP + 1, (int) Math.round(page.width() * scale));
        int height = Math.max(STEP + 1, (int) Math.round(page.height() * scale));
        Mat small = new Mat();
        resize(page.mat(), small, new Size(width, height), 0, 0, INTER_AREA);
        Mat calm = new Mat();
        medianBlur(small, calm, 5);
        Mat lab = new Mat();
        cvtColor(calm, lab, COLOR_BGR2Lab);
        byte[] values = new byte[3 * width * height];
        lab.data().get(values);
        return counted(values, width, height);
      }
    }

    private static Shares counted(byte[] lab, int width, int height) {
      int[] counts = new int[4];
      for (int y = 0; y + STEP < height; y++) {
        for (int x = 0; x + STEP < width; x++) {
          int i = 3 * (y * width + x);
          int light = lab[i] & 255;
          double chroma = Math.hypot((lab[i + 1] & 255) - 128, (lab[i + 2] & 255) - 128);
          counts[0] += isEven(lab, i, 3 * STEP) && isEven(lab, i, 3 * STEP * width) ? 1 : 0;
          counts[1] += chroma > 12 ? 1 : 0;
          counts[2] += light < 70 ? 1 : 0;
          counts[3] += light > 225 && chroma < 10 ? 1 : 0;
        }
      }
      double all = (double) (width - STEP) * (height - STEP);
      return new Shares(counts[0] / all, counts[1] / all, counts[2] / all, counts[3] / all);
    }

    private static boolean isEven(byte[] lab, int here, int away) {
      for (int channel = 0; channel < 3; channel++) {
        if (Math.abs((lab[here + channel] & 255) - (lab[here + away + channel] & 255)) > 1) {
          return false;
        }
      }
      return true;
    }
  }
}
