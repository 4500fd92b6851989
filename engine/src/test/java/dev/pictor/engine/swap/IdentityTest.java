package dev.pictor.engine.swap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.engine.Progress;
import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.face.Face;
import dev.pictor.engine.face.FaceChoice;
import dev.pictor.engine.face.FaceProblem;
import dev.pictor.engine.face.Faces;
import dev.pictor.engine.face.Faces.Search;
import dev.pictor.engine.face.Portraits;
import dev.pictor.engine.judge.FaceJudge;
import dev.pictor.engine.plane.Rows;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whose face it is, in the eyes of a recognition net that has no part in making it.
class IdentityTest {
  private static final String COLLINS = "astronaut.png";
  private static final String HOPPER = "grace_hopper.jpg";
  private static final String MORPH = "morph_nobody.png";

  /// By how much a result is nearer to its source than to its target, at least: for two people, and
  /// for pairs with the morph, which is half of each of them and 0.46 and 0.53 away.
  private static final double PEOPLE = 0.25;

  private static final double WITH_MORPH = 0.08;

  /// Where the net's makers draw the line between one person and two.
  private static final double SAME_PERSON = 0.6;

  private static final FaceJudge JUDGE = new FaceJudge();
  private static Faces faces;
  private static Rows rows;
  private static FaceSwapper swapper;

  @BeforeAll
  static void open() {
    faces = new Faces();
    rows = new Rows(2);
    swapper = new FaceSwapper(rows, faces, Enlarger.cubic());
  }

  @AfterAll
  static void close() {
    rows.close();
    faces.close();
  }

  private static Face only(Picture picture) throws InterruptedException {
    return faces.find(picture, Search.PATIENT).getFirst();
  }

  private static float[] described(Picture picture) throws InterruptedException {
    return JUDGE.described(picture, only(picture));
  }

  /// How much nearer the result is to the source than to the target.
  private static double margin(Picture source, Picture target, double strength)
      throws FaceProblem, InterruptedException {
    SwapOptions options = new SwapOptions(1, strength, FaceChoice.largest(), FaceChoice.largest());
    try (Picture result = swapper.swap(source, target, options, Progress.SILENT)) {
      float[] seen = described(result);
      double toSource = JUDGE.distance(seen, described(source));
      double toTarget = JUDGE.distance(seen, described(target));
      return toTarget - toSource;
    }
  }

  @Test
  void theJudgeTellsPeopleApartAndKnowsOneAgain() throws InterruptedException {
    try (Picture collins = Portraits.of(COLLINS);
        Picture hopper = Portraits.of(HOPPER);
        Picture smaller = Portraits.scaled(hopper, 0.6);
        Picture tilted = Portraits.turned(smaller, 20);
        Picture again = Portraits.darkened(tilted, 0.7)) {
      assertThat(JUDGE.distance(described(collins), described(hopper))).isGreaterThan(SAME_PERSON);
      assertThat(JUDGE.distance(described(again), described(hopper))).isLessThan(0.25);
    }
  }

  @Test
  void betweenPeopleTheResultIsClearlyTheSource() throws FaceProblem, InterruptedException {
    try (Picture collins = Portraits.of(COLLINS);
        Picture hopper = Portraits.of(HOPPER)) {
      assertThat(margin(collins, hopper, 1)).isGreaterThan(PEOPLE);
      assertThat(margin(hopper, collins, 1)).isGreaterThan(PEOPLE);
    }
  }

  @Test
  void withTheMorphTheResultIsStillNearerToTheSource() throws FaceProblem, InterruptedException {
    for (String name : List.of(COLLINS, HOPPER)) {
      try (Picture person = Portraits.of(name);
          Picture morph = Portraits.of(MORPH)) {
        assertThat(margin(person, morph, 1)).as(name).isGreaterThan(WITH_MORPH);
        assertThat(margin(morph, person, 1)).as(name).isGreaterThan(WITH_MORPH);
      }
    }
  }

  @Test
  void strengthLeadsFromTheTargetToTheSource() throws FaceProblem, InterruptedException {
    try (Picture collins = Portraits.of(COLLINS);
        Picture hopper = Portraits.of(HOPPER)) {
      double last = -1;
      for (double strength : new double[] {0, 0.35, 0.65, 1}) {
        double now = margin(collins, hopper, strength);
        assertThat(now).isGreaterThan(last);
        last = now;
      }
      assertThat(margin(collins, hopper, 0)).isLessThan(-0.4);
    }
  }

  /// Turned by program by up to 45 degrees, of which the mesh sees three quarters.
  @ParameterizedTest
  @ValueSource(ints = {-45, -30, -15, 15, 30, 45})
  void onATurnedHeadItIsStillTheSource(int yaw) throws FaceProblem, InterruptedException {
    try (Picture collins = Portraits.of(COLLINS);
        Picture hopper = Portraits.of(HOPPER);
        Picture turned = TurnedPortrait.of(hopper, only(hopper), yaw, 0)) {
      assertThat(margin(collins, turned, 1)).isGreaterThan(0.1);
      assertThat(margin(turned, collins, 1)).isGreaterThan(0.05);
    }
  }

  @Test
  void inTheDarkAndInNoiseItIsStillTheSource() throws FaceProblem, InterruptedException {
    try (Picture collins = Portraits.of(COLLINS);
        Picture hopper = Portraits.of(HOPPER);
        Picture dark = Portraits.darkened(hopper, 0.3);
        Picture blurred = Portraits.blurred(hopper, 2)) {
      assertThat(margin(collins, dark, 1)).isGreaterThan(0.2);
      assertThat(margin(collins, blurred, 1)).isGreaterThan(0.2);
    }
  }
}
