package dev.pictor.engine.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import dev.pictor.engine.Progress;
import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.plane.Plane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The promises that all twelve painted looks keep.
class PaintedLooksTest {
  static Stream<Look> painted() {
    return Look.ALL.stream()
        .filter(look ->
            switch (look.style()) {
              case WATERCOLOR, PASTEL, OIL, ACRYLIC -> true;
              case PENCIL, CHARCOAL, INK -> false;
            });
  }

  @ParameterizedTest
  @MethodSource("painted")
  void theNumberOfThreadsChangesNoByte(Look look) throws InterruptedException {
    byte[] one = drawn(look, 1, 181, 143, 1);
    assertThat(drawn(look, 2, 181, 143, 1)).isEqualTo(one);
    assertThat(drawn(look, 8, 181, 143, 1)).isEqualTo(one);
  }

  @ParameterizedTest
  @MethodSource("painted")
  void intensityIsSeen(Look look) throws InterruptedException {
    byte[] gentle = drawn(look, 2, 200, 150, 0);
    byte[] full = drawn(look, 2, 200, 150, 1);
    assertThat(difference(gentle, full)).isGreaterThan(1);
  }

  @ParameterizedTest
  @MethodSource("painted")
  void picturesOfAFewPixelsArePainted(Look look) throws InterruptedException {
    assertThat(drawn(look, 2, 1, 1, 1)).hasSize(3);
    assertThat(drawn(look, 2, 1, 9, 1)).hasSize(27);
    assertThat(drawn(look, 2, 7, 2, .5)).hasSize(42);
    assertThat(drawn(look, 2, 33, 20, .5)).hasSize(1980);
  }

  @ParameterizedTest
  @MethodSource("painted")
  void aFaceIsPaintedFinerThanTheRest(Look look) throws InterruptedException {
    FaceFinder everywhere =
        picture ->
            Optional.of(
                new FaceArea(Plane.filled(picture.width(), picture.height(), 1), picture.width()));
    try (Sketcher sketcher = new Sketcher(2, FaceFinder.NONE);
        Picture source = scene(720, 600);
        Picture plain = sketcher.sketch(source, look, 1, Progress.SILENT);
        Picture guarded = sketcher.sketch(source, look, 1, everywhere, Progress.SILENT)) {
      assertThat(difference(bytes(plain), bytes(guarded))).isGreaterThan(.3);
    }
  }

  @ParameterizedTest
  @MethodSource("painted")
  void anInterruptStopsItWithinASecond(Look look) throws Exception {
    try (Sketcher sketcher = new Sketcher(2, FaceFinder.NONE);
        Picture source = scene(1400, 1400)) {
      CountDownLatch begun = new CountDownLatch(1);
      FutureTask<Long> work =
          new FutureTask<>(() -> {
            assertThatThrownBy(
                    () -> sketcher.sketch(source, look, 1, (done, step) -> begun.countDown()))
                .isInstanceOf(InterruptedException.class);
            return System.nanoTime();
          });
      Thread thread = Thread.ofPlatform().start(work);
      begun.await();
      long asked = System.nanoTime();
      thread.interrupt();
      assertThat(Duration.ofNanos(work.get() - asked)).isLessThan(Duration.ofSeconds(1));
    }
  }

  @Test
  void noTwoPaintedLooksAreAlike() throws InterruptedException {
    List<byte[]> pictures = new ArrayList<>();
    for (Look look : painted().toList()) {
      pictures.add(drawn(look, 2, 300, 240, 1));
    }
    for (int a = 0; a < pictures.size(); a++) {
      for (int b = 0; b < a; b++) {
        assertThat(difference(pictures.get(a), pictures.get(b)))
            .as("looks %d and %d", a, b)
            .isGreaterThan(3);
      }
    }
  }

  private static byte[] drawn(Look look, int threads, int width, int height, double intensity)
      throws InterruptedException {
    try (Sketcher sketcher = new Sketcher(threads, FaceFinder.NONE);
        Picture source = scene(width, height);
        Picture result = sketcher.sketch(source, look, intensity, Progress.SILENT)) {
      assertThat(result.width()).isEqualTo(width);
      assertThat(result.height()).isEqualTo(height);
      return bytes(result);
    }
  }

  private static byte[] bytes(Picture picture) {
    byte[] bytes = new byte[3 * picture.width() * picture.height()];
    picture.mat().data().get(bytes);
    return bytes;
  }

  /// The mean difference of a channel, in levels of 255.
  private static double difference(byte[] a, byte[] b) {
    long sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += Math.abs((a[i] & 255) - (b[i] & 255));
    }
    return (double) sum / a.length;
  }

  /// Hills, a sun, a house: edges, slopes, flat parts and bright colours.
  private static Picture scene(int width, int height) {
    byte[] bytes = new byte[3 * width * height];
    for (int y = 0, i = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double u = (double) x / width;
        double v = (double) y / height;
        int[] colour = {(int) (235 - 120 * v), (int) (180 - 40 * v), (int) (90 + 100 * v)};
        if (Math.hypot(u - .7, v - .25) < .1) {
          colour = new int[] {120, 220, 250};
        } else if (u > .2 && u < .45 && v > .45 && v < .8) {
          colour = new int[] {40, 50, 170 + (x * 7 + y * 3) % 40};
        } else if (v > .65 + .08 * Math.sin(9 * u)) {
          colour = new int[] {40, 90 + (x * 5 + y * 11) % 50, 60};
        }
        for (int channel : colour) {
          bytes[i++] = (byte) channel;
        }
      }
    }
    Mat mat = new Mat(height, width, CV_8UC3);
    mat.data().put(bytes);
    return new Picture(mat);
  }
}
