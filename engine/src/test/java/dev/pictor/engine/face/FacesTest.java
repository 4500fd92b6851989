package dev.pictor.engine.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.pictor.engine.codec.BadPicture;
import dev.pictor.engine.codec.Decoder;
import dev.pictor.engine.codec.Encoder;
import dev.pictor.engine.codec.Encoding;
import dev.pictor.engine.codec.Limits;
import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.codec.Samples;
import dev.pictor.engine.face.Faces.Search;
import java.util.List;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FacesTest {
  private static final int NOSE = 1;
  private static final int CHIN = 152;
  private static final int FOREHEAD = 10;
  private static final int RIGHT_EYE = 33;
  private static final int LEFT_EYE = 263;

  private static Faces faces;

  @BeforeAll
  static void open() {
    faces = new Faces();
  }

  @AfterAll
  static void close() {
    faces.close();
  }

  private static Picture picture(byte[] file) throws BadPicture, InterruptedException {
    return new Decoder(Limits.STANDARD).decode(file);
  }

  private static List<Face> found(byte[] file, Search search)
      throws BadPicture, InterruptedException {
    try (Picture picture = picture(file)) {
      return faces.find(picture, search);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"astronaut.png", "grace_hopper.jpg", "morph_nobody.png"})
  void eachPortraitHasOneFaceHoweverItIsSearched(String name)
      throws BadPicture, InterruptedException {
    for (Search search : Search.values()) {
      List<Face> found = found(Samples.testdata(name), search);
      assertThat(found).hasSize(1);
      Landmarks points = found.getFirst().landmarks();
      assertThat(found.getFirst().score()).isGreaterThan(0.99);
      assertThat(points.y(FOREHEAD)).isLessThan(points.y(RIGHT_EYE));
      assertThat(points.y(RIGHT_EYE)).isLessThan(points.y(NOSE));
      assertThat(points.y(NOSE)).isLessThan(points.y(CHIN));
      assertThat(points.x(RIGHT_EYE)).isLessThan(points.x(LEFT_EYE));
    }
  }

  /// Read off the photograph by eye.
  @Test
  void thePointsLieWhereTheyBelong() throws BadPicture, InterruptedException {
    Landmarks points =
        found(Samples.testdata("grace_hopper.jpg"), Search.WHOLE).getFirst().landmarks();
    assertThat(points.x(NOSE)).isCloseTo(266, within(12.0));
    assertThat(points.y(NOSE)).isCloseTo(245, within(14.0));
    assertThat(points.y(CHIN)).isCloseTo(333, within(14.0));
  }

  @ParameterizedTest
  @EnumSource
  void thereIsNoFaceWhereThereIsNone(Search search) throws BadPicture, InterruptedException {
    assertThat(found(Samples.written(Samples.landscape(1200, 800), "png"), search)).isEmpty();
    for (String name : List.of("mountains.jpg", "rocket.jpg", "temple.jpg")) {
      assertThat(found(Samples.testdata(name), search)).as(name).isEmpty();
    }
  }

  @Test
  void aPhotographThatLiesOnItsSideIsSeenUpright() throws BadPicture, InterruptedException {
    byte[] upright = Samples.testdata("grace_hopper.jpg");
    byte[] lying = Samples.withExif(turnedLeft(upright), 6);
    Landmarks expected = found(upright, Search.WHOLE).getFirst().landmarks();
    Landmarks actual = found(lying, Search.WHOLE).getFirst().landmarks();
    assertThat(actual.x(NOSE)).isCloseTo(expected.x(NOSE), within(3.0));
    assertThat(actual.y(CHIN)).isCloseTo(expected.y(CHIN), within(3.0));
  }

  private static byte[] turnedLeft(byte[] file) throws BadPicture, InterruptedException {
    Mat turned = new Mat();
    try (Picture picture = picture(file)) {
      opencv_core.rotate(picture.mat(), turned, opencv_core.ROTATE_90_COUNTERCLOCKWISE);
    }
    try (Picture picture = new Picture(turned)) {
      return Encoder.encode(picture, new Encoding.Jpeg(95));
    }
  }

  @Test
  void theSamePixelsGiveTheSamePoints() throws BadPicture, InterruptedException {
    byte[] file = Samples.testdata("astronaut.png");
    assertThat(found(file, Search.TILES)).isEqualTo(found(file, Search.TILES));
  }

  /// Larger than what is looked at: the points must be given in the picture's own pixels.
  @Test
  void aLargePictureHasItsFacesInItsOwnPixels() throws BadPicture, InterruptedException {
    try (Picture small = picture(Samples.testdata("grace_hopper.jpg"));
        Picture large = new Picture(resized(small.mat(), 5))) {
      Face expected = faces.find(small, Search.WHOLE).getFirst();
      Face actual = faces.find(large, Search.WHOLE).getFirst();
      assertThat(actual.box().width()).isCloseTo(5 * expected.box().width(), within(40.0));
      assertThat(actual.landmarks().x(NOSE))
          .isCloseTo(5 * expected.landmarks().x(NOSE), within(25.0));
    }
  }

  private static Mat resized(Mat pixels, double factor) {
    Mat large = new Mat();
    opencv_imgproc.resize(pixels, large, new Size(), factor, factor, opencv_imgproc.INTER_AREA);
    return large;
  }

  @Test
  void severalFacesAreFoundEachOnce() throws BadPicture, InterruptedException {
    try (Picture first = picture(Samples.testdata("astronaut.png"));
        Picture second = picture(Samples.testdata("grace_hopper.jpg"));
        Picture both = Picture.blank(1024, 600)) {
      put(first, both, 0);
      put(second, both, 512);
      for (Search search : Search.values()) {
        List<Face> found = faces.find(both, search);
        assertThat(found).hasSize(2);
        assertThat(found.getFirst().box().left()).as("the largest first").isGreaterThan(512);
      }
    }
  }

  private static void put(Picture picture, Picture onto, int left) {
    Rect place = new Rect(left, 0, picture.width(), picture.height());
    try (Mat inside = new Mat(onto.mat(), place)) {
      picture.mat().copyTo(inside);
    }
  }

  /// A face of 56 pixels in a picture of 1,600 is lost when the whole is shrunk; a tile shows it.
  @Test
  void tilesFindFacesThatAreTooSmallInTheWhole() throws BadPicture, InterruptedException {
    try (Picture portrait = picture(Samples.testdata("grace_hopper.jpg"));
        Picture small = new Picture(resized(portrait.mat(), 0.3));
        Picture wide = picture(Samples.written(Samples.landscape(1600, 1000), "png"))) {
      put(small, wide, 1100);
      assertThat(faces.find(wide, Search.WHOLE)).isEmpty();
      assertThat(faces.find(wide, Search.TILES)).hasSize(1);
    }
  }

  @Test
  void anInterruptStopsTheSearch() throws BadPicture, InterruptedException {
    try (Picture picture = picture(Samples.testdata("morph_nobody.png"))) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> faces.find(picture, Search.TILES))
          .isInstanceOf(InterruptedException.class);
    }
  }
}
