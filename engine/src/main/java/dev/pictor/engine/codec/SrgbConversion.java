package dev.pictor.engine.codec;

import java.awt.Transparency;
import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;

/// Turns colours of an ICC profile into sRGB, in strips, so that a large picture costs no more heap
/// than a small one.
final class SrgbConversion {
  private static final int STRIP_PIXELS = 1 << 18;

  /// Differences up to this many levels are rounding, not another colour space.
  private static final int SAME = 2;

  private final ICC_Profile profile;
  private final ColorConvertOp operation = new ColorConvertOp(null);

  private SrgbConversion(ICC_Profile profile) {
    this.profile = profile;
  }

  /// Empty when there is nothing to convert: a profile that cannot be used, is meant for other
  /// pixels, or is sRGB in all but name. A picture with a bad profile is shown as sRGB, as browsers
  /// do.
  static Optional<SrgbConversion> of(byte[] profile, ImageInfo.Color color) {
    try {
      ICC_Profile read = ICC_Profile.getInstance(profile);
      if (read.getColorSpaceType() != typeOf(color)) {
        return Optional.empty();
      }
      SrgbConversion conversion = new SrgbConversion(read);
      return conversion.changesNothing() ? Optional.empty() : Optional.of(conversion);
    } catch (IllegalArgumentException | CMMException e) {
      return Optional.empty();
    }
  }

  private static int typeOf(ImageInfo.Color color) {
    return switch (color) {
      case GREY -> ColorSpace.TYPE_GRAY;
      case RGB, PALETTE -> ColorSpace.TYPE_RGB;
      case CMYK -> ColorSpace.TYPE_CMYK;
    };
  }

  private int channels() {
    return profile.getNumComponents();
  }

  /// Tries the corners and the middles of the colour cube.
  private boolean changesNothing() {
    if (channels() == 4) {
      return false;
    }
    byte[] probes = new byte[3 * 125];
    for (int i = 0; i < 125; i++) {
      probes[3 * i] = level(i % 5);
      probes[3 * i + 1] = level(channels() == 1 ? i % 5 : (i / 5) % 5);
      probes[3 * i + 2] = level(channels() == 1 ? i % 5 : i / 25);
    }
    byte[] converted = probes.clone();
    convert(converted, 125);
    for (int i = 0; i < probes.length; i++) {
      if (Math.abs((probes[i] & 0xff) - (converted[i] & 0xff)) > SAME) {
        return false;
      }
    }
    return true;
  }

  private static byte level(int quarter) {
    return (byte) Math.min(255, quarter * 64);
  }

  /// Converts pixels of blue, green and red in place; for a grey profile the three are equal.
  void convert(Mat bgr) {
    int rows = Math.max(1, STRIP_PIXELS / bgr.cols());
    byte[] strip = new byte[3 * rows * bgr.cols()];
    try (BytePointer pixels = bgr.data()) {
      for (int y = 0; y < bgr.rows(); y += rows) {
        int count = Math.min(rows, bgr.rows() - y) * bgr.cols();
        pixels.position(3L * y * bgr.cols()).get(strip, 0, 3 * count);
        convert(strip, count);
        pixels.put(strip, 0, 3 * count);
      }
    }
  }

  private void convert(byte[] bgr, int pixels) {
    if (channels() == 1) {
      convertGrey(bgr, pixels);
      return;
    }
    byte[] converted = converted(bgr, pixels, new int[] {2, 1, 0});
    System.arraycopy(converted, 0, bgr, 0, 3 * pixels);
  }

  /// A tone has only 256 values, so a table is enough.
  private void convertGrey(byte[] bgr, int pixels) {
    byte[] tones = new byte[256];
    for (int i = 0; i < 256; i++) {
      tones[i] = (byte) i;
    }
    byte[] table = converted(tones, 256, new int[] {0});
    for (int i = 0; i < 3 * pixels; i++) {
      bgr[i] = table[3 * (bgr[i] & 0xff)];
    }
  }

  /// @param bands where in a pixel the channels of the profile lie
  /// @return pixels of blue, green and red
  byte[] converted(byte[] pixels, int count, int[] bands) {
    int width = bands.length;
    WritableRaster raster =
        Raster.createInterleavedRaster(
            new DataBufferByte(pixels, count * width), count, 1, count * width, width, bands, null);
    ComponentColorModel model =
        new ComponentColorModel(
            new ICC_ColorSpace(profile), false, false, Transparency.OPAQUE, DataBuffer.TYPE_BYTE);
    BufferedImage from = new BufferedImage(model, raster, false, null);
    BufferedImage to = new BufferedImage(count, 1, BufferedImage.TYPE_3BYTE_BGR);
    operation.filter(from, to);
    return ((DataBufferByte) to.getRaster().getDataBuffer()).getData();
  }
}
