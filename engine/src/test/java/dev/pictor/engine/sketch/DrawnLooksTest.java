package dev.pictor.engine.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pictor.engine.Progress;
import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.plane.Blur;
import dev.pictor.engine.plane.Pixels;
import dev.pictor.engine.plane.Plane;
import dev.pictor.engine.testkit.Scene;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// What pencil, charcoal and ink promise beyond the others.
class DrawnLooksTest {
  static final List<Look> DRAWN =
      Look.ALL.stream()
          .filter(look ->
              switch (look.style()) {
                case PENCIL, CHARCOAL, INK -> true;
                case WATERCOLOR, PASTEL, OIL, ACRYLIC -> false;
              })
          .toList();

  @ParameterizedTest
  @FieldSource("DRAWN")
  void aDrawingHasThePapersHueAndNoneOfTheSubjects(Look look) throws InterruptedException {
    try (Picture source = Scene.madeUp(160, 120);
        Picture drawing = drawn(source, look, FaceFinder.NONE)) {
      byte[] bytes = Scene.bytes(drawing);
      for (int i = 0; i < bytes.length; i += 3) {
        int blue = bytes[i] & 255;
        int red = bytes[i + 2] & 255;
        assertThat(red - blue).isBetween(-12, 48);
      }
    }
  }

  @ParameterizedTest
  @FieldSource("DRAWN")
  void darkPartsOfTheSubjectAreDarkerThanLightOnes(Look look) throws InterruptedException {
    try (Picture source = Scene.photograph("temple.jpg", 480);
        Picture drawing = drawn(source, look, FaceFinder.NONE)) {
      Plane subject = Blur.gauss(Pixels.tone(source.mat()), 3);
      Plane result = Blur.gauss(Pixels.tone(drawing.mat()), 3);
      double dark = 0;
      double light = 0;
      int darks = 0;
      int lights = 0;
      for (int y = 60; y < subject.height() - 60; y++) {
        for (int x = 60; x < subject.width() - 60; x++) {
          if (subject.at(x, y) < 0.3) {
            dark += result.at(x, y);
            darks++;
          } else if (subject.at(x, y) > 0.75) {
            light += result.at(x, y);
            lights++;
          }
        }
      }
      assertThat(light / lights - dark / darks).isGreaterThan(0.25);
    }
  }

  @ParameterizedTest
  @FieldSource("DRAWN")
  void aFaceIsDrawnFinerThanTheRest(Look look) throws InterruptedException {
    FaceFinder everywhere =
        picture ->
            Optional.of(
                new FaceArea(Plane.filled(picture.width(), picture.height(), 1), picture.width()));
    try (Picture source = Scene.photograph("grace_hopper.jpg", 700);
        Picture plain = drawn(source, look, FaceFinder.NONE);
        Picture guarded = drawn(source, look, everywhere)) {
      assertThat(Scene.difference(Scene.bytes(plain), Scene.bytes(guarded))).isGreaterThan(0.3);
    }
  }

  @ParameterizedTest
  @FieldSource("DRAWN")
  void anInterruptStopsARunningStepWithinASecond(Look look) throws Exception {
    try (Sketcher sketcher = new Sketcher(2, FaceFinder.NONE);
        Picture source = Scene.madeUp(2000, 1500)) {
      CountDownLatch begun = new CountDownLatch(1);
      FutureTask<Long> work =
          new FutureTask<>(() -> {
            assertThatThrownBy(() -> sketcher.sketch(source, look, 1, (_, _) -> begun.countDown()))
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

  /// The steps work at two megapixels; were grain and thresholds enlarged with them, neighbouring
  /// pixels of a 12 megapixel drawing would hardly differ.
  @Test
  void aLargeDrawingIsFullSizeWithCrispGrain() throws InterruptedException {
    try (Picture source = Scene.photograph("mountains.jpg", 4000)) {
      for (Look look : DRAWN) {
        try (Picture drawing = drawn(source, look, FaceFinder.NONE)) {
          assertThat(drawing.width()).isEqualTo(4000);
          assertThat(drawing.height()).isEqualTo(3000);
          assertThat(sharpest(drawing)).as(look.id()).isGreaterThan(0.1);
        }
      }
    }
  }

  private static Picture drawn(Picture source, Look look, FaceFinder faces)
      throws InterruptedException {
    try (Sketcher sketcher = new Sketcher(2, faces)) {
      return sketcher.sketch(source, look, 1, Progress.SILENT);
    }
  }

  /// The step between neighbours that one in a thousand exceeds.
  private static double sharpest(Picture picture) {
    Plane tone = Pixels.tone(picture.mat());
    int[] counts = new int[256];
    for (int y = 0; y < tone.height(); y++) {
      for (int x = 1; x < tone.width(); x++) {
        counts[(int) (Math.abs(tone.at(x, y) - tone.at(x - 1, y)) * 255)]++;
      }
    }
    long above = 0;
    int step = 255;
    while (step > 0 && above + counts[step] < 12_000) {
      above += counts[step--];
    }
    return step / 255.0;
  }
}
