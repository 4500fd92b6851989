package dev.pictor.engine.theme;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.renderer.NullPlatformSupport;
import com.github.weisj.jsvg.view.FloatSize;
import com.github.weisj.jsvg.view.ViewBox;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;

/// An SVG drawn into pixels of the size that a picture needs.
///
/// @param pixels `0xAARRGGBB` with the colours multiplied by the alpha, row by row
record Artwork(int width, int height, int[] pixels) {
  /// More would look no sharper on the largest picture and cost memory.
  private static final int LONGEST_SIDE = 2600;

  private static final int SHORTEST_SIDE = 8;

  /// @param breadth in pixels of the picture
  /// @param height likewise
  static Artwork drawn(SVGDocument svg, double breadth, double height) {
    double shrink = Math.min(1, LONGEST_SIDE / Math.max(breadth, height));
    int width = Math.max(SHORTEST_SIDE, (int) Math.ceil(breadth * shrink));
    int rows = Math.max(SHORTEST_SIDE, (int) Math.ceil(height * shrink));
    BufferedImage image = new BufferedImage(width, rows, BufferedImage.TYPE_INT_ARGB_PRE);
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
      // The sheet stretches the artwork anyway, so its own proportions do not matter here.
      FloatSize size = svg.size();
      graphics.scale(width / size.getWidth(), rows / size.getHeight());
      svg.renderWithPlatform(NullPlatformSupport.INSTANCE, graphics, new ViewBox(size));
    } finally {
      graphics.dispose();
    }
    return new Artwork(width, rows, ((DataBufferInt) image.getRaster().getDataBuffer()).getData());
  }
}
