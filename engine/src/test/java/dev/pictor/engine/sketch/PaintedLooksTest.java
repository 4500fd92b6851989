package dev.pictor.engine.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pictor.engine.Progress;
import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.plane.Plane;
import dev.pictor.engine.testkit.Scene;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the twelve painted looks promise beyond all looks.
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
  void aFaceIsPaintedFinerThanTheRest(Look look) throws InterruptedException {
    FaceFinder everywhere =
        picture ->
            Optional.of(
                new FaceArea(Plane.filled(picture.width(), picture.height(), 1), picture.width()));
    try (Sketcher sketcher = new Sketcher(2, FaceFinder.NONE);
        Picture source = Scene.madeUp(720, 600);
        Picture plain = sketcher.sketch(source, look, 1, Progress.SILENT);
        Picture guarded = sketcher.sketch(source, look, 1, everywhere, Progress.SILENT)) {
      assertThat(Scene.difference(Scene.bytes(plain), Scene.bytes(guarded))).isGreaterThan(.3);
    }
  }

  @ParameterizedTest
  @MethodSource("painted")
  void anInterruptStopsItWithinASecond(Look look) throws Exception {
    try (Sketcher sketcher = new Sketcher(2, FaceFinder.NONE);
        Picture source = Scene.madeUp(1400, 1400)) {
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
}
