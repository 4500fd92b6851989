package dev.pictor.engine.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// I5: damaged files of every type. Whatever is changed in them, the answer is a picture of the
/// announced size or a [BadPicture]; nothing else is thrown, and nothing takes seconds.
class MutationTest {
  private static final int ROUNDS = 400;
  private static final Decoder DECODER = new Decoder(new Limits(1_000_000, 512, 100_000, 20));

  private static byte[][] seeds(ImageType type) {
    return switch (type) {
      case JPEG ->
          new byte[][] {
            Samples.withExif(Samples.written(Samples.landscape(67, 45), "jpeg"), 6),
            Samples.withSegment(
                Samples.written(Samples.quarters(16, 16), "jpeg"),
                0xee,
                Samples.ascii("Adobe\0d\0\0\0\0\u0001"))
          };
      case PNG ->
          new byte[][] {
            Samples.written(Samples.landscape(67, 45), "png"),
            new PngBuilder(4, 1, 2, 0).chunk("tRNS", Samples.bytes(0, 1)).data(0, 0x1b)
          };
      case GIF -> new byte[][] {Samples.written(Samples.quarters(67, 45), "gif")};
      case WEBP -> new byte[][] {WebpBuilder.transparentHalf(), animatedWebp()};
    };
  }

  private static byte[] animatedWebp() {
    try (Picture picture = Picture.blank(10, 8)) {
      byte[] still = Encoder.encode(picture, new Encoding.Webp(80));
      return WebpBuilder.animated(still, 20, 16, 2, 2, 2);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aDamagedFileIsAPictureOrARefusal(ImageType type) throws InterruptedException {
    SplittableRandom random = new SplittableRandom(20_261_122);
    int pictures = 0;
    int refusals = 0;
    for (byte[] seed : seeds(type)) {
      for (int round = 0; round < ROUNDS; round++) {
        byte[] file = damage(random).apply(seed.clone());
        if (isTaken(file)) {
          pictures++;
        } else {
          refusals++;
        }
      }
    }
    // Both must happen, or nothing was tested.
    assertThat(pictures).isPositive();
    assertThat(refusals).isPositive();
  }

  private static boolean isTaken(byte[] file) throws InterruptedException {
    try (Picture picture = DECODER.decode(file)) {
      ImageInfo info = Probe.probe(file, new Limits(1_000_000, 512, 100_000, 20));
      assertThat(picture.width()).isEqualTo(info.width());
      assertThat(picture.height()).isEqualTo(info.height());
      return true;
    } catch (BadPicture e) {
      assertThat(e.getMessage()).endsWith(".");
      return false;
    }
  }

  private static UnaryOperator<byte[]> damage(SplittableRandom random) {
    return switch (random.nextInt(5)) {
      case 0 -> file -> Arrays.copyOf(file, random.nextInt(file.length));
      case 1 -> file -> changed(file, random, 1);
      case 2 -> file -> changed(file, random, 1 + random.nextInt(20));
      case 3 -> file -> repeated(file, random);
      default -> file -> lifted(file, random);
    };
  }

  private static byte[] changed(byte[] file, SplittableRandom random, int times) {
    for (int i = 0; i < times; i++) {
      // Headers are where it hurts.
      int reach = random.nextBoolean() ? file.length : Math.min(100, file.length);
      file[random.nextInt(reach)] = (byte) random.nextInt(256);
    }
    return file;
  }

  /// A stretch of the file overwrites another.
  private static byte[] repeated(byte[] file, SplittableRandom random) {
    int length = 1 + random.nextInt(Math.min(64, file.length - 1));
    int from = random.nextInt(file.length - length);
    int to = random.nextInt(file.length - length);
    System.arraycopy(file, from, file, to, length);
    return file;
  }

  /// A stretch is missing in the middle.
  private static byte[] lifted(byte[] file, SplittableRandom random) {
    int length = 1 + random.nextInt(Math.min(64, file.length - 1));
    int from = random.nextInt(file.length - length);
    byte[] shorter = new byte[file.length - length];
    System.arraycopy(file, 0, shorter, 0, from);
    System.arraycopy(file, from + length, shorter, from, shorter.length - from);
    return shorter;
  }
}
