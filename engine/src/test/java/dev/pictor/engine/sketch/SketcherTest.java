package dev.pictor.engine.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pictor.engine.Progress;
import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.plane.Plane;
import dev.pictor.engine.testkit.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// What all 21 looks promise.
class SketcherTest {
  static final List<Look> LOOKS = Look.ALL;

  /// I6: the same bytes for 1, 2 and 8 threads, and from run to run.
  @ParameterizedTest
  @FieldSource("LOOKS")
  void theNumberOfThreadsChangesNoByte(Look look) throws InterruptedException {
    try (Picture source = Scene.photograph("astronaut.png", 512)) {
      byte[] one = drawn(source, look, 1, 1);
      assertThat(drawn(source, look, 1, 1)).isEqualTo(one);
      assertThat(drawn(source, look, 1, 2)).isEqualTo(one);
      assertThat(drawn(source, look, 1, 8)).isEqualTo(one);
    }
  }

  @ParameterizedTest
  @FieldSource("LOOKS")
  void theSourceStaysAsItIs(Look look) throws InterruptedException {
    try (Picture source = Scene.madeUp(120, 90)) {
      byte[] before = Scene.bytes(source);
      drawn(source, look, 1, 2);
      assertThat(Scene.bytes(source)).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @FieldSource("LOOKS")
  void theMoreIntenseTheFartherFromTheGentleVersion(Look look) throws InterruptedException {
    try (Picture source = Scene.photograph("mountains.jpg", 360)) {
      byte[] gentle = drawn(source, look, 0, 2);
      double before = 0;
      for (double intensity : new double[] {1 / 3.0, 2 / 3.0, 1}) {
        double distance = Scene.difference(gentle, drawn(source, look, intensity, 2));
        assertThat(distance).as("at intensity %.2f", intensity).isGreaterThan(before);
        before = distance;
      }
      assertThat(before).isGreaterThan(1.5);
    }
  }

  @ParameterizedTest
  @FieldSource("LOOKS")
  void tinyThinAndFlatPicturesAreDrawn(Look look) throws InterruptedException {
    int[][] sizes = {{1, 1}, {1, 400}, {400, 1}, {2, 3}, {1500, 5}, {5, 700}, {31, 17}};
    for (int[] size : sizes) {
      try (Picture source = Scene.madeUp(size[0], size[1])) {
        assertThat(drawn(source, look, 1, 2)).hasSize(3 * size[0] * size[1]);
      }
    }
    for (int level : new int[] {0, 255}) {
      try (Picture source = Scene.flat(90, 70, level)) {
        assertThat(drawn(source, look, 1, 2)).hasSize(3 * 90 * 70);
      }
    }
  }

  @ParameterizedTest
  @FieldSource("LOOKS")
  void progressBeginsAtNothingNeverGoesBackAndEndsWhole(Look look) throws InterruptedException {
    List<Double> heard = new ArrayList<>();
    List<String> steps = new ArrayList<>();
    Progress progress =
        (done, step) -> {
          heard.add(done);
          steps.add(step);
        };
    try (Picture source = Scene.madeUp(80, 60);
        Sketcher sketcher = new Sketcher(2, FaceFinder.NONE)) {
      sketcher.sketch(source, look, 1, progress).close();
    }
    assertThat(heard).isSorted().startsWith(0.0).endsWith(1.0);
    assertThat(steps).doesNotHaveDuplicates().noneMatch(String::isBlank);
  }

  @ParameterizedTest
  @FieldSource("LOOKS")
  void cancellingBetweenStepsStopsBeforeTheNext(Look look) {
    AtomicInteger begun = new AtomicInteger();
    Progress cancelling =
        (_, _) -> {
          begun.incrementAndGet();
          Thread.currentThread().interrupt();
        };
    try (Picture source = Scene.madeUp(80, 60);
        Sketcher sketcher = new Sketcher(2, FaceFinder.NONE)) {
      assertThatThrownBy(() -> sketcher.sketch(source, look, 1, cancelling))
          .isInstanceOf(InterruptedException.class);
    }
    assertThat(begun).hasValue(1);
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void anIntensityOutsideItsRangeIsRefused() {
    Look look = Look.of("ink", "basic");
    try (Picture source = Scene.madeUp(8, 8);
        Sketcher sketcher = new Sketcher(1, FaceFinder.NONE)) {
      for (double intensity : new double[] {-0.1, 1.1, Double.NaN}) {
        assertThatThrownBy(() -> sketcher.sketch(source, look, intensity, Progress.SILENT))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("within 0 to 1");
      }
    }
  }

  /// Every look must be told apart from every other, here by its pixels.
  @Test
  void noTwoLooksAreAlike() throws InterruptedException {
    List<byte[]> pictures = new ArrayList<>();
    try (Picture source = Scene.photograph("grace_hopper.jpg", 400)) {
      for (Look look : Look.ALL) {
        pictures.add(drawn(source, look, 1, 2));
      }
    }
    for (int a = 0; a < pictures.size(); a++) {
      for (int b = 0; b < a; b++) {
        assertThat(Scene.difference(pictures.get(a), pictures.get(b)))
            .as("%s and %s", Look.ALL.get(a).id(), Look.ALL.get(b).id())
            .isGreaterThan(4);
      }
    }
  }

  @Test
  void onePhotographIsSearchedForFacesOnceWhateverTheSize() throws InterruptedException {
    AtomicInteger searches = new AtomicInteger();
    FaceFinder counting =
        picture -> {
          searches.incrementAndGet();
          Plane mask = Plane.filled(picture.width(), picture.height(), 1);
          return Optional.of(new FaceArea(mask, picture.width()));
        };
    FaceFinder once = FaceFinder.remembering(counting);
    try (Picture source = Scene.madeUp(120, 90);
        Picture larger = Scene.madeUp(240, 180)) {
      assertThat(once.find(source).orElseThrow().mask().width()).isEqualTo(120);
      FaceArea scaled = once.find(larger).orElseThrow();
      assertThat(scaled.mask().width()).isEqualTo(240);
      assertThat(scaled.widthPixels()).isEqualTo(240);
    }
    assertThat(searches).hasValue(1);
  }

  private static byte[] drawn(Picture source, Look look, double intensity, int threads)
      throws InterruptedException {
    try (Sketcher sketcher = new Sketcher(threads, FaceFinder.NONE);
        Picture result = sketcher.sketch(source, look, intensity, Progress.SILENT)) {
      assertThat(result.width()).isEqualTo(source.width());
      assertThat(result.height()).isEqualTo(source.height());
      return Scene.bytes(result);
    }
  }
}
