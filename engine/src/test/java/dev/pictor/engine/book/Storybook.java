package dev.pictor.engine.book;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import dev.pictor.engine.Natives;
import dev.pictor.engine.Progress;
import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.sketch.FaceFinder;
import dev.pictor.engine.sketch.Look;
import dev.pictor.engine.sketch.Sketcher;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.QuadCurve2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;

/// A page of a picture book, drawn by program for the tests: a child on a hill under a sun, 720 x
/// 900 pixels, in the media that picture books are made in.
enum Storybook {
  /// Even areas without lines, as vector illustrations are.
  FLAT(false, true),
  /// Even areas with dark outlines.
  OUTLINED(true, true),
  /// Washes on white paper.
  WATERCOLOR(true, true),
  /// Grey lines on white paper.
  PENCIL(true, false);

  static final int WIDTH = 720;
  static final int HEIGHT = 900;

  /// The child's face without hair and ears: left, top, width, height.
  static final Rectangle2D FACE = new Rectangle2D.Double(262, 258, 196, 218);

  private static final Color LINE = new Color(62, 44, 40);

  private final boolean lines;
  private final boolean colours;

  Storybook(boolean lines, boolean colours) {
    this.lines = lines;
    this.colours = colours;
  }

  Picture page() throws InterruptedException {
    Natives.load();
    Picture flat = drawn();
    return switch (this) {
      case FLAT, OUTLINED -> flat;
      case WATERCOLOR -> through(flat, "watercolor", "advanced");
      case PENCIL -> through(flat, "pencil", "basic");
    };
  }

  private static Picture through(Picture flat, String style, String method)
      throws InterruptedException {
    try (flat;
        Sketcher sketcher = new Sketcher(2, FaceFinder.NONE)) {
      return sketcher.sketch(flat, Look.of(style, method), 1, Progress.SILENT);
    }
  }

  private Picture drawn() {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    scenery(g);
    body(g);
    head(g);
    features(g);
    g.dispose();
    Mat pixels = new Mat(HEIGHT, WIDTH, CV_8UC3);
    byte[] bytes = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    new BytePointer(pixels.data()).put(bytes);
    return new Picture(pixels);
  }

  private void scenery(Graphics2D g) {
    fill(g, new Rectangle2D.Double(0, 0, WIDTH, HEIGHT), new Color(196, 228, 240), false);
    fill(g, new Ellipse2D.Double(540, 60, 120, 120), new Color(250, 208, 92), true);
    fill(g, new Ellipse2D.Double(-260, 560, 900, 700), new Color(150, 196, 120), true);
    fill(g, new Ellipse2D.Double(280, 620, 800, 600), new Color(120, 176, 104), true);
    fill(g, new Rectangle2D.Double(84, 420, 34, 190), new Color(140, 98, 66), true);
    fill(g, new Ellipse2D.Double(18, 240, 168, 220), new Color(96, 158, 96), true);
  }

  private void body(Graphics2D g) {
    Path2D dress = new Path2D.Double();
    dress.moveTo(300, 500);
    dress.quadTo(360, 530, 420, 500);
    dress.quadTo(520, 560, 560, 900);
    dress.lineTo(160, 900);
    dress.quadTo(200, 560, 300, 500);
    fill(g, dress, new Color(214, 74, 70), true);
    fill(g, new Rectangle2D.Double(328, 450, 64, 66), new Color(236, 184, 150), true);
    fill(g, new Arc2D.Double(296, 480, 128, 70, 180, 180, Arc2D.CHORD), Color.WHITE, true);
  }

  private void head(Graphics2D g) {
    Color hair = new Color(112, 66, 40);
    Color skin = new Color(248, 206, 172);
    fill(g, new Ellipse2D.Double(226, 186, 268, 250), hair, true);
    fill(g, new Ellipse2D.Double(240, 340, 40, 60), skin, true);
    fill(g, new Ellipse2D.Double(440, 340, 40, 60), skin, true);
    Path2D face = new Path2D.Double();
    face.moveTo(262, 330);
    face.curveTo(262, 230, 458, 230, 458, 330);
    face.curveTo(458, 420, 420, 476, 360, 476);
    face.curveTo(300, 476, 262, 420, 262, 330);
    fill(g, face, skin, true);
    Path2D fringe = new Path2D.Double();
    fringe.moveTo(250, 330);
    fringe.curveTo(240, 190, 480, 190, 470, 330);
    fringe.curveTo(440, 270, 400, 268, 372, 286);
    fringe.curveTo(330, 262, 280, 280, 250, 330);
    fill(g, fringe, hair, true);
  }

  private void features(Graphics2D g) {
    Color blush = new Color(240, 160, 140);
    fill(g, new Ellipse2D.Double(278, 390, 40, 26), blush, false);
    fill(g, new Ellipse2D.Double(402, 390, 40, 26), blush, false);
    for (int x : new int[] {312, 408}) {
      fill(g, new Ellipse2D.Double(x - 20, 346, 40, 34), Color.WHITE, true);
      fill(g, new Ellipse2D.Double(x - 12, 350, 25, 28), new Color(92, 62, 44), false);
      fill(g, new Ellipse2D.Double(x - 6, 356, 13, 15), new Color(30, 20, 20), false);
      fill(g, new Ellipse2D.Double(x - 8, 354, 8, 8), Color.WHITE, false);
    }
    g.setColor(LINE);
    g.setStroke(new BasicStroke(5, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    g.draw(new QuadCurve2D.Double(290, 332, 312, 318, 334, 330));
    g.draw(new QuadCurve2D.Double(386, 330, 408, 318, 430, 332));
    g.setStroke(new BasicStroke(4, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    g.draw(new QuadCurve2D.Double(352, 402, 361, 410, 370, 401));
    Path2D mouth = new Path2D.Double();
    mouth.moveTo(330, 430);
    mouth.quadTo(361, 446, 392, 430);
    mouth.quadTo(361, 464, 330, 430);
    fill(g, mouth, new Color(196, 84, 84), true);
  }

  private void fill(Graphics2D g, Shape shape, Color colour, boolean outlined) {
    g.setColor(colours ? colour : faded(colour));
    g.fill(shape);
    if (lines && outlined) {
      g.setColor(LINE);
      g.setStroke(new BasicStroke(3.5f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
      g.draw(shape);
    }
  }

  /// Almost white, so that lines do the drawing.
  private static Color faded(Color colour) {
    int light = (colour.getRed() * 3 + colour.getGreen() * 6 + colour.getBlue()) / 10;
    int level = 190 + light * 65 / 255;
    return new Color(level, level, level);
  }
}
