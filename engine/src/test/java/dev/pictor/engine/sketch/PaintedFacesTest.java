package dev.pictor.engine.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imread;

import dev.pictor.engine.Progress;
import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.face.Box;
import dev.pictor.engine.face.Face;
import dev.pictor.engine.face.FaceGuard;
import dev.pictor.engine.face.Faces;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A painted face is still a face: eyes and mouth survive every painted look.
class PaintedFacesTest {
  private static Faces faces;
  private static Sketcher sketcher;
  private static Picture portrait;
  private static Face before;

  @BeforeAll
  static void sitForThePainter() throws InterruptedException {
    faces = new Faces();
    sketcher = new Sketcher(2, new FaceGuard(faces));
    portrait = new Picture(imread("../testdata/astronaut.png"));
    before = faces.find(portrait, Faces.Search.WHOLE).getFirst();
  }

  @AfterAll
  static void leave() {
    portrait.close();
    sketcher.close();
    faces.close();
  }

  static Stream<Look> painted() {
    return PaintedLooksTest.painted();
  }

  @ParameterizedTest
  @MethodSource("painted")
  void aPaintedFaceIsStillFoundWhereItWas(Look look) throws InterruptedException {
    try (Picture painting = sketcher.sketch(portrait, look, 1, Progress.SILENT)) {
      List<Face> found = faces.find(painting, Faces.Search.WHOLE);
      assertThat(found).hasSize(1);
      Box there = found.getFirst().box();
      double width = before.box().width();
      assertThat(there.left()).isCloseTo(before.box().left(), within(.12 * width));
      assertThat(there.right()).isCloseTo(before.box().right(), within(.12 * width));
      assertThat(there.top()).isCloseTo(before.box().top(), within(.12 * width));
      assertThat(there.bottom()).isCloseTo(before.box().bottom(), within(.12 * width));
    }
  }
}
