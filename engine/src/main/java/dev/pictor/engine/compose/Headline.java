package dev.pictor.engine.compose;

import static org.bytedeco.opencv.global.opencv_core.max;

import dev.pictor.engine.type.SetLine;
import dev.pictor.engine.type.SetText;
import java.awt.Graphics2D;
import java.awt.geom.Area;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;

/// Draws text that is set, and makes sure that it can be read: what was drawn is measured, and
/// drawn again with more behind it until the contrast is enough.
final class Headline {
  /// The thickness of the edge, in parts of the size of the type.
  private static final double EDGE = 0.05;

  /// How far a plate reaches beyond the letters, in parts of the size of the type.
  private static final double PLATE = 0.15;

  /// How often text is drawn: as designed, with more edge, on a plain ground.
  private static final int ATTEMPTS = 3;

  private final Board board;
  private final Scheme scheme;
  private final Style style;
  private final SetText text;
  private final Rect region;

  /// How the letters are coloured and what is behind them.
  ///
  /// @param ink of the lines
  /// @param emphasis of the last line when there are several
  /// @param ground what the letters lie on, for [Arrangement.Treatment#PLATES] the plates' colour
  record Style(Arrangement.Treatment treatment, int ink, int emphasis, int ground) {}

  Headline(Board board, Scheme scheme, Style style, SetText text) {
    this.board = board;
    this.scheme = scheme;
    this.style = style;
    this.text = text;
    this.region = region();
  }

  private Rect region() {
    Rectangle2D ink = text.ink();
    double around = text.size() * 0.35 + 4;
    int left = (int) Math.clamp(Math.floor(ink.getMinX() - around), 0, board.width() - 1);
    int top = (int) Math.clamp(Math.floor(ink.getMinY() - around), 0, board.height() - 1);
    int right = (int) Math.clamp(Math.ceil(ink.getMaxX() + around), left + 1, board.width());
    int bottom = (int) Math.clamp(Math.ceil(ink.getMaxY() + around), top + 1, board.height());
    return new Rect(left, top, right - left, bottom - top);
  }

  /// @return the lowest contrast that was measured in the end, 4.5 or more
  double draw() {
    try (PointerScope _ = new PointerScope()) {
      Mat before = board.copy(region);
      List<Mat> lines = text.lines().stream().map(line -> mask(line.letters())).toList();
      Mat letters = lines.getFirst().clone();
      lines.forEach(line -> max(letters, line, letters));
      double contrast = 0;
      for (int attempt = 0; attempt < ATTEMPTS && contrast < Scheme.READABLE; attempt++) {
        board.restore(before, region.x(), region.y());
        paint(attempt, lines, letters);
        contrast = contrast(lines);
      }
      before.close();
      drawEmojis();
      return contrast;
    }
  }

  /// Line by line, for lines differ in colour.
  private double contrast(List<Mat> lines) {
    double reach = Math.max(2, text.size() * 0.03);
    double lowest = 21;
    for (int i = 0; i < lines.size(); i++) {
      Rect part = part(text.lines().get(i).ink());
      Mat letters = new Mat(lines.get(i), part).clone();
      int left = region.x() + part.x();
      int top = region.y() + part.y();
      lowest = Math.min(lowest, Legibility.lowest(board, letters, left, top, reach));
    }
    return lowest;
  }

  /// The part of the region around a line.
  private Rect part(Rectangle2D ink) {
    double around = text.size() * 0.06 + 4;
    int left = (int) Math.clamp(ink.getMinX() - around - region.x(), 0, region.width() - 1);
    int top = (int) Math.clamp(ink.getMinY() - around - region.y(), 0, region.height() - 1);
    int right = (int) Math.clamp(ink.getMaxX() + around - region.x(), left + 1, region.width());
    int bottom = (int) Math.clamp(ink.getMaxY() + around - region.y(), top + 1, region.height());
    return new Rect(left, top, right - left, bottom - top);
  }

  private Mat mask(java.awt.Shape shape) {
    return Masks.of(shape, region.x(), region.y(), region.width(), region.height());
  }

  private void paint(int attempt, List<Mat> lines, Mat letters) {
    boolean plain = attempt == ATTEMPTS - 1;
    List<Integer> inks = inks(lines.size(), attempt > 0);
    switch (style.treatment) {
      case OUTLINE -> {
        if (plain) {
          tint(inkOn(style.ink), mask(plates(text.lines(), true)), 1);
        }
        outline(attempt, letters);
      }
      case PLATES -> plates(lines.size(), plain);
      case BAND, PANEL -> {
        if (plain) {
          tint(style.ground, mask(plates(text.lines(), true)), 1);
        }
      }
    }
    for (int i = 0; i < lines.size(); i++) {
      tint(inks.get(i), lines.get(i), 1);
    }
  }

