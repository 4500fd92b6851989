package dev.pictor.engine.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pictor.engine.face.FaceProblem.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaceRulesTest {
  private static final Face FACE = face(1);
  private static final Face SMALL = face(0.2);

  /// The canonical face is about 150 pixels wide at scale 1.
  private static Face face(double scale) {
    Landmarks points = Heads.turned(0, 0, 30).scaled(scale);
    return new Face(points.box(), points, 1);
  }

  private static FaceProblem problem(FaceRules rules, List<Face> found) {
    return catchThrowableOfType(FaceProblem.class, () -> rules.kept(found));
  }

  @Test
  void facesThatAreLargeEnoughAreKeptInTheirOrder() throws FaceProblem {
    assertThat(FaceRules.STANDARD.kept(List.of(FACE, FACE, SMALL))).containsExactly(FACE, FACE);
  }

  @Test
  void eachProblemHasItsReasonAndSaysWhatToDo() {
    FaceProblem none = problem(FaceRules.STANDARD, List.of());
    assertThat(none.reason()).isEqualTo(Reason.NO_FACE);
    assertThat(none).hasMessageStartingWith("No face was found").hasMessageContaining("give one");
    FaceProblem small = problem(FaceRules.STANDARD, List.of(SMALL));
    assertThat(small.reason()).isEqualTo(Reason.TOO_SMALL);
    assertThat(small).hasMessageMatching(".* is \\d\\d pixels wide and at least 40 .*upscale.*");
    FaceProblem many = problem(new FaceRules(40, 1), List.of(FACE, FACE));
    assertThat(many.reason()).isEqualTo(Reason.TOO_MANY);
    assertThat(many)
        .hasMessageContaining("2 faces")
        .hasMessageContaining("at most 1")
        .hasMessageContaining("crop it");
    assertThat(FaceProblem.posesDiffer(52.4, 40))
        .hasMessageContaining("52 degrees apart and at most 40")
        .extracting(FaceProblem::reason)
        .isEqualTo(Reason.POSES_DIFFER);
  }

  @Test
  void aFaceCanBeChosenByItsNumber() throws FaceProblem {
    List<Face> found = List.of(FACE, SMALL);
    assertThat(FaceChoice.largest().from(found)).containsExactly(FACE);
    assertThat(FaceChoice.all().from(found)).containsExactly(FACE, SMALL);
    assertThat(FaceChoice.at(1).from(found)).containsExactly(SMALL);
    assertThatThrownBy(() -> FaceChoice.at(2).from(found))
        .isInstanceOf(FaceProblem.class)
        .hasMessageContaining("no face 2; the faces are numbered from 0 to 1")
        .extracting(e -> ((FaceProblem) e).reason())
        .isEqualTo(Reason.NO_SUCH_FACE);
  }

  @Test
  void impossibleRulesAreRefused() {
    assertThatThrownBy(() -> new FaceRules(0, 1)).hasMessageContaining("a face of 0 pixels");
    assertThatThrownBy(() -> FaceChoice.at(-1)).hasMessageContaining("not -1");
  }
}
