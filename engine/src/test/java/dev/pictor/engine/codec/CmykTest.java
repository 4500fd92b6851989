package dev.pictor.engine.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pictor.engine.codec.ImageInfo.Color;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;

/// I6: pictures in printing inks.
class CmykTest {
  private static final int SIDE = 40;

  /// One colour, its four numbers stored as they are given.
  private static byte[] jpeg(int... stored) throws IOException {
    WritableRaster raster =
        Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, SIDE, SIDE, 4, null);
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        raster.setPixel(x, y, stored);
      }
    }
    return jpeg(raster);
  }

  private static byte[] jpeg(Raster raster) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ImageWriteParam best = writer.getDefaultWriteParam();
    best.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    best.setCompressionQuality(1);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(stream);
      writer.write(null, new IIOImage(raster, null, null), best);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private static byte[] withAdobe(byte[] jpeg, int transform) {
    byte[] content = Samples.ascii("Adobe\0d\0\0\0\0" + (char) transform);
    return Samples.withSegment(jpeg, 0xee, content);
  }

  private static void assertShows(byte[] file, int red, int green, int blue)
      throws BadPicture, InterruptedException {
    assertThat(Probe.probe(file, Limits.STANDARD).kind().color()).isEqualTo(Color.CMYK);
    int[] pixels = Samples.decoded(file);
    assertThat(pixels).hasSize(SIDE * SIDE);
    int pixel = pixels[SIDE * SIDE / 2];
    assertThat(pixel >> 16).isCloseTo(red, within(2));
    assertThat(pixel >> 8 & 0xff).isCloseTo(green, within(2));
    assertThat(pixel & 0xff).isCloseTo(blue, within(2));
  }

  @Test
  void inksTakeTheirShareOfTheLight() throws Exception {
    assertShows(jpeg(0, 0, 0, 0), 255, 255, 255);
    assertShows(jpeg(255, 0, 0, 0), 0, 255, 255);
    assertShows(jpeg(0, 128, 255, 51), 204, 102, 0);
  }

  @Test
  void adobesInksAreInverted() throws Exception {
    assertShows(withAdobe(jpeg(255, 127, 0, 204), 0), 204, 102, 0);
  }

  @Test
  void adobesInksMayBeLumaAndChroma() throws Exception {
    // Y, Cb and Cr of the red, green and blue that the inverted inks 180, 60, 200 stand for.
    int y = (int) Math.round(0.299 * 75 + 0.587 * 195 + 0.114 * 55);
    int cb = (int) Math.round(128 - 0.168736 * 75 - 0.331264 * 195 + 0.5 * 55);
    int cr = (int) Math.round(128 + 0.5 * 75 - 0.418688 * 195 - 0.081312 * 55);
    assertShows(withAdobe(jpeg(y, cb, cr, 255), 2), 180, 60, 200);
  }

  /// A profile of a press whose every colour is the same light blue.
  @Test
  void anEmbeddedProfileDecidesWhatInksLookLike() throws Exception {
    byte[] profile = IccBuilder.press(70, 0, -20);
    ByteBuffer segment = ByteBuffer.allocate(14 + profile.length);
    segment.put(Samples.ascii("ICC_PROFILE\0\u0001\u0001")).put(profile);
    byte[] file = Samples.withSegment(jpeg(0, 128, 255, 51), 0xe2, segment.array());
    assertThat(Probe.probe(file, Limits.STANDARD).hasProfile()).isTrue();
    // CIE Lab 70, 0, -20 under D50, taken to sRGB by hand.
    assertShows(file, 156, 172, 207);
  }

  /// Ten million pixels do not fit into one band; black ink grows from the top to the bottom.
  @Test
  void aPictureLargerThanABandComesOutWhole() throws Exception {
    int width = 4000;
    int height = 2500;
    byte[] inks = new byte[4 * width * height];
    for (int i = 0; i < width * height; i++) {
      inks[4 * i + 3] = (byte) (i / width / 10);
    }
    DataBufferByte buffer = new DataBufferByte(inks, inks.length);
    byte[] file =
        jpeg(
            Raster.createInterleavedRaster(
                buffer, width, height, 4 * width, 4, new int[] {0, 1, 2, 3}, null));
    int[] pixels = Samples.decoded(file);
    for (int y = 5; y < height; y += 100) {
      assertThat(pixels[y * width + 7] & 0xff).isCloseTo(255 - y / 10, within(3));
    }
  }
}
