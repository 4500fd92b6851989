package dev.pictor.engine.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pictor.engine.codec.BadPicture;
import dev.pictor.engine.codec.Decoder;
import dev.pictor.engine.codec.Limits;
import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.codec.Samples;
import dev.pictor.engine.face.Faces.Search;
import dev.pictor.engine.plane.Plane;
import dev.pictor.engine.sketch.FaceArea;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FaceGuardTest {
  private static Faces faces;

  @BeforeAll
  static void open() {
    faces = new Faces();
  }

  @AfterAll
  static void close() {
    faces.close();
  }

  private static Picture picture(String name) throws BadPicture, InterruptedException {
    return new Decoder(Limits.STANDARD).decode(Samples.testdata(name));
  }

  @Test
  void theMaskIsOneOnTheFaceAndZeroAwayFromIt() throws BadPicture, InterruptedException {
    try (Picture picture = picture("grace_hopper.jpg")) {
      FaceArea area = new FaceGuard(faces).find(picture).orElseThrow();
      assertThat(area.widthPixels()).isCloseTo(186, within(8.0));
      Plane mask = area.mask();
      assertThat(mask.width()).isEqualTo(512);
      assertThat(mask.height()).isEqualTo(600);
      // Nose, both eyes and mouth; then the sky, the flag, the collar and the badge of the cap.
      for (int[] point : new int[][] {{266, 245}, {222, 190}, {312, 190}, {264, 290}}) {
        assertThat(mask.at(point[0], point[1])).isGreaterThan(0.98f);
      }
      for (int[] point : new int[][] {{450, 100}, {60, 100}, {230, 420}, {263, 50}}) {
        assertThat(mask.at(point[0], point[1])).isLessThan(0.02f);
      }
    }
  }

  @Test
  void theRimIsSoft() throws BadPicture, InterruptedException {
    try (Picture picture = picture("grace_hopper.jpg")) {
      Plane mask = new FaceGuard(faces).find(picture).orElseThrow().mask();
      float steepest = 0;
      int between = 0;
      for (int x = 1; x < 512; x++) {
        steepest = Math.max(steepest, Math.abs(mask.at(x, 245) - mask.at(x - 1, 245)));
        between += mask.at(x, 245) > 0.1 && mask.at(x, 245) < 0.9 ? 1 : 0;
      }
      // A rim of sigma 11 pixels: the steepest step is 1 / (11 * sqrt(2 pi)).
      assertThat(steepest).isBetween(0.02f, 0.06f);
      assertThat(between).isBetween(30, 90);
    }
  }

  @Test
  void theSameMaskCanBeHadInAnotherSize() throws BadPicture, InterruptedException {
    try (Picture picture = picture("astronaut.png")) {
      List<Face> found = faces.find(picture, Search.WHOLE);
      Plane once = FaceMask.of(found, 512, 512);
      Plane thrice = FaceMask.of(found, 3, 1536, 1536);
      for (int y = 8; y < 512; y += 16) {
        for (int x = 8; x < 512; x += 16) {
          assertThat(thrice.at(3 * x + 1, 3 * y + 1)).isCloseTo(once.at(x, y), within(0.03f));
        }
      }
    }
  }

  @Test
  void everyFaceIsCovered() throws BadPicture, InterruptedException {
    try (Picture picture = picture("astronaut.png")) {
      Face face = faces.find(picture, Search.WHOLE).getFirst();
      Face beside = new Face(face.box(), face.landmarks().scaled(0.5), face.score());
      Plane mask = FaceMask.of(List.of(face, beside), 512, 512);
      for (Face each : List.of(face, beside)) {
        assertThat(mask.at((int) each.landmarks().x(1), (int) each.landmarks().y(1)))
            .isGreaterThan(0.9f);
      }
    }
  }

  @Test
  void aPictureWithoutFacesHasNothingToGuard() throws BadPicture, InterruptedException {
    try (Picture picture = picture("mountains.jpg")) {
      Optional<FaceArea> area = new FaceGuard(faces).find(picture);
      assertThat(area).isEmpty();
    }
  }
}
