package dev.pictor.engine.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.opencv.global.opencv_imgproc.rectangle;

import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CoveringTest {
  /// Grey with a white square of 40 pixels in the middle.
  private static Picture centred(int width, int height) {
    Picture picture = Picture.blank(width, height);
    picture.mat().put(new Scalar(90, 90, 90, 0));
    int x = width / 2;
    int y = height / 2;
    rectangle(
        picture.mat(),
        new Point(x - 20, y - 20),
        new Point(x + 20, y + 20),
        new Scalar(255, 255, 255, 0),
        -1,
        8,
        0);
    return picture;
  }

  @ParameterizedTest
  @CsvSource({
    "300,200,300,200",
    "300,200,100,100",
    "200,300,640,360",
    "64,64,65,63",
    "3,500,10,10"
  })
  void theSizeIsExactAndTheMiddleStaysInTheMiddle(int fromW, int fromH, int toW, int toH) {
    try (Picture from = centred(fromW, fromH);
        Picture to = Covering.of(from, toW, toH)) {
      assertThat(to.width()).isEqualTo(toW);
      assertThat(to.height()).isEqualTo(toH);
      assertThat(to.mat().ptr(toH / 2, toW / 2).get() & 0xff).isGreaterThan(240);
    }
  }

  @Test
  void whatIsSeeThroughStaysSo() throws Exception {
    try (Picture from =
            new Picture(
                Picture.blank(40, 20).mat(),
                new org.bytedeco.opencv.opencv_core.Mat(
                    20, 40, org.bytedeco.opencv.global.opencv_core.CV_8U, new Scalar(0)));
        Picture to = Covering.of(from, 10, 10)) {
      assertThat(to.alpha().orElseThrow().ptr(5, 5).get()).isZero();
    }
  }

  @Test
  void noSizeIsRefused() {
    try (Picture from = Picture.blank(4, 4)) {
      assertThatThrownBy(() -> Covering.of(from, 0, 4)).hasMessageContaining("no size");
    }
  }

  @Test
  void aGlanceTellsBlankFromDrawnAndTheSameFromAnother() {
    try (Picture drawn = centred(300, 200);
        Picture black = Picture.blank(512, 512);
        Picture smaller = Covering.of(drawn, 150, 100)) {
      Glance one = Glance.of(drawn);
      assertThat(one.isBlank()).isFalse();
      assertThat(Glance.of(black).isBlank()).isTrue();
      assertThat(one.largestDifference(one)).isZero();
      assertThat(one.largestDifference(Glance.of(smaller))).isLessThan(40);
      assertThat(one.largestDifference(Glance.of(black))).isGreaterThan(150);
    }
  }
}
