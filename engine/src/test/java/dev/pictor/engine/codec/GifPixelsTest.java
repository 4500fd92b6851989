package dev.pictor.engine.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GifPixelsTest {
  /// Noise fills the dictionary many times over, stripes make long strings.
  private static BufferedImage indexed(int bits, int width, int height) {
    byte[] tones = new byte[1 << bits];
    for (int i = 0; i < tones.length; i++) {
      tones[i] = (byte) (i * 37);
    }
    IndexColorModel colours = new IndexColorModel(bits, tones.length, tones, tones, tones);
    BufferedImage image =
        new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, colours);
    RandomGenerator random = new SplittableRandom(7);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int index = y < height / 2 ? random.nextInt(tones.length) : y % tones.length;
        image.getRaster().setSample(x, y, 0, index);
      }
    }
    return image;
  }

  private static byte[] written(BufferedImage image, boolean interlaced) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
    ImageWriteParam how = writer.getDefaultWriteParam();
    how.setProgressiveMode(
        interlaced ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(stream);
      writer.write(null, new IIOImage(image, null, null), how);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 8})
  void everyDepthComesOutAsTheJdkReadsIt(int bits) throws Exception {
    for (boolean interlaced : new boolean[] {false, true}) {
      byte[] file = written(indexed(bits, 203, 157), interlaced);
      BufferedImage theirs = Samples.readByJdk(file);
      int[] expected = theirs.getRGB(0, 0, 203, 157, null, 0, 203);
      assertThat(Samples.decoded(file))
          .isEqualTo(Arrays.stream(expected).map(p -> p & 0xffffff).toArray());
    }
  }

  /// One pixel of palette index 1, at 2, 1 on a canvas of 4 x 3.
  private static byte[] tiny(boolean transparent, int index) {
    ByteBuffer file = ByteBuffer.allocate(60).order(ByteOrder.LITTLE_ENDIAN);
    file.put(Samples.ascii("GIF89a")).putShort((short) 4).putShort((short) 3);
    file.put(Samples.bytes(0x80, 0, 0, 0, 0, 0, 10, 20, 30));
    file.put(Samples.bytes(0x21, 0xf9, 4, transparent ? 1 : 0, 0, 0, 1, 0));
    file.put((byte) 0x2c).putShort((short) 2).putShort((short) 1);
    file.putShort((short) 1).putShort((short) 1).put((byte) 0);
    // Codes of 3 bits: clear (4), the index, end (5).
    file.put(Samples.bytes(2, 2, 4 | index << 3 | 5 << 6, 5 >> 2, 0, 0x3b));
    return Arrays.copyOf(file.array(), file.position());
  }

  @Test
  void aFrameSmallerThanThePictureLiesInItsPlaceOnWhite() throws Exception {
    int[] expected = new int[12];
    Arrays.fill(expected, 0xffffff);
    expected[6] = 0x0a141e;
    assertThat(Samples.decoded(tiny(false, 1))).isEqualTo(expected);
    assertThat(Probe.probe(tiny(false, 1), Limits.STANDARD).kind().alpha()).isTrue();
  }

  @Test
  void transparentPixelsAreWhite() throws Exception {
    assertThat(Samples.decoded(tiny(true, 1))).containsOnly(0xffffff);
  }

  @Test
  void aColourThatIsNotInTheTableIsRefused() {
    assertThatThrownBy(() -> Samples.decoded(tiny(false, 3)))
        .isInstanceOf(BadPicture.class)
        .hasMessageContaining("table");
  }

  @Test
  void aFileWithoutItsLastByteIsStillWhole() throws Exception {
    byte[] file = tiny(false, 1);
    assertThat(Samples.decoded(Arrays.copyOf(file, file.length - 1)))
        .isEqualTo(Samples.decoded(file));
  }

  @Test
  void aFrameThatReachesBeyondThePictureIsCut() throws Exception {
    BufferedImage image = indexed(8, 50, 40);
    byte[] file = written(image, false);
    ByteBuffer header = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    header.putShort(6, (short) 30).putShort(8, (short) 20);
    int[] expected = image.getRGB(0, 0, 30, 20, null, 0, 30);
    assertThat(Samples.decoded(file))
        .isEqualTo(Arrays.stream(expected).map(p -> p & 0xffffff).toArray());
  }
}
