package dev.pictor.engine.sketch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.engine.Progress;
import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.testkit.Fingerprint;
import dev.pictor.engine.testkit.Goldens;
import dev.pictor.engine.testkit.Scene;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// The looks as they were approved by eye; the program [ContactSheet] draws them all.
class GoldenTest {
  static final List<Look> LOOKS = Look.ALL;
  private static final List<String> SUBJECTS = List.of("astronaut.png", "made-up");
  private static final Goldens GOLDENS = Goldens.of(GoldenTest.class);

  @ParameterizedTest
  @FieldSource("LOOKS")
  void aLookStaysAsItWasApproved(Look look) throws InterruptedException {
    for (String subject : SUBJECTS) {
      try (Sketcher sketcher = new Sketcher(2, FaceFinder.NONE);
          Picture source =
              subject.equals("made-up") ? Scene.madeUp(260, 180) : Scene.photograph(subject, 320);
          Picture drawing = sketcher.sketch(source, look, 1, Progress.SILENT)) {
        GOLDENS.check(look.id() + " " + subject, drawing);
      }
    }
  }

  @Test
  void theGoldensOfDifferentLooksAreFartherApartThanTheTolerance() {
    for (Look one : Look.ALL) {
      for (Look other : Look.ALL) {
        if (!one.equals(other)) {
          Fingerprint a = GOLDENS.approved(one.id() + " astronaut.png");
          Fingerprint b = GOLDENS.approved(other.id() + " astronaut.png");
          assertThat(a.distance(b))
              .as("%s and %s", one.id(), other.id())
              .isGreaterThan(Goldens.TOLERANCE);
        }
      }
    }
  }
}
