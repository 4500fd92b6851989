package dev.pictor.engine.swap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.face.Face;
import dev.pictor.engine.face.Faces;
import dev.pictor.engine.face.Faces.Search;
import dev.pictor.engine.face.Landmarks;
import dev.pictor.engine.face.Portraits;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class WarpMapTest {
  private static final int NOSE = 1;

  private static Faces faces;
  private static Shape shape;
  private static int width;
  private static int height;

  @BeforeAll
  static void open() throws InterruptedException {
    faces = new Faces();
    try (Picture portrait = Portraits.of("grace_hopper.jpg")) {
      Face face = faces.find(portrait, Search.WHOLE).getFirst();
      shape = Shape.of(face.landmarks());
      width = portrait.width();
      height = portrait.height();
    }
  }

  @AfterAll
  static void close() {
    faces.close();
  }

  @Test
  void aFaceMapsOntoItselfPixelByPixelWithoutGaps() {
    WarpMap map = WarpMap.of(shape, shape, width, height);
    int covered = 0;
    for (int y = 0; y < height; y++) {
      int spans = 0;
      for (int x = 1; x < width; x++) {
        if (map.cover().at(x, y) > 0) {
          covered++;
          assertThat(map.x().at(x, y)).isCloseTo(x, within(0.01f));
          assertThat(map.y().at(x, y)).isCloseTo(y, within(0.01f));
        }
        spans += map.cover().at(x, y) > map.cover().at(x - 1, y) ? 1 : 0;
      }
      // The lips of a closed mouth are all that a row may be cut by.
      assertThat(spans).isLessThanOrEqualTo(2);
    }
    assertThat(covered).isGreaterThan(20_000);
  }

  @Test
  void theOtherHalfIsTheMirrorImage() {
    for (int point = 0; point < Landmarks.COUNT; point++) {
      assertThat(Points.MIRRORED[Points.MIRRORED[point]]).isEqualTo(point);
    }
    assertThat(Points.MIRRORED[33]).isEqualTo(263);
    assertThat(Points.MIRRORED[61]).isEqualTo(291);
    assertThat(Points.MIRRORED[NOSE]).isEqualTo(NOSE);
  }

  @Test
  void theOutlineIsZeroDeepAndTheNoseDeepest() {
    for (int point : new int[] {234, 454, 152, 172, 397}) {
      assertThat(Outline.depth(point)).isCloseTo(0, within(0.001f));
    }
    assertThat(Outline.depth(10)).as("the top of the forehead is left out").isLessThan(-0.05f);
    assertThat(Outline.depth(NOSE)).isGreaterThan(0.35f);
  }

  @Test
  void aTurnedHeadHidesItsFarCheek() {
    double[] front = Visibility.of(shape);
    float[] turned = shape.values().clone();
    double angle = Math.toRadians(40);
    for (int i = 0; i < turned.length; i += 3) {
      double x = turned[i];
      double z = turned[i + 2];
      turned[i] = (float) (Math.cos(angle) * x - Math.sin(angle) * z);
      turned[i + 2] = (float) (Math.sin(angle) * x + Math.cos(angle) * z);
    }
    double[] side = Visibility.of(new Shape(turned));
    assertThat(front[50]).isGreaterThan(0.6);
    assertThat(front[280]).isGreaterThan(0.6);
    assertThat(side[50]).as("the cheek that faces the camera").isGreaterThan(0.6);
    assertThat(side[280]).as("the far cheek").isLessThan(0.3);
    assertThat(WarpMap.of(shape, new Shape(turned), width, height).isMirrored()).isTrue();
  }

  @Test
  void withoutStrengthAFaceKeepsItsShape() throws InterruptedException {
    try (Picture one = Portraits.of("astronaut.png");
        Picture other = Portraits.of("grace_hopper.jpg")) {
      Landmarks from = faces.find(one, Search.WHOLE).getFirst().landmarks();
      Landmarks onto = faces.find(other, Search.WHOLE).getFirst().landmarks();
      assertThat(Fitting.of(from, onto, 0).values()).isEqualTo(onto.values());
      Shape fitted = Fitting.of(from, onto, 1);
      for (int point : Points.OVAL) {
        assertThat(fitted.x(point)).isCloseTo((float) onto.x(point), within(0.01f));
      }
      Shape laid = Shape.of(from.laidOn(onto));
      double before = Math.abs(onto.y(NOSE) - laid.y(NOSE));
      double after = Math.abs(fitted.y(NOSE) - laid.y(NOSE));
      assertThat(after).isLessThan(before);
    }
  }
}
