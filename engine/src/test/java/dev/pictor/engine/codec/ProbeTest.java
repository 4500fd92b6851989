package dev.pictor.engine.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pictor.engine.codec.BadPicture.Reason;
import dev.pictor.engine.codec.ImageInfo.Color;
import dev.pictor.engine.codec.ImageInfo.Size;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProbeTest {
  private static byte[] file(ImageType type) {
    return switch (type) {
      case JPEG -> Samples.written(Samples.quarters(40, 30), "jpeg");
      case PNG -> Samples.written(Samples.quarters(40, 30), "png");
      case GIF -> Samples.written(Samples.quarters(40, 30), "gif");
      case WEBP -> webp();
    };
  }

  private static byte[] webp() {
    try (Picture picture = Picture.blank(40, 30)) {
      return Encoder.encode(picture, new Encoding.Webp(80));
    }
  }

  private static Reason reasonFor(byte[] bytes) {
    return catchThrowableOfType(BadPicture.class, () -> Probe.probe(bytes, Limits.STANDARD))
        .reason();
  }

  @ParameterizedTest
  @EnumSource
  void theTypeAndSizeOfEveryFormatAreRead(ImageType type) throws BadPicture {
    ImageInfo info = Probe.probe(file(type), Limits.STANDARD);
    assertThat(info.type()).isEqualTo(type);
    assertThat(info.shown()).isEqualTo(new Size(40, 30));
    assertThat(info.frames()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void aFileTellsTheSameAsItsBytes(ImageType type, @TempDir Path folder)
      throws BadPicture, IOException {
    Path path = Files.write(folder.resolve("picture"), file(type));
    assertThat(Probe.probe(path, Limits.STANDARD))
        .isEqualTo(Probe.probe(file(type), Limits.STANDARD));
  }

  @Test
  void aFileLargerThanTheWindowTellsTheSameAsItsBytes() throws BadPicture, IOException {
    assertThat(Probe.probe(Path.of("..", "testdata", "astronaut.png"), Limits.STANDARD))
        .isEqualTo(Probe.probe(Samples.testdata("astronaut.png"), Limits.STANDARD));
  }

  @ParameterizedTest
  @EnumSource
  void aFileCutOffAnywhereIsRefused(ImageType type) {
    byte[] whole = file(type);
    for (int length = ImageType.SNIFFED_BYTES; length < whole.length - 1; length++) {
      assertThat(reasonFor(Arrays.copyOf(whole, length))).isEqualTo(Reason.TRUNCATED);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1,40,30", "2,40,30", "3,40,30", "4,40,30", "5,30,40", "6,30,40", "7,30,40", "8,30,40"
  })
  void theSizeIsTheOneThatIsSeen(int orientation, int width, int height) throws BadPicture {
    ImageInfo info =
        Probe.probe(Samples.withExif(file(ImageType.JPEG), orientation), Limits.STANDARD);
    assertThat(info.orientation()).isEqualTo(Orientation.ofExif(orientation));
    assertThat(info.shown()).isEqualTo(new Size(width, height));
    assertThat(info.stored()).isEqualTo(new Size(40, 30));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 9, 77, 65_535})
  void anOrientationThatDoesNotExistMeansUpright(int orientation) throws BadPicture {
    ImageInfo info =
        Probe.probe(Samples.withExif(file(ImageType.JPEG), orientation), Limits.STANDARD);
    assertThat(info.orientation()).isEqualTo(Orientation.UPRIGHT);
  }

  @Test
  void theOrientationOfAPngIsRead() throws BadPicture {
    byte[] png = new PngBuilder(2, 1, 8, 0).chunk("eXIf", Samples.exif(6)).data(0, 1, 2);
    assertThat(Probe.probe(png, Limits.STANDARD).shown()).isEqualTo(new Size(1, 2));
  }

  @Test
  void theKindOfPixelsIsRead() throws BadPicture {
    ImageInfo grey = Probe.probe(new PngBuilder(1, 1, 16, 0).data(0, 1, 2), Limits.STANDARD);
    assertThat(grey.kind().color()).isEqualTo(Color.GREY);
    assertThat(grey.kind().bits()).isEqualTo(16);
    assertThat(grey.kind().alpha()).isFalse();
    BufferedImage clear = new BufferedImage(4, 4, BufferedImage.TYPE_4BYTE_ABGR);
    ImageInfo alpha = Probe.probe(Samples.written(clear, "png"), Limits.STANDARD);
    assertThat(alpha.kind().color()).isEqualTo(Color.RGB);
    assertThat(alpha.kind().alpha()).isTrue();
    assertThat(Probe.probe(file(ImageType.GIF), Limits.STANDARD).kind().color())
        .isEqualTo(Color.PALETTE);
  }

  @Test
  void whatIsNoPictureIsToldFromAPictureThatIsNotRead() {
    assertThat(reasonFor(new byte[0])).isEqualTo(Reason.EMPTY);
    assertThat(reasonFor(Samples.ascii("<html><body>no</body></html>")))
        .isEqualTo(Reason.NOT_A_PICTURE);
    assertThat(reasonFor(Samples.ascii("<svg onload='x'/>"))).isEqualTo(Reason.NOT_A_PICTURE);
    assertThat(reasonFor(Samples.written(Samples.quarters(4, 4), "bmp")))
        .isEqualTo(Reason.UNSUPPORTED_TYPE);
    assertThat(reasonFor(Samples.written(Samples.quarters(4, 4), "tiff")))
        .isEqualTo(Reason.UNSUPPORTED_TYPE);
    assertThat(reasonFor(Samples.ascii("\0\0\0\u0018ftypheic\0\0\0\0")))
        .isEqualTo(Reason.UNSUPPORTED_TYPE);
  }

  @Test
  void everyLimitIsCheckedWithItsNumbers() {
    byte[] png = file(ImageType.PNG);
    assertThatThrownBy(() -> Probe.probe(png, new Limits(100, 100, 10_000, 1)))
        .hasMessageContaining("100")
        .isInstanceOfSatisfying(
            BadPicture.class, e -> assertThat(e.reason()).isEqualTo(Reason.TOO_MANY_BYTES));
    assertThatThrownBy(() -> Probe.probe(png, new Limits(10_000, 39, 10_000, 1)))
        .hasMessageContainingAll("40 x 30", "39");
    assertThatThrownBy(() -> Probe.probe(png, new Limits(10_000, 40, 1_199, 1)))
        .hasMessageContainingAll("1,200", "1,199");
  }

  @Test
  void picturesAtTheLimitAreTaken() throws BadPicture {
    byte[] png = file(ImageType.PNG);
    assertThat(Probe.probe(png, new Limits(png.length, 40, 1_200, 1)).pixels()).isEqualTo(1_200);
  }

  /// I4: the magic bytes against the declared type.
  @ParameterizedTest
  @EnumSource
  void aFileThatWasDeclaredAsAnotherTypeIsRefused(ImageType type) throws BadPicture {
    ImageInfo info = Probe.probe(file(type), Limits.STANDARD);
    info.mustBe(type.mediaType());
    Stream<String> others =
        Stream.concat(
            Arrays.stream(ImageType.values()).filter(t -> t != type).map(ImageType::mediaType),
            Stream.of("text/html", "image/svg+xml", ""));
    assertThat(others)
        .allSatisfy(other ->
            assertThatThrownBy(() -> info.mustBe(other))
                .isInstanceOfSatisfying(
                    BadPicture.class, e -> assertThat(e.reason()).isEqualTo(Reason.TYPE_MISMATCH)));
  }

  @Test
  void declaredTypesMayHaveParametersAndBeWrittenInAnyCase() {
    assertThat(ImageType.ofMediaType("IMAGE/JPG; q=1")).contains(ImageType.JPEG);
    assertThat(ImageType.ofMediaType("image/webp ;x=y")).contains(ImageType.WEBP);
  }

  @Test
  void rareKindsOfJpegAreNamedWhenTheyAreRefused() {
    byte[] jpeg = file(ImageType.JPEG);
    for (int i = 0; i < jpeg.length; i++) {
      if (jpeg[i] == (byte) 0xff && jpeg[i + 1] == (byte) 0xc0) {
        jpeg[i + 1] = (byte) 0xc9;
        break;
      }
    }
    assertThatThrownBy(() -> Probe.probe(jpeg, Limits.STANDARD))
        .hasMessageContaining("arithmetic")
        .isInstanceOfSatisfying(
            BadPicture.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNSUPPORTED_TYPE));
  }

  @Test
  void everyReasonHasACodeOfItsOwn() {
    assertThat(Arrays.stream(Reason.values()).map(Reason::code)).doesNotHaveDuplicates();
  }
}
