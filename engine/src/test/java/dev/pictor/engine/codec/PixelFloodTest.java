package dev.pictor.engine.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.management.ThreadMXBean;
import dev.pictor.engine.Natives;
import dev.pictor.engine.codec.BadPicture.Reason;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// I1: files that would unpack to far more than they are. Each is refused from its header, with
/// hardly any memory.
class PixelFloodTest {
  private static final long ALLOWED_BYTES = 32L << 20;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @BeforeAll
  static void loadTheLibrary() {
    Natives.load();
  }

  private static void assertRefused(byte[] file, Reason reason, String... words) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    BadPicture refusal =
        catchThrowableOfType(BadPicture.class, () -> new Decoder(Limits.STANDARD).decode(file));
    long used = THREADS.getCurrentThreadAllocatedBytes() - before;
    assertThat(refusal).isNotNull();
    assertThat(refusal.reason()).isEqualTo(reason);
    assertThat(refusal.getMessage()).contains(Arrays.asList(words));
    assertThat(used).isLessThan(ALLOWED_BYTES);
  }

  @Test
  void aPngOfSixtyFourThousandPixelsASideIsRefused() {
    byte[] row = new byte[8193];
    byte[] file = new PngBuilder(65_535, 65_535, 1, 0).packedData(PngBuilder.packed(row, 500));
    assertThat(file.length).isLessThan(8_000);
    assertRefused(file, Reason.SIDE_TOO_LONG, "65,535", "16,384");
  }

  @Test
  void aPngOfThirtyThousandPixelsASideIsRefused() {
    byte[] file = new PngBuilder(30_000, 30_000, 8, 2).packedData(PngBuilder.packed(new byte[100]));
    assertRefused(file, Reason.SIDE_TOO_LONG, "30,000");
  }

  @Test
  void aPngWithinTheSidesButWithTooManyPixelsIsRefused() {
    byte[] file = new PngBuilder(16_000, 16_000, 8, 2).packedData(PngBuilder.packed(new byte[100]));
    assertRefused(file, Reason.TOO_MANY_PIXELS, "256,000,000", "50,000,000");
  }

  @Test
  void aGifWithTenThousandFramesIsRefused() {
    assertRefused(gif(1, 1, 10_000), Reason.TOO_MANY_FRAMES, "2,001", "2,000");
  }

  @Test
  void aGifWithFewButVastFramesIsRefused() {
    assertRefused(gif(7_000, 7_000, 11), Reason.TOO_MANY_FRAMES, "539,000,000", "500,000,000");
  }

  @Test
  void anAnimatedPngThatClaimsEndlessFramesIsRefused() {
    byte[] control = ByteBuffer.allocate(8).putInt(Integer.MAX_VALUE).putInt(0).array();
    byte[] file = new PngBuilder(10, 10, 8, 2).chunk("acTL", control).data(0);
    assertRefused(file, Reason.TOO_MANY_FRAMES, "2,147,483,647");
  }

  @Test
  void aPngHeaderThatPromisesMoreThanItsDataCanHoldIsRefused() {
    byte[] file = new PngBuilder(7_000, 7_000, 8, 2).packedData(PngBuilder.packed(new byte[300]));
    assertRefused(file, Reason.TRUNCATED, "147007000");
  }

  @Test
  void aJpegHeaderThatPromisesMoreThanItsDataCanHoldIsRefused() {
    byte[] file = Samples.written(Samples.quarters(64, 64), "jpeg");
    int frame = indexOf(file, 0xffc0);
    ByteBuffer.wrap(file).putShort(frame + 5, (short) 7_000).putShort(frame + 7, (short) 7_000);
    assertRefused(file, Reason.TRUNCATED, "7000 x 7000");
  }

  @Test
  void aPngInAHundredThousandChunksIsRefused() {
    PngBuilder png = new PngBuilder(10, 10, 8, 2);
    for (int i = 0; i < 100_000; i++) {
      png.chunk("teXt", new byte[0]);
    }
    assertRefused(png.data(0), Reason.TOO_MANY_PARTS, "20000 chunks");
  }

  @Test
  void aJpegInTenThousandScansIsRefused() {
    byte[] jpeg = Samples.written(Samples.quarters(8, 8), "jpeg");
    int scan = indexOf(jpeg, 0xffda);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(jpeg, 0, scan);
    for (int i = 0; i < 10_000; i++) {
      file.write(jpeg, scan, jpeg.length - 2 - scan);
    }
    file.write(jpeg, jpeg.length - 2, 2);
    assertRefused(file.toByteArray(), Reason.TOO_MANY_PARTS, "100 scans");
  }

  @Test
  void aColourProfileThatUnpacksToSixtyFourMegabytesIsRefused() {
    byte[] bomb = PngBuilder.packed(new byte[1 << 20], 64);
    byte[] file = new PngBuilder(10, 10, 8, 2).chunk("iCCP", named("icc\0\0", bomb)).data(0);
    assertRefused(file, Reason.METADATA_TOO_LARGE, "8000000");
  }

  @Test
  void aTextThatUnpacksToSixtyFourMegabytesIsRefused() {
    byte[] bomb = PngBuilder.packed(new byte[1 << 20], 64);
    byte[] plain = new PngBuilder(10, 10, 8, 2).chunk("zTXt", named("a\0\0", bomb)).data(0);
    assertRefused(plain, Reason.METADATA_TOO_LARGE, "8000000");
    byte[] languages = named("a\0\u0001\0en\0a\0", bomb);
    byte[] international = new PngBuilder(10, 10, 8, 2).chunk("iTXt", languages).data(0);
    assertRefused(international, Reason.METADATA_TOO_LARGE, "8000000");
  }

  @Test
  void manySmallTextsCountTogether() {
    byte[] megabyte = PngBuilder.packed(new byte[1 << 20]);
    PngBuilder png = new PngBuilder(10, 10, 8, 2);
    for (int i = 0; i < 20; i++) {
      png.chunk("zTXt", named("a\0\0", megabyte));
    }
    assertRefused(png.data(0), Reason.METADATA_TOO_LARGE, "8000000");
  }

  @Test
  void aWebpThatSaysItIsTheLargestPossibleIsRefused() {
    ByteBuffer file = ByteBuffer.allocate(30).order(ByteOrder.LITTLE_ENDIAN);
    file.put(Samples.ascii("RIFF")).putInt(22).put(Samples.ascii("WEBPVP8X")).putInt(10).putInt(0);
    file.put(Samples.bytes(0xff, 0xff, 0xff, 0xff, 0xff, 0xff));
    assertRefused(file.array(), Reason.SIDE_TOO_LONG, "16,777,216");
  }

  private static byte[] named(String head, byte[] packed) {
    byte[] name = Samples.ascii(head);
    return ByteBuffer.allocate(name.length + packed.length).put(name).put(packed).array();
  }

  private static int indexOf(byte[] bytes, int twoBytes) {
    for (int i = 0; i < bytes.length - 1; i++) {
      if (((bytes[i] & 0xff) << 8 | (bytes[i + 1] & 0xff)) == twoBytes) {
        return i;
      }
    }
    throw new IllegalArgumentException("no such bytes");
  }

  /// Frames that say how large they are and hold almost nothing.
  private static byte[] gif(int width, int height, int frames) {
    ByteBuffer file = ByteBuffer.allocate(20 + 15 * frames).order(ByteOrder.LITTLE_ENDIAN);
    file.put(Samples.ascii("GIF89a")).putShort((short) width).putShort((short) height);
    file.put(Samples.bytes(0x80, 0, 0)).put(new byte[6]);
    for (int i = 0; i < frames; i++) {
      file.put((byte) 0x2c).putInt(0).putShort((short) width).putShort((short) height);
      file.put(Samples.bytes(0, 2, 2, 0x44, 0x01, 0));
    }
    return file.put((byte) 0x3b).array();
  }
}
