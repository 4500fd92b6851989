package dev.pictor.engine.codec;

import static dev.pictor.engine.codec.Samples.bytes;
import static dev.pictor.engine.codec.Samples.decoded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// I6, the part about formats: every kind of file becomes upright 8 bit sRGB on white.
class DecoderTest {
  private static final Decoder DECODER = new Decoder(Limits.STANDARD);

  /// The letters say what is seen clockwise from the top left: red, green, blue, white.
  @ParameterizedTest
  @CsvSource({"1,RGBW", "2,GRWB", "3,BWRG", "4,WBGR", "5,RWBG", "6,WRGB", "7,BGRW", "8,GBWR"})
  void aPictureIsTurnedTheWayItIsSeen(int orientation, String seen)
      throws BadPicture, InterruptedException {
    byte[] file = Samples.withExif(Samples.written(Samples.quarters(64, 32), "jpeg"), orientation);
    try (Picture picture = DECODER.decode(file)) {
      int width = picture.width();
      int height = picture.height();
      assertThat(width).isEqualTo(orientation < 5 ? 64 : 32);
      int[] pixels = Samples.pixels(picture);
      int top = height / 4 * width;
      int bottom = 3 * height / 4 * width;
      String corners =
          letter(pixels[top + width / 4])
              + letter(pixels[top + 3 * width / 4])
              + letter(pixels[bottom + 3 * width / 4])
              + letter(pixels[bottom + width / 4]);
      assertThat(corners).isEqualTo(seen);
    }
  }

  private static String letter(int pixel) {
    boolean red = (pixel >> 16) > 128;
    boolean green = (pixel >> 8 & 0xff) > 128;
    boolean blue = (pixel & 0xff) > 128;
    return red && green && blue ? "W" : red ? "R" : green ? "G" : "B";
  }

  @Test
  void aPngComesOutAsTheJdkReadsIt() throws BadPicture, InterruptedException {
    byte[] png = Samples.written(Samples.landscape(61, 43), "png");
    assertThat(decoded(png)).isEqualTo(byJdk(png));
  }

  @Test
  void aJpegComesOutAsTheJdkReadsItGiveOrTakeRounding() throws BadPicture, InterruptedException {
    byte[] jpeg = Samples.testdata("grace_hopper.jpg");
    int[] ours = decoded(jpeg);
    int[] theirs = byJdk(jpeg);
    double sum = 0;
    for (int i = 0; i < ours.length; i++) {
      sum += Math.abs((ours[i] >> 8 & 0xff) - (theirs[i] >> 8 & 0xff));
    }
    assertThat(sum / ours.length).isLessThan(0.5);
  }

  private static int[] byJdk(byte[] file) {
    BufferedImage image = Samples.readByJdk(file);
    int[] pixels =
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    return Arrays.stream(pixels).map(p -> p & 0xffffff).toArray();
  }

  @Test
  void transparentPixelsLookAsTheyDoOnWhitePaper() throws BadPicture, InterruptedException {
    byte[] png = new PngBuilder(3, 1, 8, 6).data(0, 9, 9, 9, 0, 200, 100, 0, 128, 1, 2, 3, 255);
    assertThat(decoded(png)).containsExactly(0xffffff, 0xe3b17f, 0x010203);
  }

  @Test
  void greyPixelsWithAlphaLookAsTheyDoOnWhitePaper() throws BadPicture, InterruptedException {
    assertThat(decoded(new PngBuilder(2, 1, 8, 4).data(0, 100, 128, 200, 0)))
        .containsExactly(0xb1b1b1, 0xffffff);
  }

  @Test
  void aPaletteMayHoldTransparentColours() throws BadPicture, InterruptedException {
    byte[] png =
        new PngBuilder(3, 1, 8, 3)
            .chunk("PLTE", bytes(255, 0, 0, 0, 255, 0, 0, 0, 255))
            .chunk("tRNS", bytes(0, 128))
            .data(0, 0, 1, 2);
    assertThat(decoded(png)).containsExactly(0xffffff, 0x7fff7f, 0x0000ff);
  }

  @Test
  void aColourMayBeTransparent() throws BadPicture, InterruptedException {
    PngBuilder png = new PngBuilder(2, 1, 8, 2).chunk("tRNS", bytes(0, 10, 0, 20, 0, 30));
    assertThat(decoded(png.data(0, 10, 20, 30, 40, 50, 60))).containsExactly(0xffffff, 0x28323c);
  }

  @Test
  void aToneMayBeTransparentAtAnyDepth() throws BadPicture, InterruptedException {
    PngBuilder two = new PngBuilder(4, 1, 2, 0).chunk("tRNS", bytes(0, 1));
    assertThat(decoded(two.data(0, 0b00_01_10_11)))
        .containsExactly(0x000000, 0xffffff, 0xaaaaaa, 0xffffff);
    PngBuilder eight = new PngBuilder(3, 1, 8, 0).chunk("tRNS", bytes(0, 100));
    assertThat(decoded(eight.data(0, 50, 100, 200))).containsExactly(0x323232, 0xffffff, 0xc8c8c8);
    PngBuilder sixteen = new PngBuilder(2, 1, 16, 0).chunk("tRNS", bytes(0x80, 0));
    assertThat(decoded(sixteen.data(0, 0x80, 1, 0x80, 0))).containsExactly(0x808080, 0xffffff);
  }

