package dev.pictor.engine.codec;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import dev.pictor.engine.codec.Header.JpegBody;
import java.awt.Rectangle;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;

/// Decodes JPEG in four printing inks. OpenCV would give colours only, computed without the
/// embedded profile; the JDK's reader gives the inks themselves. It reads in bands, decoding from
/// the top for each: slower for very large pictures, but the heap stays small.
final class CmykPixels {
  private static final int BAND_PIXELS = 8_000_000;
  private static final int STRIP_PIXELS = 1 << 18;
  private static final int[] INKS = {0, 1, 2, 3};

  private final JpegBody body;
  private final @Nullable SrgbConversion conversion;
  private final int width;
  private final int height;

  private CmykPixels(ImageInfo info, JpegBody body, @Nullable SrgbConversion conversion) {
    this.body = body;
    this.conversion = conversion;
    width = info.stored().width();
    height = info.stored().height();
  }

  /// @param conversion from the embedded profile; without one the inks are taken as ideal
  static Mat read(Input in, ImageInfo info, JpegBody body, @Nullable SrgbConversion conversion)
      throws BadPicture {
    byte[] file = in.bytes(body.keep());
    return new CmykPixels(info, body, conversion).read(file);
  }

  private Mat read(byte[] file) throws BadPicture {
    ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
    Mat bgr = new Mat(height, width, CV_8UC3);
    try (MemoryCacheImageInputStream stream =
            new MemoryCacheImageInputStream(new ByteArrayInputStream(file));
        BytePointer pixels = bgr.data()) {
      reader.setInput(stream, false, true);
      int rows = Math.clamp(BAND_PIXELS / width, 1, height);
      for (int top = 0; top < height; top += rows) {
        pixels.position(3L * width * top);
        convert(band(reader, top, Math.min(rows, height - top)), pixels);
      }
      return bgr;
    } catch (IOException | RuntimeException e) {
      // The JDK's reader answers damaged files with unchecked exceptions, too.
      bgr.close();
      throw BadPicture.broken("its pixels cannot be unpacked", e);
    } finally {
      reader.dispose();
    }
  }

  private byte[] band(ImageReader reader, int top, int rows) throws IOException {
    ImageReadParam region = reader.getDefaultReadParam();
    region.setSourceRegion(new Rectangle(0, top, width, rows));
    Raster raster = reader.readRaster(0, region);
    return ((DataBufferByte) raster.getDataBuffer()).getData();
  }

  private void convert(byte[] band, BytePointer pixels) {
    byte[] inks = new byte[4 * Math.min(STRIP_PIXELS, band.length / 4)];
    for (int at = 0; at < band.length; at += inks.length) {
      int count = Math.min(inks.length, band.length - at) / 4;
      System.arraycopy(band, at, inks, 0, 4 * count);
      normalize(inks, count);
      byte[] bgr =
          conversion == null ? mixed(inks, count) : conversion.converted(inks, count, INKS);
      pixels.put(bgr, 0, 3 * count);
      pixels.position(pixels.position() + 3L * count);
    }
  }

  /// Makes 255 mean full ink.
  private void normalize(byte[] inks, int count) {
    if (body.lumaChroma()) {
      for (int i = 0; i < count; i++) {
        fromLumaChroma(inks, 4 * i);
      }
    }
    if (body.inverted()) {
      for (int i = 0; i < 4 * count; i++) {
        inks[i] = (byte) ~inks[i];
      }
    }
  }

  /// Luma and chroma stand for red, green and blue (JFIF 1.02, page 3), and these for the lack of
  /// cyan, magenta and yellow.
  private static void fromLumaChroma(byte[] inks, int at) {
    double luma = inks[at] & 0xff;
    double blue = (inks[at + 1] & 0xff) - 128;
    double red = (inks[at + 2] & 0xff) - 128;
    inks[at] = lackOf(luma + 1.402 * red);
    inks[at + 1] = lackOf(luma - 0.344136 * blue - 0.714136 * red);
    inks[at + 2] = lackOf(luma + 1.772 * blue);
  }

  private static byte lackOf(double light) {
    return (byte) (255 - Math.clamp(Math.round(light), 0, 255));
  }

  /// Each ideal ink takes its share of the light, black of all of it.
  private static byte[] mixed(byte[] inks, int count) {
    byte[] bgr = new byte[3 * count];
    for (int i = 0; i < count; i++) {
      int light = 255 - (inks[4 * i + 3] & 0xff);
      for (int c = 0; c < 3; c++) {
        bgr[3 * i + 2 - c] = (byte) (((255 - (inks[4 * i + c] & 0xff)) * light + 127) / 255);
      }
    }
    return bgr;
  }
}
