package dev.pictor.engine.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.opencv.global.opencv_core.countNonZero;

import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.Test;

class PictureTest {
  /// Memory that is given back dirty is given out dirty: white pictures come before each blank one.
  @Test
  void aBlankPictureIsBlackWhateverWasInItsMemoryBefore() {
    for (int i = 0; i < 50; i++) {
      try (Picture before = Picture.blank(64, 48);
          Scalar white = Scalar.all(255)) {
        before.mat().put(white);
      }
      try (Picture blank = Picture.blank(64, 48);
          Mat bytes = blank.mat().reshape(1)) {
        assertThat(countNonZero(bytes)).isZero();
      }
    }
  }
}
