package dev.pictor.engine.swap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.face.Portraits;
import dev.pictor.engine.plane.Plane;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FinishTest {
  private static float[] everywhere(int size) {
    float[] all = new float[size];
    Arrays.fill(all, 1);
    return all;
  }

  @Test
  void noiseIsMeasuredInLevels() {
    for (double deviation : new double[] {1, 4, 12}) {
      Random random = new Random(3);
      float[] luma = new float[200 * 200];
      for (int i = 0; i < luma.length; i++) {
        // A slope under the noise must not count.
        luma[i] = (float) (60 + i % 200 * 0.5 + deviation * random.nextGaussian());
      }
      assertThat(Finish.noise(luma, everywhere(luma.length), 200))
          .isCloseTo(deviation, within(0.06 * deviation));
    }
  }

  @Test
  void tooFewPixelsTellNothing() {
    assertThat(Finish.noise(new float[100], new float[100], 10)).isZero();
  }

  @Test
  void grainHasTheDeviationThatIsAskedForAndNeverChanges() {
    float[] grain = new float[300 * 100];
    double sum = 0;
    for (int i = 0; i < grain.length; i++) {
      grain[i] = Grain.at(i % 300, i / 300);
      sum += grain[i];
      assertThat(Grain.at(i % 300 + 256, i / 300)).isEqualTo(grain[i]);
    }
    assertThat(Finish.noise(grain, everywhere(grain.length), 300)).isCloseTo(1, within(0.05));
    assertThat(sum / grain.length).isCloseTo(0, within(0.05));
  }

  @Test
  void aSharpFaceIsSoftenedAsMuchAsItsNewPictureIsSoft() throws InterruptedException {
    try (Picture sharp = Portraits.of("grace_hopper.jpg");
        Picture soft = Portraits.blurred(sharp, 2)) {
      Plane all = Plane.filled(sharp.width(), sharp.height(), 1);
      assertThat(Finish.softening(sharp.mat(), soft.mat(), all)).isBetween(1.4, 2.8);
      assertThat(Finish.softening(soft.mat(), sharp.mat(), all)).isZero();
      assertThat(Finish.softening(sharp.mat(), sharp.mat(), all)).isZero();
    }
  }
}
