package dev.pictor.engine.theme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.engine.Progress;
import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.cutout.Cutter;
import dev.pictor.engine.face.Faces;
import dev.pictor.engine.plane.Rows;
import dev.pictor.engine.testkit.Goldens;
import dev.pictor.engine.testkit.Scene;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// The looks as they were approved by eye; [ThemeSheet] draws them all.
class ThemeGoldenTest {
  static final List<Theme> THEMES = Themes.bundled().all();
  private static final List<String> SUBJECTS = List.of("grace_hopper.jpg", "astronaut.png");
  private static final Goldens GOLDENS = Goldens.of(ThemeGoldenTest.class);

  @ParameterizedTest
  @FieldSource("THEMES")
  void aLookStaysAsItWasApproved(Theme theme) throws Exception {
    try (Rows rows = new Rows(2);
        Faces faces = new Faces();
        Cutter cutter = new Cutter(rows)) {
      ThemeFilter filter = new ThemeFilter(rows, faces, cutter);
      for (String subject : SUBJECTS) {
        try (Picture source = Scene.photograph(subject, 400);
            Picture dressed = filter.apply(source, theme, ThemeOptions.FULL, Progress.SILENT)) {
          GOLDENS.check(theme.id() + " " + subject, dressed);
        }
      }
    }
  }

  @Test
  void theLooksAreFartherApartThanTheTolerance() {
    for (Theme one : THEMES) {
      for (Theme other : THEMES) {
        if (!one.id().equals(other.id())) {
          double distance =
              GOLDENS
                  .approved(one.id() + " astronaut.png")
                  .distance(GOLDENS.approved(other.id() + " astronaut.png"));
          assertThat(distance)
              .as("%s and %s", one.id(), other.id())
              .isGreaterThan(Goldens.TOLERANCE);
        }
      }
    }
  }
}