  @Test
  void sixteenBitsBecomeEight() throws BadPicture, InterruptedException {
    byte[] colour = new PngBuilder(2, 1, 16, 2).data(0, 1, 0, 2, 0, 3, 0, 64, 64, 80, 80, 255, 255);
    assertThat(decoded(colour)).containsExactly(0x010203, 0x4050ff);
    byte[] alpha =
        new PngBuilder(2, 1, 16, 6).data(0, 1, 1, 2, 2, 3, 3, 255, 255, 9, 9, 9, 9, 9, 9, 0, 0);
    assertThat(decoded(alpha)).containsExactly(0x010203, 0xffffff);
  }

  @Test
  void greyStaysGrey() throws BadPicture, InterruptedException {
    assertThat(decoded(new PngBuilder(8, 1, 1, 0).data(0, 0b1010_0000)))
        .containsExactly(0xffffff, 0, 0xffffff, 0, 0, 0, 0, 0);
    BufferedImage grey = new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_GRAY);
    assertThat(decoded(Samples.written(grey, "jpeg"))).containsOnly(0);
  }

  /// What a transparent or partial WebP frame shows beside itself is paper.
  @Test
  void anAnimatedWebpGivesItsFirstFrameInItsPlace() throws BadPicture, InterruptedException {
    byte[] still;
    try (Picture black = Picture.blank(8, 6)) {
      black.mat().put(Scalar.all(0));
      still = Encoder.encode(black, new Encoding.Webp(100));
    }
    byte[] file = WebpBuilder.animated(still, 20, 10, 4, 2, 3);
    ImageInfo info = Probe.probe(file, Limits.STANDARD);
    assertThat(info.frames()).isEqualTo(3);
    int[] pixels = decoded(file);
    for (int y = 0; y < 10; y++) {
      for (int x = 0; x < 20; x++) {
        boolean inside = x >= 4 && x < 12 && y >= 2 && y < 8;
        assertThat(pixels[y * 20 + x]).isEqualTo(inside ? 0 : 0xffffff);
      }
    }
  }

  @Test
  void aTransparentWebpLooksAsItDoesOnWhitePaper() throws BadPicture, InterruptedException {
    byte[] file = WebpBuilder.transparentHalf();
    int[] pixels = decoded(file);
    assertThat(Probe.probe(file, Limits.STANDARD).kind().alpha()).isTrue();
    assertThat(pixels[0]).isEqualTo(0xffffff);
    assertThat(pixels[15] >> 16).isCloseTo(200, within(4));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 8})
  void aJpegIsDecodedSmallerWhenLessIsEnough(int reduction)
      throws BadPicture, InterruptedException {
    byte[] file = Samples.withExif(Samples.written(Samples.landscape(801, 603), "jpeg"), 6);
    long enough = 801L * 603 / reduction / reduction;
    int width = Math.ceilDiv(603, reduction);
    int height = Math.ceilDiv(801, reduction);
    try (Picture picture = DECODER.decode(file, enough)) {
      assertThat(picture.width()).isEqualTo(width);
      assertThat(picture.height()).isEqualTo(height);
    }
    try (Picture picture = DECODER.decode(file, enough + 1)) {
      assertThat(picture.width()).isEqualTo(Math.ceilDiv(603, Math.max(1, reduction / 2)));
    }
  }

  @Test
  void picturesWithBrokenPixelsAreRefused() {
    byte[] png = Samples.testdata("morph_nobody.png");
    png[png.length / 2] ^= 0x55;
    assertThatThrownBy(() -> DECODER.decode(png)).isInstanceOf(BadPicture.class);
    byte[] tooShort = new PngBuilder(4, 4, 8, 0).data(0, 1, 2, 3, 4);
    assertThatThrownBy(() -> DECODER.decode(tooShort)).isInstanceOf(BadPicture.class);
  }

  @Test
  void anInterruptStopsDecoding() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> DECODER.decode(Samples.testdata("rocket.jpg")))
        .isInstanceOf(InterruptedException.class);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void aPictureOutlivesTheScopeItWasDecodedIn() throws BadPicture, InterruptedException {
    Picture picture;
    try (PointerScope _ = new PointerScope()) {
      picture = DECODER.decode(Samples.testdata("rocket.jpg"));
    }
    assertThat(picture.mat().isNull()).isFalse();
    assertThat(picture.width()).isEqualTo(640);
    picture.close();
    assertThat(picture.mat().isNull()).isTrue();
  }

  @Test
  void decodingLeavesNoMemoryBehind() throws BadPicture, InterruptedException {
    byte[] turned = Samples.withExif(Samples.written(new BufferedImage(1500, 1000, 1), "jpeg"), 6);
    BufferedImage clear = new BufferedImage(1500, 1000, BufferedImage.TYPE_4BYTE_ABGR);
    clear.setRGB(3, 3, Color.RED.getRGB());
    byte[] alpha = Samples.written(clear, "png");
    for (int i = 0; i < 5; i++) {
      decodeBoth(turned, alpha);
    }
    long before = Pointer.physicalBytes();
    for (int i = 0; i < 60; i++) {
      decodeBoth(turned, alpha);
    }
    // Sixty lost pictures would be 540 MB.
    assertThat(Pointer.physicalBytes() - before).isLessThan(150L << 20);
  }

  private static void decodeBoth(byte[] first, byte[] second)
      throws BadPicture, InterruptedException {
    DECODER.decode(first).close();
    DECODER.decode(second).close();
  }
}
