package dev.pictor.engine.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.testkit.Scene;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WearTest {
  private static final String PORTRAIT = "morph_nobody.png";

  private static Wear wear(Mat bgr) {
    return Wear.of(Floats.luma(bgr), 0, 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 12, 20})
  void noiseIsMeasuredInLevels(int levels) {
    try (Picture good = Scene.photograph(PORTRAIT, 512);
        PointerScope _ = new PointerScope()) {
      double measured = wear(Damage.noisy(good.mat(), levels)).noise();
      assertThat(measured).isCloseTo(levels, within(0.25 * levels));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {2, 3, 4})
  void blurIsMeasuredInPixels(double sigma) {
    try (Picture good = Scene.photograph("astronaut.png", 512);
        PointerScope _ = new PointerScope()) {
      double measured = Wear.blurSigma(Floats.luma(Damage.blurred(good.mat(), sigma)));
      assertThat(measured).isCloseTo(sigma, within(0.25 * sigma));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {15, 20, 30, 40, 60})
  void theQualityOfACompressedPictureIsFound(int quality) {
    try (Picture good = Scene.photograph(PORTRAIT, 512);
        PointerScope _ = new PointerScope()) {
      Mat compressed = Damage.compressed(good.mat(), quality);
      assertThat(Deblocking.quality(compressed)).isEqualTo(quality);
    }
  }

  @Test
  void blocksAreSeenOnlyWhereThereAreSome() {
    try (Picture good = Scene.photograph(PORTRAIT, 512);
        PointerScope _ = new PointerScope()) {
      assertThat(wear(good.mat()).isBlocky()).isFalse();
      assertThat(wear(Damage.compressed(good.mat(), 20)).isBlocky()).isTrue();
    }
  }

  @Test
  void aPictureWithoutBlocksHasNoQuality() {
    try (Picture good = Scene.photograph(PORTRAIT, 512);
        PointerScope _ = new PointerScope()) {
      assertThat(Deblocking.quality(good.mat())).isZero();
    }
  }

  @Test
  void takingOutBlocksBringsAPictureNearerToWhatItWas() throws InterruptedException {
    try (Picture good = Scene.photograph(PORTRAIT, 512);
        PointerScope _ = new PointerScope()) {
      Mat blocky = Damage.compressed(good.mat(), 20);
      try (Picture smooth = new Picture(Deblocking.deblocked(blocky, 20))) {
        byte[] truth = Scene.bytes(good);
        double before = Scene.difference(truth, Scene.bytes(new Picture(blocky)));
        assertThat(Scene.difference(truth, Scene.bytes(smooth))).isLessThan(before);
      }
    }
  }
}
