package dev.pictor.engine.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.face.Face;
import dev.pictor.engine.face.Landmarks;
import dev.pictor.engine.model.ModelStore;
import dev.pictor.engine.plane.Affine;
import dev.pictor.engine.testkit.Scene;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The way of the large nets, proven with nets that only multiply.
class FaceNetTest {
  private static final RestoreOptions STILL = RestoreOptions.STANDARD.denoising(0);

  @TempDir Path folder;

  private static Picture portrait() {
    return Scene.photograph("grace_hopper.jpg", 600);
  }

  /// The first byte of a pixel in the middle of a cheek.
  private static int cheek(Landmarks points, Picture portrait) {
    int x = (int) points.x(50);
    int y = (int) points.y(50);
    return 3 * (y * portrait.width() + x);
  }

  @Test
  void theFaceIsPutWhereTheNetsExpectIt() throws Exception {
    try (Workshop workshop = new Workshop(1);
        Picture portrait = portrait()) {
      Face face = workshop.face(portrait);
      Landmarks points = face.landmarks();
      Affine toCrop = FfhqFace.of(face).toCrop();
      assertThat(toCrop.x(points.x(61), points.y(61))).isCloseTo(201, within(20.0));
      assertThat(toCrop.y(points.x(61), points.y(61))).isCloseTo(371, within(20.0));
      assertThat(toCrop.x(points.x(4), points.y(4))).isCloseTo(257, within(20.0));
    }
  }

  @Test
  void aTurnedAndScaledCopyOfTheTemplateIsFoundExactly() {
    double[][] to = {{10, 20}, {40, 25}, {30, 60}};
    Affine map = new Affine(1.5, -0.7, 12, 0.7, 1.5, -30);
    double[][] from = new double[3][];
    for (int i = 0; i < 3; i++) {
      Affine back = map.inverse();
      from[i] = new double[] {back.x(to[i][0], to[i][1]), back.y(to[i][0], to[i][1])};
    }
    Affine found = FfhqFace.similarity(from, to);
    assertThat(found.a()).isCloseTo(1.5, within(1e-9));
    assertThat(found.b()).isCloseTo(-0.7, within(1e-9));
    assertThat(found.c()).isCloseTo(12, within(1e-9));
    assertThat(found.f()).isCloseTo(-30, within(1e-9));
  }

  @Test
  void aNetThatChangesNothingLeavesThePictureAsItWas() throws Exception {
    TinyNet.addScaling(folder, "gfpgan", 1);
    try (Workshop workshop = new Workshop(2, ModelStore.with(folder));
        Picture portrait = portrait();
        Restored restored = workshop.restore(portrait, STILL.with(RestoreModel.GFPGAN))) {
      assertThat(restored.model()).isEqualTo(RestoreModel.GFPGAN);
      byte[] before = Scene.bytes(portrait);
      byte[] after = Scene.bytes(restored.picture());
      int most = 0;
      for (int i = 0; i < before.length; i++) {
        most = Math.max(most, Math.abs((before[i] & 255) - (after[i] & 255)));
      }
      assertThat(most).isLessThanOrEqualTo(1);
    }
  }

  @Test
  void aNetThatInvertsColoursInvertsTheFaceAndNothingFarFromIt() throws Exception {
    TinyNet.addScaling(folder, "gfpgan", -1);
    try (Workshop workshop = new Workshop(2, ModelStore.with(folder));
        Picture portrait = Scene.photograph("astronaut.png", 512);
        Restored restored = workshop.restore(portrait, STILL.with(RestoreModel.GFPGAN))) {
      Landmarks points = workshop.face(portrait).landmarks();
      byte[] before = Scene.bytes(portrait);
      byte[] after = Scene.bytes(restored.picture());
      // A cheek is smooth, so what the crop cannot hold of it is next to nothing.
      int cheek = cheek(points, portrait);
      for (int channel = 0; channel < 3; channel++) {
        assertThat(after[cheek + channel] & 255)
            .isCloseTo(255 - (before[cheek + channel] & 255), within(8));
      }
      int corner = 3 * (portrait.width() * (portrait.height() - 1));
      assertThat(after[corner]).isEqualTo(before[corner]);
      assertThat(after[0]).isEqualTo(before[0]);
    }
  }

  @Test
  void fidelityReachesTheSecondInput() throws Exception {
    TinyNet.addWeighted(folder, "codeformer");
    RestoreOptions none = new RestoreOptions(RestoreModel.CODEFORMER, 0, 0, false, 8192, 1);
    try (Workshop workshop = new Workshop(2, ModelStore.with(folder));
        Picture portrait = Scene.photograph("astronaut.png", 512);
        Restored grey = workshop.restore(portrait, none)) {
      Landmarks points = workshop.face(portrait).landmarks();
      int cheek = cheek(points, portrait);
      // Zero times anything is the middle of -1..1.
      assertThat(Scene.bytes(grey.picture())[cheek] & 255).isCloseTo(128, within(8));
      assertThat(grey.model()).isEqualTo(RestoreModel.CODEFORMER);
    }
  }

  @Test
  void theBuiltInWayIsTakenAndNamedWhenTheNetIsNotThere() throws Exception {
    try (Workshop workshop = new Workshop(2);
        Picture portrait = portrait();
        Restored restored = workshop.restore(portrait, STILL.with(RestoreModel.GFPGAN))) {
      assertThat(restored.model()).isEqualTo(RestoreModel.BUILTIN);
    }
  }
}
