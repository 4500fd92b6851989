package dev.pictor.engine.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// I6: colours of embedded profiles become sRGB.
class ProfileTest {
  private static byte[] png(byte[] profile, int... row) {
    return withProfile(new PngBuilder(row.length / 3, 1, 8, 2), profile).data(filtered(row));
  }

  private static PngBuilder withProfile(PngBuilder png, byte[] profile) {
    byte[] packed = PngBuilder.packed(profile);
    return png.chunk(
        "iCCP",
        ByteBuffer.allocate(3 + packed.length).put(Samples.ascii("p\0\0")).put(packed).array());
  }

  private static int[] filtered(int... row) {
    int[] filtered = new int[row.length + 1];
    System.arraycopy(row, 0, filtered, 1, row.length);
    return filtered;
  }

  @Test
  void aProfileWithSwappedPrimariesSwapsTheColours() throws BadPicture, InterruptedException {
    int[] pixels =
        Samples.decoded(png(IccBuilder.display("gbr", 2.2), 255, 0, 0, 0, 255, 0, 0, 0, 255));
    // The profile's red is sRGB's green, its green sRGB's blue, its blue sRGB's red.
    assertThat(pixels[0] >> 8 & 0xff).isGreaterThan(250);
    assertThat(pixels[0] >> 16).isLessThan(10);
    assertThat(pixels[1] & 0xff).isGreaterThan(250);
    assertThat(pixels[2] >> 16).isGreaterThan(250);
  }

  @Test
  void aLinearPictureIsBrightened() throws BadPicture, InterruptedException {
    byte[] linear = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
    int[] pixels = Samples.decoded(png(linear, 55, 55, 55));
    // 55 of 255 in linear light is 21.6 %, which sRGB writes as 128.
    assertThat(pixels[0] & 0xff).isCloseTo(128, within(3));
  }

  @Test
  void anSrgbProfileChangesNotASinglePixel() throws BadPicture, InterruptedException {
    byte[] srgb = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
    int[] row = new int[3 * 256];
    Arrays.setAll(row, i -> i * 7 & 0xff);
    assertThat(Samples.decoded(png(srgb, row)))
        .isEqualTo(Samples.decoded(new PngBuilder(256, 1, 8, 2).data(filtered(row))));
  }

  @Test
  void aGreyProfileIsApplied() throws BadPicture, InterruptedException {
    byte[] file = withProfile(new PngBuilder(1, 1, 8, 0), IccBuilder.grey(1)).data(0, 55);
    assertThat(Samples.decoded(file)[0] & 0xff).isCloseTo(128, within(4));
  }

  @Test
  void aProfileForOtherPixelsOrOfNoSenseIsIgnored() throws BadPicture, InterruptedException {
    assertThat(Samples.decoded(png(IccBuilder.grey(1), 10, 20, 30))).containsExactly(0x0a141e);
    assertThat(Samples.decoded(png(new byte[200], 10, 20, 30))).containsExactly(0x0a141e);
    byte[] cut = Arrays.copyOf(IccBuilder.display("gbr", 2.2), 140);
    assertThat(Samples.decoded(png(cut, 10, 20, 30))).containsExactly(0x0a141e);
  }

  @Test
  void aProfileInPiecesIsPutTogether() throws BadPicture, InterruptedException {
    byte[] profile = IccBuilder.display("gbr", 2.2);
    BufferedImage red = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 256; i++) {
      red.setRGB(i % 16, i / 16, 0xff0000);
    }
    byte[] file = Samples.written(red, "jpeg");
    int half = profile.length / 2;
    file =
        Samples.withSegment(
            file, 0xe2, piece(2, Arrays.copyOfRange(profile, half, profile.length)));
    file = Samples.withSegment(file, 0xe2, piece(1, Arrays.copyOf(profile, half)));
    int pixel = Samples.decoded(file)[0];
    assertThat(pixel >> 8 & 0xff).isGreaterThan(250);
    assertThat(pixel >> 16).isLessThan(10);
  }

  private static byte[] piece(int number, byte[] bytes) {
    ByteBuffer piece = ByteBuffer.allocate(14 + bytes.length);
    return piece.put(Samples.ascii("ICC_PROFILE\0" + (char) number + "\u0002")).put(bytes).array();
  }

  /// Strips must meet: a picture larger than one comes out like its rows alone.
  @Test
  void aLargePictureIsConvertedEverywhere() throws BadPicture, InterruptedException {
    byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
    byte[] rows = new byte[700 * (1 + 3 * 600)];
    Arrays.fill(rows, (byte) 55);
    for (int y = 0; y < 700; y++) {
      rows[y * 1801] = 0;
    }
    byte[] file =
        withProfile(new PngBuilder(600, 700, 8, 2), profile).packedData(PngBuilder.packed(rows));
    int[] pixels = Samples.decoded(file);
    assertThat(Arrays.stream(pixels).distinct().toArray()).hasSize(1);
    assertThat(pixels[0] & 0xff).isCloseTo(128, within(3));
  }
}