  private void tint(int rgb, Mat mask, double strength) {
    board.tint(rgb, mask, region.x(), region.y(), strength);
  }

  private static int inkOn(int rgb) {
    return Scheme.inkOn(rgb);
  }

  private void outline(int attempt, Mat letters) {
    double thick = Math.max(1.2, text.size() * EDGE * (1 + 0.6 * attempt));
    int edge = attempt == 0 ? scheme.edge() : inkOn(style.ink);
    Mat shadow = Masks.blurred(Masks.grown(letters, thick), text.size() * 0.06);
    int down = (int) Math.round(text.size() * 0.05);
    board.tint(0x000000, shadow, region.x() + down / 2, region.y() + down, 0.55);
    tint(edge, Masks.grown(letters, thick), 1);
  }

  /// The colours of the lines from the top down.
  private List<Integer> inks(int count, boolean strict) {
    List<Integer> inks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boolean last = i == count - 1 && count > 1;
      int wished = last ? style.emphasis : style.ink;
      inks.add(
          switch (style.treatment) {
            case OUTLINE -> {
              int edge = strict ? inkOn(style.ink) : scheme.edge();
              yield Scheme.contrast(wished, edge) >= Scheme.READABLE ? wished : style.ink;
            }
            case PLATES -> Scheme.readable(wished, plate(i, count));
            case BAND, PANEL ->
                strict ? inkOn(style.ground) : Scheme.readable(wished, style.ground);
          });
    }
    return inks;
  }

  /// The plates of the first lines in one colour, that of the last in another.
  private int plate(int line, int count) {
    return line == count - 1 && count > 1 ? scheme.edge() : style.ground;
  }

  private void plates(int count, boolean plain) {
    for (int i = 0; i < count; i++) {
      Mat plate = mask(plates(List.of(text.lines().get(i)), plain));
      board.tint(
          0x000000,
          Masks.blurred(plate, text.size() * 0.04),
          region.x(),
          region.y() + (int) (text.size() * 0.04),
          0.4);
      tint(plate(i, count), plate, 1);
    }
  }

  /// One shape around these lines, or around each of them.
  private Area plates(List<SetLine> lines, boolean wide) {
    double beyond = text.size() * (wide ? PLATE * 1.2 : PLATE);
    Area area = new Area();
    for (SetLine line : lines) {
      Rectangle2D ink = line.ink();
      double above = text.size() * 0.11;
      area.add(
          new Area(
              new RoundRectangle2D.Double(
                  ink.getX() - beyond,
                  ink.getY() - above,
                  ink.getWidth() + 2 * beyond,
                  ink.getHeight() + 2 * above,
                  text.size() * 0.12,
                  text.size() * 0.12)));
    }
    return area;
  }

  private void drawEmojis() {
    if (text.lines().stream().allMatch(line -> line.emojis().isEmpty())) {
      return;
    }
    BufferedImage image =
        new BufferedImage(region.width(), region.height(), BufferedImage.TYPE_INT_ARGB);
    Graphics2D graphics = image.createGraphics();
    Masks.smooth(graphics);
    graphics.translate(-region.x(), -region.y());
    text.drawEmojis(graphics);
    graphics.dispose();
    Layer layer = Layer.of(image);
    tint(0x000000, Masks.blurred(layer.alpha(), text.size() * 0.03), 0.5);
    board.blend(layer.bgr(), layer.alpha(), region.x(), region.y());
  }

  /// A drawn picture as the board wants it.
  private record Layer(Mat bgr, Mat alpha) {
    static Layer of(BufferedImage image) {
      int[] argb = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
      byte[] colours = new byte[3 * argb.length];
      byte[] opacity = new byte[argb.length];
      for (int i = 0; i < argb.length; i++) {
        colours[3 * i] = (byte) argb[i];
        colours[3 * i + 1] = (byte) (argb[i] >> 8);
        colours[3 * i + 2] = (byte) (argb[i] >> 16);
        opacity[i] = (byte) (argb[i] >>> 24);
      }
      int height = image.getHeight();
      int width = image.getWidth();
      Mat bgr = new Mat(height, width, org.bytedeco.opencv.global.opencv_core.CV_8UC3);
      Mat alpha = new Mat(height, width, org.bytedeco.opencv.global.opencv_core.CV_8UC1);
      try (BytePointer data = bgr.data();
          BytePointer share = alpha.data()) {
        data.put(colours);
        share.put(opacity);
      }
      return new Layer(bgr, alpha);
    }
  }
}
