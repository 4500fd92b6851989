package dev.pictor.providers.simulated;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;

/// What simulated providers deliver: the picture that they got under a wash of a colour that
/// depends on the seed, so that it is a picture, the right one, and not the same.
///
/// With the system property `pictor.simulated.ready` pictures are made once for each size, whatever
/// was sent: for measuring what is around a provider, and not the provider.
final class SimulatedPicture {
  private static final boolean READY = Boolean.getBoolean("pictor.simulated.ready");
  private static final Map<Dimension, byte[]> MADE = new ConcurrentHashMap<>();

  private SimulatedPicture() {}

  /// @param input an encoded picture; null for a plain ground
  /// @return a PNG
  static byte[] made(byte @Nullable [] input, int width, int height, long seed) {
    return READY
        ? MADE.computeIfAbsent(new Dimension(width, height), _ -> striped(width, height))
        : washed(input, width, height, seed);
  }

  private static byte[] striped(int width, int height) {
    var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        picture.setRGB(x, y, Color.HSBtoRGB(x / (float) width, y / (float) height, 0.8f));
      }
    }
    return written(picture, "png");
  }

  private static byte[] washed(byte @Nullable [] input, int width, int height, long seed) {
    var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = picture.createGraphics();
    Color wash = Color.getHSBColor(Math.floorMod(seed, 360) / 360f, 0.7f, 0.9f);
    pen.setColor(wash);
    pen.fillRect(0, 0, width, height);
    if (input != null) {
      pen.drawImage(read(input), 0, 0, width, height, null);
      pen.setColor(new Color(wash.getRed(), wash.getGreen(), wash.getBlue(), 90));
      pen.fillRect(0, 0, width, height);
    }
    pen.dispose();
    return written(picture, "png");
  }

  /// @return a PNG, all black
  static byte[] black(int width, int height) {
    return written(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png");
  }

  /// The same picture as a JPEG.
  static byte[] jpeg(byte[] png) {
    return written(read(png), "jpg");
  }

  static BufferedImage read(byte[] bytes) {
    try {
      BufferedImage picture = ImageIO.read(new ByteArrayInputStream(bytes));
      if (picture == null) {
        throw new IllegalArgumentException("not a picture");
      }
      return picture;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// From the header alone.
  static Dimension sizeOf(byte[] bytes) {
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new IllegalArgumentException("not a picture");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in);
        return new Dimension(reader.getWidth(0), reader.getHeight(0));
      } finally {
        reader.dispose();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] written(BufferedImage picture, String format) {
    var out = new ByteArrayOutputStream();
    try {
      ImageIO.write(picture, format, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
