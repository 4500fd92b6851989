package dev.pictor.engine.codec;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/// Pictures for tests, drawn or read from the folder `testdata`.
public final class Samples {
  private Samples() {}

  public static byte[] testdata(String name) {
    try {
      return Files.readAllBytes(Path.of("..", "testdata", name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Red, green, blue and white quarters, clockwise from the top left: every orientation differs.
  static BufferedImage quarters(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D drawing = image.createGraphics();
    int x = width / 2;
    int y = height / 2;
    drawing.setColor(Color.RED);
    drawing.fillRect(0, 0, x, y);
    drawing.setColor(Color.GREEN);
    drawing.fillRect(x, 0, width - x, y);
    drawing.setColor(Color.BLUE);
    drawing.fillRect(x, y, width - x, height - y);
    drawing.setColor(Color.WHITE);
    drawing.fillRect(0, y, x, height - y);
    drawing.dispose();
    return image;
  }

  /// Hills under a sky, with a sun and trees: nothing with a face.
  public static BufferedImage landscape(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D drawing = image.createGraphics();
    for (int y = 0; y < height; y++) {
      drawing.setColor(new Color(90 + 100 * y / height, 140 + 80 * y / height, 230));
      drawing.fillRect(0, y, width, 1);
    }
    drawing.setColor(new Color(255, 230, 120));
    drawing.fillOval(width / 8, height / 10, width / 10, width / 10);
    for (int hill = 0; hill < 4; hill++) {
      drawing.setColor(new Color(60 - 10 * hill, 120 - 20 * hill, 50));
      drawing.fillOval(width * (hill - 1) / 4, height / 2 + hill * height / 12, width, height);
    }
    drawing.setColor(new Color(70, 50, 30));
    for (int tree = 1; tree < 8; tree++) {
      drawing.fillRect(tree * width / 8, height / 2, width / 60, height / 4);
    }
    drawing.dispose();
    return image;
  }

  /// Written by the JDK: `jpeg`, `png` or `gif`.
  public static byte[] written(BufferedImage image, String format) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, format, bytes)) {
        throw new IllegalArgumentException("the JDK does not write this as " + format);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static BufferedImage readByJdk(byte[] bytes) {
    try {
      return ImageIO.read(new ByteArrayInputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The same JPEG with a segment right behind its first two bytes.
  static byte[] withSegment(byte[] jpeg, int marker, byte[] content) {
    ByteBuffer bytes = ByteBuffer.allocate(jpeg.length + 4 + content.length);
    bytes.put(jpeg, 0, 2).put((byte) 0xff).put((byte) marker);
    bytes.putShort((short) (content.length + 2)).put(content);
    return bytes.put(jpeg, 2, jpeg.length - 2).array();
  }

  /// The same JPEG with EXIF that gives this orientation, 1 to 8, and a place on Earth.
  public static byte[] withExif(byte[] jpeg, int orientation) {
    ByteBuffer segment = ByteBuffer.allocate(6 + exif(orientation).length);
    segment.put(ascii("Exif\0\0")).put(exif(orientation));
    return withSegment(jpeg, 0xe1, segment.array());
  }

  /// A TIFF header, a table with the orientation and a pointer to GPS, and that with a latitude
  /// reference.
  static byte[] exif(int orientation) {
    ByteBuffer tiff = ByteBuffer.allocate(56).order(ByteOrder.LITTLE_ENDIAN);
    tiff.put(ascii("II")).putShort((short) 42).putInt(8).putShort((short) 2);
    entry(tiff, 0x0112, 3, orientation);
    entry(tiff, 0x8825, 4, 38);
    tiff.putInt(0).putShort((short) 1);
    entry(tiff, 0x0001, 2, 'N');
    return tiff.array();
  }

  private static void entry(ByteBuffer tiff, int tag, int type, int value) {
    tiff.putShort((short) tag).putShort((short) type).putInt(1).putInt(value);
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  /// Decodes and closes; the pixels as 0xRRGGBB, row by row.
  static int[] decoded(byte[] bytes) throws BadPicture, InterruptedException {
    try (Picture picture = new Decoder(Limits.STANDARD).decode(bytes)) {
      return pixels(picture);
    }
  }

  static int[] pixels(Picture picture) {
    byte[] bgr = new byte[3 * picture.width() * picture.height()];
    picture.mat().data().get(bgr);
    int[] pixels = new int[bgr.length / 3];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] =
          (bgr[3 * i + 2] & 0xff) << 16 | (bgr[3 * i + 1] & 0xff) << 8 | (bgr[3 * i] & 0xff);
    }
    return pixels;
  }
}
