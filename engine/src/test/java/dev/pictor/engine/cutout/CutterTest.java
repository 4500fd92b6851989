package dev.pictor.engine.cutout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.opencv.global.opencv_core.countNonZero;
import static org.bytedeco.opencv.global.opencv_core.hconcat;

import dev.pictor.engine.Progress;
import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.plane.Rows;
import dev.pictor.engine.testkit.Scene;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CutterTest {
  private static Rows rows;
  private static Cutter cutter;

  @BeforeAll
  static void open() {
    rows = new Rows(2);
    cutter = new Cutter(rows);
  }

  @AfterAll
  static void close() {
    cutter.close();
    rows.close();
  }

  /// Where the face is, and a place of the background, as shares of width and height.
  @ParameterizedTest
  @CsvSource({
    "astronaut.png, 0.44, 0.22, 0.9, 0.1",
    "grace_hopper.jpg, 0.5, 0.4, 0.05, 0.05",
    "morph_nobody.png, 0.53, 0.22, 0.05, 0.1"
  })
  void aPersonIsKeptAndTheBackgroundGoes(
      String name, double faceX, double faceY, double emptyX, double emptyY) throws Exception {
    try (Picture photo = Scene.photograph(name, 600);
        Picture cut = cutter.cut(photo, Progress.SILENT)) {
      assertThat(cut.width()).isEqualTo(photo.width());
      assertThat(cut.height()).isEqualTo(photo.height());
      assertThat(opacity(cut, faceX, faceY)).isEqualTo(255);
      assertThat(opacity(cut, emptyX, emptyY)).isZero();
    }
  }

  @Test
  void theInsideKeepsItsPixels() throws Exception {
    try (Picture photo = Scene.photograph("astronaut.png", 512);
        Picture cut = cutter.cut(photo, Progress.SILENT)) {
      byte[] before = Scene.bytes(photo);
      byte[] after = Scene.bytes(cut);
      byte[] opacity = opacity(cut);
      int inside = 0;
      int changed = 0;
      for (int i = 0; i < opacity.length; i++) {
        if (opacity[i] == -1) {
          inside++;
          changed += after[3 * i] == before[3 * i] ? 0 : 1;
        }
      }
      assertThat((double) inside / opacity.length).isBetween(0.3, 0.7);
      assertThat((double) changed / inside).isLessThan(0.01);
    }
  }

  /// The person is put before a green wall and cut out once more: what is opaque by halves must be
  /// the colour of the person, not green.
  @ParameterizedTest
  @ValueSource(strings = {"astronaut.png", "grace_hopper.jpg"})
  void noColourOfTheBackgroundShinesThroughTheRim(String name) throws Exception {
    try (Picture photo = Scene.photograph(name, 512);
        Picture cut = cutter.cut(photo, Progress.SILENT);
        Picture green = onGreen(cut);
        Picture again = cutter.cut(green, Progress.SILENT)) {
      double shining = greenness(green, opacity(again));
      double left = greenness(again, opacity(again));
      assertThat(shining).isGreaterThan(20);
      assertThat(left).isLessThan(0.35 * shining);
    }
  }

  @Test
  void peopleSideBySideAreAllKept() throws Exception {
    try (Picture one = Scene.photograph("astronaut.png", 512);
        Picture other = Scene.photograph("morph_nobody.png", 512)) {
      Mat both = new Mat();
      hconcat(one.mat(), other.mat(), both);
      try (Picture group = new Picture(both);
          Picture cut = cutter.cut(group, Progress.SILENT)) {
        assertThat(opacity(cut, 0.22, 0.22)).isEqualTo(255);
        assertThat(opacity(cut, 0.5 + 0.265, 0.22)).isEqualTo(255);
        assertThat(opacity(cut, 0.22, 0.7)).isEqualTo(255);
        assertThat(opacity(cut, 0.5 + 0.265, 0.7)).isEqualTo(255);
        assertThat(opacity(cut, 0.5, 0.05)).isZero();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"mountains.jpg", "temple.jpg"})
  void aPictureOfNobodySaysWhatToDo(String name) {
    try (Picture photo = Scene.photograph(name, 600)) {
      assertThatThrownBy(() -> cutter.cut(photo, Progress.SILENT))
          .isInstanceOf(NoSubject.class)
          .hasMessageContaining("no person")
          .hasMessageContaining("./pictor models add");
    }
  }

  @Test
  void theMaskOfAPictureOfNobodyIsEmpty() throws Exception {
    try (Picture photo = Scene.flat(80, 60, 128);
        Mat mask = cutter.personMask(photo)) {
      assertThat(mask.cols()).isEqualTo(80);
      assertThat(mask.rows()).isEqualTo(60);
      assertThat(countNonZero(mask)).isZero();
    }
  }

  @Test
  void theBytesAreTheSameOnAnyNumberOfThreads() throws Exception {
    List<byte[]> colours = new ArrayList<>();
    List<byte[]> opacities = new ArrayList<>();
    try (Picture photo = Scene.photograph("astronaut.png", 400)) {
      for (int threads : new int[] {1, 2, 8, 2}) {
        try (Rows some = new Rows(threads);
            Cutter own = new Cutter(some);
            Picture cut = own.cut(photo, Progress.SILENT)) {
          colours.add(Scene.bytes(cut));
          opacities.add(opacity(cut));
        }
      }
    }
    assertThat(colours).allSatisfy(bytes -> assertThat(bytes).isEqualTo(colours.getFirst()));
    assertThat(opacities).allSatisfy(bytes -> assertThat(bytes).isEqualTo(opacities.getFirst()));
  }

  @Test
  void anInterruptStopsTheWork() {
    try (Picture photo = Scene.photograph("astronaut.png", 400)) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> cutter.cut(photo, Progress.SILENT))
          .isInstanceOf(InterruptedException.class);
    } finally {
      Thread.interrupted();
    }
  }

  private static byte[] opacity(Picture cut) {
    byte[] bytes = new byte[cut.width() * cut.height()];
    cut.alpha().orElseThrow().data().get(bytes);
    return bytes;
  }

  private static int opacity(Picture cut, double x, double y) {
    int row = (int) (y * cut.height());
    int column = (int) (x * cut.width());
    return opacity(cut)[row * cut.width() + column] & 0xff;
  }

  private static Picture onGreen(Picture cut) {
    byte[] bytes = Scene.bytes(cut);
    byte[] opacity = opacity(cut);
    int[] wall = {60, 230, 60};
    for (int i = 0; i < bytes.length; i++) {
      int share = opacity[i / 3] & 0xff;
      bytes[i] = (byte) (((bytes[i] & 0xff) * share + wall[i % 3] * (255 - share)) / 255);
    }
    Picture picture = Picture.blank(cut.width(), cut.height());
    picture.mat().data().put(bytes);
    return picture;
  }

  /// How much greener than red or blue the half-opaque pixels are on average, in levels.
  private static double greenness(Picture picture, byte[] opacity) {
    byte[] bytes = Scene.bytes(picture);
    double sum = 0;
    int count = 0;
    for (int i = 0; i < opacity.length; i++) {
      int share = opacity[i] & 0xff;
      if (share > 40 && share < 215) {
        int others = Math.max(bytes[3 * i] & 0xff, bytes[3 * i + 2] & 0xff);
        sum += Math.max(0, (bytes[3 * i + 1] & 0xff) - others);
        count++;
      }
    }
    return sum / count;
  }
}
