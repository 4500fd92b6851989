package dev.pictor.engine.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pictor.engine.Progress;
import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.face.FaceProblem;
import dev.pictor.engine.testkit.Goldens;
import dev.pictor.engine.testkit.Scene;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.Test;

class FaceRestorerTest {
  private static Picture worn(Damage damage) {
    try (Picture good = Scene.photograph("astronaut.png", 512)) {
      return damage.to(good);
    }
  }

  @Test
  void theResultIsTheSameOnOneTwoAndEightThreads() throws Exception {
    List<byte[]> results = new ArrayList<>();
    for (int threads : new int[] {1, 2, 8}) {
      try (Workshop workshop = new Workshop(threads);
          Picture worn = worn(Damage.NOISY_JPEG);
          Restored restored = workshop.restore(worn, RestoreOptions.STANDARD.enhancing(true))) {
        results.add(Scene.bytes(restored.picture()));
      }
    }
    assertThat(results.get(1)).isEqualTo(results.get(0));
    assertThat(results.get(2)).isEqualTo(results.get(0));
  }

  @Test
  void restoredPicturesStayAsTheyWereApproved() throws Exception {
    Goldens goldens = Goldens.of(FaceRestorerTest.class);
    try (Workshop workshop = new Workshop(2)) {
      for (Damage damage : List.of(Damage.BLURRED, Damage.JPEG_20, Damage.GRAINY)) {
        try (Picture worn = worn(damage);
            Restored plain = workshop.restore(worn, RestoreOptions.STANDARD);
            Restored bright = workshop.restore(worn, RestoreOptions.STANDARD.enhancing(true))) {
          goldens.check(damage.name(), plain.picture());
          goldens.check(damage.name() + " enhanced", bright.picture());
        }
      }
    }
  }

  @Test
  void aPictureWithoutAFaceIsRefusedUnlessItIsToBeEnhanced() throws Exception {
    try (Workshop workshop = new Workshop(2);
        Picture mountains = Scene.photograph("mountains.jpg", 400)) {
      assertThatThrownBy(() -> workshop.restore(mountains, RestoreOptions.STANDARD))
          .isInstanceOfSatisfying(
              FaceProblem.class,
              problem -> assertThat(problem.reason()).isEqualTo(FaceProblem.Reason.NO_FACE))
          .hasMessageContaining("enhance");
      try (Restored enhanced =
          workshop.restore(mountains, RestoreOptions.STANDARD.enhancing(true))) {
        assertThat(enhanced.faces()).isZero();
        assertThat(Scene.bytes(enhanced.picture())).isNotEqualTo(Scene.bytes(mountains));
      }
    }
  }

  @Test
  void nothingFarFromTheFaceChangesWithoutDenoising() throws Exception {
    try (Workshop workshop = new Workshop(2);
        Picture worn = worn(Damage.NOISY);
        Restored restored = workshop.restore(worn, RestoreOptions.STANDARD.denoising(0))) {
      byte[] before = Scene.bytes(worn);
      byte[] after = Scene.bytes(restored.picture());
      int lowerHalf = 3 * worn.width() * worn.height() * 2 / 3;
      for (int i = lowerHalf; i < before.length; i++) {
        assertThat(after[i]).isEqualTo(before[i]);
      }
      assertThat(after).isNotEqualTo(before);
    }
  }

  @Test
  void theResultHasTheSizeThatWasAskedFor() throws Exception {
    try (Workshop workshop = new Workshop(2);
        Picture worn = worn(Damage.SOFT);
        Restored restored = workshop.restore(worn, RestoreOptions.STANDARD.sized(200, 2))) {
      assertThat(restored.picture().width()).isEqualTo(400);
      assertThat(restored.picture().height()).isEqualTo(400);
      assertThat(restored.faces()).isEqualTo(1);
    }
  }

  @Test
  void opacityIsKept() throws Exception {
    try (Workshop workshop = new Workshop(2);
        Picture worn = worn(Damage.SOFT);
        Scalar half = Scalar.all(77);
        Mat alpha = new Mat(worn.height(), worn.width(), opencv_core.CV_8UC1, half);
        Picture seeThrough = new Picture(worn.mat().clone(), alpha.clone());
        Restored restored = workshop.restore(seeThrough, RestoreOptions.STANDARD)) {
      assertThat(restored.picture().alpha()).isPresent();
      assertThat(restored.picture().alpha().orElseThrow().data().get(0)).isEqualTo((byte) 77);
    }
  }

  @Test
  void progressOnlyGrowsAndEndsAtOne() throws Exception {
    List<Double> heard = new ArrayList<>();
    try (Workshop workshop = new Workshop(2);
        Picture worn = worn(Damage.BLURRED);
        Restored _ =
            workshop
                .restorer()
                .restore(worn, RestoreOptions.STANDARD, (done, _) -> heard.add(done))) {
      assertThat(heard).isSorted().last().isEqualTo(1.0);
    }
  }

  @Test
  void anInterruptedRestorationStops() {
    try (Workshop workshop = new Workshop(2);
        Picture worn = worn(Damage.NOISY)) {
      Progress interrupting = (_, _) -> Thread.currentThread().interrupt();
      assertThatThrownBy(
              () -> workshop.restorer().restore(worn, RestoreOptions.STANDARD, interrupting))
          .isInstanceOf(InterruptedException.class);
    }
  }

  @Test
  void optionsOutOfRangeAreNamed() {
    assertThatThrownBy(() -> RestoreOptions.STANDARD.sized(63, 1)).hasMessageContaining("max_side");
    assertThatThrownBy(() -> RestoreOptions.STANDARD.sized(64, 5))
        .hasMessageContaining("scale_factor");
    assertThatThrownBy(() -> RestoreOptions.STANDARD.denoising(1.1))
        .hasMessageContaining("denoise");
    assertThatThrownBy(() -> RestoreModel.of("gpfgan")).hasMessageContaining("gfpgan");
    assertThat(RestoreModel.of(" GFPGAN ")).isEqualTo(RestoreModel.GFPGAN);
  }
}
