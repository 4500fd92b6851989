package dev.pictor.engine.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pictor.engine.codec.BadPicture;
import dev.pictor.engine.codec.Decoder;
import dev.pictor.engine.codec.Limits;
import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.codec.Samples;
import dev.pictor.engine.face.Faces.Search;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What makes faces hard to find, one thing at a time.
class FaceAnalysisTest {
  private static final List<String> PORTRAITS =
      List.of("astronaut.png", "grace_hopper.jpg", "morph_nobody.png");
  private static final int NOSE = 1;

  private static Faces faces;

  @BeforeAll
  static void open() {
    faces = new Faces();
  }

  @AfterAll
  static void close() {
    faces.close();
  }

  private static Face only(Picture picture) throws InterruptedException {
    List<Face> found = faces.find(picture, Search.PATIENT);
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  private static Picture meadow(int width, int height) throws InterruptedException {
    try {
      return new Decoder(Limits.STANDARD)
          .decode(Samples.written(Samples.landscape(width, height), "png"));
    } catch (BadPicture e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-90, -75, -60, -45, -30, -15, 15, 30, 45, 60, 75, 90})
  void aTiltedHeadIsFoundAndItsTiltIsTold(int degrees) throws InterruptedException {
    for (String name : PORTRAITS) {
      try (Picture upright = Portraits.of(name);
          Picture turned = Portraits.turned(upright, degrees)) {
        Face expected = only(upright);
        Face face = only(turned);
        assertThat(face.widthPixels()).isCloseTo(expected.widthPixels(), within(10.0));
        assertThat(face.pose().roll()).isCloseTo(expected.pose().roll() + degrees, within(5.0));
        assertThat(face.pose().apart(expected.pose())).isLessThan(6);
      }
    }
  }

  @Test
  void aFaceOfFortyPixelsIsFoundInALargePictureWhereverItIs() throws InterruptedException {
    for (String name : PORTRAITS) {
      try (Picture portrait = Portraits.of(name);
          Picture small = Portraits.scaled(portrait, 41 / only(portrait).widthPixels());
          Picture wide = meadow(1900, 1300)) {
        for (int[] at : new int[][] {{0, 0}, {500, 400}, {930, 700}, {1250, 1000}, {1640, 60}}) {
          try (Picture picture = Portraits.pasted(small, wide, at[0], at[1])) {
            Face face = only(picture);
            assertThat(face.widthPixels()).isCloseTo(41, within(5.0));
            assertThat(face.landmarks().x(NOSE))
                .isBetween((double) at[0], at[0] + (double) small.width());
          }
        }
      }
    }
  }

  @Test
  void aSmallFaceThatLiesOnItsSideIsFoundInALargePicture() throws InterruptedException {
    for (int degrees : new int[] {-90, 90}) {
      try (Picture portrait = Portraits.of("grace_hopper.jpg");
          Picture lying = Portraits.turned(portrait, degrees);
          Picture small = Portraits.scaled(lying, 60 / only(portrait).widthPixels());
          Picture wide = meadow(1600, 1000);
          Picture picture = Portraits.pasted(small, wide, 700, 300)) {
        assertThat(only(picture).pose().roll()).isCloseTo(degrees, within(8.0));
      }
    }
  }

  @Test
  void everyFaceIsFoundOnceTheLargestFirst() throws InterruptedException {
    try (Picture hopper = Portraits.of("grace_hopper.jpg");
        Picture collins = Portraits.of("astronaut.png");
        Picture lying = Portraits.turned(collins, 90);
        Picture tiny = Portraits.scaled(hopper, 0.25);
        Picture wide = meadow(1600, 1000);
        Picture one = Portraits.pasted(hopper, wide, 20, 20);
        Picture two = Portraits.pasted(lying, one, 700, 300);
        Picture three = Portraits.pasted(tiny, two, 1400, 100)) {
      List<Face> found = faces.find(three, Search.EVERY);
      assertThat(found).hasSize(3);
      assertThat(found.get(0).widthPixels()).isCloseTo(187, within(8.0));
      assertThat(found.get(1).pose().roll()).isCloseTo(93, within(6.0));
      assertThat(found.get(2).widthPixels()).isCloseTo(47, within(5.0));
    }
  }

  @Test
  void darkAndBlurredFacesAreFoundAtTheirPlace() throws InterruptedException {
    for (String name : PORTRAITS) {
      try (Picture portrait = Portraits.of(name);
          Picture dark = Portraits.darkened(portrait, 0.12);
          Picture blurred = Portraits.blurred(portrait, only(portrait).widthPixels() * 0.03)) {
        Landmarks expected = only(portrait).landmarks();
        double near = only(portrait).widthPixels() * 0.06;
        for (Picture bad : List.of(dark, blurred)) {
          Landmarks points = only(bad).landmarks();
          assertThat(points.x(NOSE)).isCloseTo(expected.x(NOSE), within(near));
          assertThat(points.y(NOSE)).isCloseTo(expected.y(NOSE), within(near));
        }
      }
    }
  }

  @Test
  void portraitsTakenFromTheFrontHaveNoYawAndNoPitch() throws InterruptedException {
    for (String name : PORTRAITS) {
      try (Picture portrait = Portraits.of(name)) {
        Pose pose = only(portrait).pose();
        assertThat(Math.abs(pose.yaw())).isLessThan(3);
        assertThat(Math.abs(pose.pitch())).isLessThan(3);
        assertThat(Math.abs(pose.roll())).isLessThan(5);
      }
    }
  }

  @Test
  void qualityFallsWithBlurAndNotWithTilt() throws InterruptedException {
    for (String name : PORTRAITS) {
      try (Picture portrait = Portraits.of(name);
          Picture tilted = Portraits.turned(portrait, 30)) {
        Face face = only(portrait);
        FaceQuality sharp = FaceQuality.of(portrait, face);
        assertThat(FaceQuality.of(tilted, only(tilted)).sharpness())
            .isCloseTo(sharp.sharpness(), within(0.25 * sharp.sharpness()));
        double last = sharp.sharpness();
        for (int share : new int[] {100, 50, 25}) {
          try (Picture blurred = Portraits.blurred(portrait, face.widthPixels() / share)) {
            double now = FaceQuality.of(blurred, face).sharpness();
            assertThat(now).isLessThan(0.8 * last);
            last = now;
          }
        }
      }
    }
  }

  @Test
  void qualityTellsADarkFace() throws InterruptedException {
    try (Picture portrait = Portraits.of("grace_hopper.jpg");
        Picture dark = Portraits.darkened(portrait, 0.25)) {
      FaceQuality bright = FaceQuality.of(portrait, only(portrait));
      FaceQuality dim = FaceQuality.of(dark, only(dark));
      assertThat(dim.brightness()).isCloseTo(0.25 * bright.brightness(), within(0.02));
      assertThat(dim.sharpness()).isCloseTo(bright.sharpness(), within(0.05));
    }
  }
}
