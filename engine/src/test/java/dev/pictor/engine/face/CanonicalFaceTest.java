package dev.pictor.engine.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.pictor.engine.model.BrokenModel;
import dev.pictor.engine.model.ModelFile;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CanonicalFaceTest {
  private static final byte[] FILE = ModelFile.FACE_GEOMETRY.read();

  @Test
  void theShippedFaceHas898TrianglesBetweenAll468Points() {
    int[] triangles = CanonicalFace.SHARED.triangles();
    assertThat(triangles).hasSize(3 * 898);
    BitSet used = new BitSet();
    for (int point : triangles) {
      assertThat(point).isBetween(0, Landmarks.COUNT - 1);
      used.set(point);
    }
    assertThat(used.cardinality()).isEqualTo(Landmarks.COUNT);
  }

  /// A closed surface with one rim: each edge belongs to two triangles, or to one on the rim.
  @Test
  void theTrianglesFormOneSkin() {
    int[] triangles = CanonicalFace.SHARED.triangles();
    Map<Long, Integer> edges = new HashMap<>();
    for (int t = 0; t < triangles.length; t += 3) {
      for (int k = 0; k < 3; k++) {
        int a = triangles[t + k];
        int b = triangles[t + (k + 1) % 3];
        edges.merge(Math.min(a, b) * 1000L + Math.max(a, b), 1, Integer::sum);
      }
    }
    assertThat(edges.values()).allMatch(n -> n <= 2);
    assertThat(edges.values().stream().filter(n -> n == 1)).hasSize(36);
  }

  @Test
  void aKnownTurnOfTheFaceIsToldInDegrees() {
    for (double[] pose : new double[][] {{0, 0, 0}, {30, 0, 0}, {-45, 10, 20}, {12, -25, -80}}) {
      Pose found = CanonicalFace.SHARED.pose(Heads.turned(pose[0], pose[1] + 7.3, pose[2]));
      assertThat(found.yaw()).isCloseTo(pose[0], within(0.01));
      assertThat(found.pitch()).isCloseTo(pose[1], within(0.01));
      assertThat(found.roll()).isCloseTo(pose[2], within(0.01));
    }
  }

  @Test
  void theNoseOfAHeadTurnedToTheRightPointsToTheRight() {
    Landmarks right = Heads.turned(30, 7.3, 0);
    double middle = (right.x(33) + right.x(263)) / 2;
    assertThat(right.x(1)).isGreaterThan(middle + 1);
    Landmarks down = Heads.turned(0, 37.3, 0);
    Landmarks level = Heads.turned(0, 7.3, 0);
    assertThat(down.y(1) - down.y(168)).isGreaterThan(level.y(1) - level.y(168) - 4);
    assertThat(down.y(1)).isGreaterThan(level.y(1));
  }

  @Test
  void aDamagedDescriptionIsRefusedAndNeverRunsAway() {
    assertThatThrownBy(() -> CanonicalFace.read(new byte[0])).isInstanceOf(BrokenModel.class);
    Random random = new Random(5);
    int refused = 0;
    for (int i = 0; i < 400; i++) {
      byte[] damaged = Arrays.copyOf(FILE, i % 2 == 0 ? FILE.length : random.nextInt(FILE.length));
      for (int k = 0; k < 4 && damaged.length > 0; k++) {
        damaged[random.nextInt(Math.min(64, damaged.length))] = (byte) random.nextInt();
      }
      try {
        CanonicalFace.read(damaged);
      } catch (BrokenModel e) {
        assertThat(e).hasMessageContaining("canonical face is damaged");
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(300);
  }
}
