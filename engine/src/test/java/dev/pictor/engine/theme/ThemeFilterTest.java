package dev.pictor.engine.theme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pictor.engine.Progress;
import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.cutout.Cutter;
import dev.pictor.engine.face.FaceProblem;
import dev.pictor.engine.face.Faces;
import dev.pictor.engine.plane.Rows;
import dev.pictor.engine.testkit.Scene;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class ThemeFilterTest {
  static final List<Theme> THEMES = Themes.bundled().all();
  private static final Faces FACES = new Faces();

  @AfterAll
  static void close() {
    FACES.close();
  }

  private static byte[] applied(int threads, Theme theme, ThemeOptions options) throws Exception {
    try (Rows rows = new Rows(threads);
        Cutter cutter = new Cutter(rows);
        Picture source = Scene.photograph("astronaut.png", 400);
        Picture result =
            new ThemeFilter(rows, FACES, cutter).apply(source, theme, options, Progress.SILENT)) {
      assertThat(result.width()).isEqualTo(source.width());
      assertThat(result.height()).isEqualTo(source.height());
      return Scene.bytes(result);
    }
  }

  @ParameterizedTest
  @FieldSource("THEMES")
  void aThemeIsTheSameOnAnyNumberOfThreads(Theme theme) throws Exception {
    byte[] one = applied(1, theme, ThemeOptions.FULL);
    assertThat(applied(2, theme, ThemeOptions.FULL)).isEqualTo(one);
    assertThat(applied(8, theme, ThemeOptions.FULL)).isEqualTo(one);
  }

  @ParameterizedTest
  @FieldSource("THEMES")
  void withoutStrengthThePictureStaysAsItIs(Theme theme) throws Exception {
    byte[] same = applied(2, theme, new ThemeOptions(0, 32, false));
    try (Picture source = Scene.photograph("astronaut.png", 400)) {
      assertThat(same).isEqualTo(Scene.bytes(source));
    }
  }

  @Test
  void aPictureWithoutPeopleIsAProblemThatNamesTheRemedy() {
    try (Rows rows = new Rows(1);
        Cutter cutter = new Cutter(rows);
        Picture source = Scene.photograph("mountains.jpg", 300)) {
      ThemeFilter filter = new ThemeFilter(rows, FACES, cutter);
      assertThatThrownBy(
              () -> filter.apply(source, THEMES.getFirst(), ThemeOptions.FULL, Progress.SILENT))
          .isInstanceOfSatisfying(
              FaceProblem.class,
              problem -> assertThat(problem.reason()).isEqualTo(FaceProblem.Reason.NO_FACE));
    }
  }

  @Test
  void anInterruptEndsTheWork() {
    try (Rows rows = new Rows(1);
        Cutter cutter = new Cutter(rows);
        Picture source = Scene.photograph("astronaut.png", 300)) {
      ThemeFilter filter = new ThemeFilter(rows, FACES, cutter);
      assertThatThrownBy(() ->
              filter.apply(
                  source,
                  THEMES.getFirst(),
                  ThemeOptions.FULL,
                  (done, step) -> {
                    if (step.equals("dressing")) {
                      Thread.currentThread().interrupt();
                    }
                  }))
          .isInstanceOf(InterruptedException.class);
      assertThat(Thread.interrupted()).isFalse();
    }
  }

  @Test
  void progressGrowsFromZeroToOne() throws Exception {
    List<Double> shares = new ArrayList<>();
    try (Rows rows = new Rows(2);
        Cutter cutter = new Cutter(rows);
        Picture source = Scene.photograph("astronaut.png", 300)) {
      new ThemeFilter(rows, FACES, cutter)
          .apply(source, THEMES.getFirst(), ThemeOptions.FULL, (done, _) -> shares.add(done))
          .close();
    }
    assertThat(shares).isSorted().startsWith(0.0).endsWith(1.0);
  }

  @Test
  void strengthOutsideZeroToOneIsRefused() {
    assertThatThrownBy(() -> new ThemeOptions(1.1, 1, false)).hasMessageContaining("0 to 1");
    assertThatThrownBy(() -> new ThemeOptions(Double.NaN, 1, false)).hasMessageContaining("0 to 1");
    assertThatThrownBy(() -> new ThemeOptions(1, 0, false)).hasMessageContaining("1 to 64");
  }
}
