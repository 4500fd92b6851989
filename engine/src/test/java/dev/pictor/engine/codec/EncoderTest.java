package dev.pictor.engine.codec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;

import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EncoderTest {
  private static final Decoder DECODER = new Decoder(Limits.STANDARD);

  static Stream<Encoding> encodings() {
    return Stream.of(new Encoding.Jpeg(90), new Encoding.Png(3), new Encoding.Webp(85));
  }

  @ParameterizedTest
  @MethodSource("encodings")
  void whatIsWrittenIsReadAgain(Encoding encoding) throws BadPicture, InterruptedException {
    try (Picture picture = DECODER.decode(Samples.testdata("grace_hopper.jpg"))) {
      byte[] file = Encoder.encode(picture, encoding);
      ImageInfo info = Probe.probe(file, Limits.STANDARD);
      assertThat(info.type()).isEqualTo(encoding.type());
      assertThat(info.shown()).isEqualTo(new ImageInfo.Size(512, 600));
      assertThat(meanDifference(Samples.pixels(picture), Samples.decoded(file))).isLessThan(4);
    }
  }

  private static double meanDifference(int[] first, int[] second) {
    double sum = 0;
    for (int i = 0; i < first.length; i++) {
      sum += Math.abs((first[i] & 0xff) - (second[i] & 0xff));
    }
    return sum / first.length;
  }

  @Test
  void pngLosesNothing() throws BadPicture, InterruptedException {
    try (Picture picture = DECODER.decode(Samples.testdata("grace_hopper.jpg"))) {
      assertThat(Samples.decoded(Encoder.encode(picture, new Encoding.Png(1))))
          .isEqualTo(Samples.pixels(picture));
    }
  }

  /// I7: where a photograph was taken, and with what, is in no output. I3: nor is any script that
  /// was hidden in comments or behind the end.
  @ParameterizedTest
  @MethodSource("encodings")
  void nothingButPixelsIsWritten(Encoding encoding) throws BadPicture, InterruptedException {
    String script = "<script>alert(1)</script>";
    byte[] jpeg = Samples.withExif(Samples.testdata("grace_hopper.jpg"), 3);
    byte[] commented = Samples.withSegment(jpeg, 0xfe, Samples.ascii(script));
    byte[] file = Samples.ascii(new String(commented, ISO_8859_1) + script);
    try (Picture picture = DECODER.decode(file)) {
      String written = new String(Encoder.encode(picture, encoding), ISO_8859_1);
      assertThat(new String(file, ISO_8859_1)).contains("Exif", script);
      assertThat(written).doesNotContain("Exif", "EXIF", "eXIf", "GPS", "script", "ICC");
    }
  }

  @Test
  void theSamePixelsAlwaysGiveTheSameBytes() throws BadPicture, InterruptedException {
    try (Picture picture = DECODER.decode(Samples.testdata("rocket.jpg"))) {
      assertThat(encodings())
          .allSatisfy(
              e -> assertThat(Encoder.encode(picture, e)).isEqualTo(Encoder.encode(picture, e)));
    }
  }

  @Test
  void aHigherQualityGivesALargerFile() throws BadPicture, InterruptedException {
    try (Picture picture = DECODER.decode(Samples.testdata("rocket.jpg"))) {
      assertThat(Encoder.encode(picture, new Encoding.Jpeg(95)))
          .hasSizeGreaterThan(Encoder.encode(picture, new Encoding.Jpeg(60)).length);
      assertThat(Encoder.encode(picture, new Encoding.Webp(95)))
          .hasSizeGreaterThan(Encoder.encode(picture, new Encoding.Webp(60)).length);
    }
  }

  @Test
  void aQualityThatDoesNotExistIsRefused() {
    assertThatThrownBy(() -> new Encoding.Jpeg(0)).hasMessageContaining("1..100");
    assertThatThrownBy(() -> new Encoding.Webp(101)).hasMessageContaining("101");
    assertThatThrownBy(() -> new Encoding.Png(10)).hasMessageContaining("0..9");
  }

  @ParameterizedTest
  @MethodSource("encodings")
  void aPictureSaysHowItCameToBe(Encoding encoding) throws BadPicture, InterruptedException {
    try (Picture picture = DECODER.decode(Samples.testdata("grace_hopper.jpg"))) {
      byte[] file = Encoder.encode(picture, encoding, SourceType.COMPOSITE_WITH_MODELS);
      assertThat(new String(file, ISO_8859_1))
          .contains("Iptc4xmpExt:DigitalSourceType='" + SourceType.COMPOSITE_WITH_MODELS.uri());
      assertThat(Samples.decoded(file))
          .isEqualTo(Samples.decoded(Encoder.encode(picture, encoding)));
      assertThat(Probe.probe(file, Limits.STANDARD).type()).isEqualTo(encoding.type());
    }
  }

  @ParameterizedTest
  @MethodSource("encodings")
  void whatIsSeeThroughStaysSoWhereTheTypeCan(Encoding encoding)
      throws BadPicture, InterruptedException {
    boolean can = encoding.type() != ImageType.JPEG;
    try (Picture picture = seeThrough()) {
      for (byte[] file :
          List.of(
              Encoder.encode(picture, encoding),
              Encoder.encode(picture, encoding, SourceType.ENHANCED))) {
        assertThat(Probe.probe(file, Limits.STANDARD).kind().alpha()).isEqualTo(can);
        try (Picture again = DECODER.decodeWithAlpha(file);
            Picture flat = DECODER.decode(file)) {
          assertThat(again.alpha().isPresent()).isEqualTo(can);
          assertThat(flat.alpha()).isEmpty();
          assertThat(Samples.pixels(flat)[0] & 0xff).isGreaterThan(250);
          if (can) {
            assertThat(opacity(again)).isEqualTo(opacity(picture));
          }
        }
      }
    }
  }

  /// Dark, and more and more opaque from left to right.
  private static Picture seeThrough() {
    byte[] levels = new byte[64 * 16];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = (byte) (i % 64 * 4);
    }
    Mat alpha = new Mat(16, 64, CV_8UC1);
    alpha.data().put(levels);
    try (Picture black = Picture.blank(64, 16)) {
      return new Picture(black.mat().clone(), alpha);
    }
  }

  private static byte[] opacity(Picture picture) {
    byte[] levels = new byte[picture.width() * picture.height()];
    picture.alpha().orElseThrow().data().get(levels);
    return levels;
  }
}
