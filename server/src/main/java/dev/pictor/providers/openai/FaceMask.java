package dev.pictor.providers.openai;

import dev.pictor.engine.codec.ImageInfo.Size;
import dev.pictor.providers.Generation;
import java.awt.AlphaComposite;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;

/// A mask for an edit: a PNG of the size of the first picture, see-through where it may change.
final class FaceMask {
  /// How far hair and chin reach beyond the box of a face, as a share of its sides.
  private static final double AROUND = 0.35;

  private FaceMask() {}

  /// @param box in pixels of the page
  /// @param page its size
  /// @param sent the size at which it is sent
  static byte[] of(Generation.Box box, Size page, Size sent) {
    double across = (double) sent.width() / page.width();
    double down = (double) sent.height() / page.height();
    var mask = new BufferedImage(sent.width(), sent.height(), BufferedImage.TYPE_INT_ARGB);
    Graphics2D pen = mask.createGraphics();
    pen.setColor(Color.BLACK);
    pen.fillRect(0, 0, sent.width(), sent.height());
    pen.setComposite(AlphaComposite.Clear);
    pen.fillRect(
        (int) Math.floor((box.left() - box.width() * AROUND) * across),
        (int) Math.floor((box.top() - box.height() * AROUND) * down),
        (int) Math.ceil(box.width() * (1 + 2 * AROUND) * across),
        (int) Math.ceil(box.height() * (1 + 2 * AROUND) * down));
    pen.dispose();
    var out = new ByteArrayOutputStream();
    try {
      ImageIO.write(mask, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static String dataUri(byte[] png) {
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(png);
  }
}
