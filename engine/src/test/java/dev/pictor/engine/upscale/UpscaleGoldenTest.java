package dev.pictor.engine.upscale;

import dev.pictor.engine.Progress;
import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.model.ModelStore;
import dev.pictor.engine.plane.Rows;
import dev.pictor.engine.testkit.Goldens;
import dev.pictor.engine.testkit.Scene;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The results as they were approved by eye.
class UpscaleGoldenTest {
  private static final Goldens GOLDENS = Goldens.of(UpscaleGoldenTest.class);

  @ParameterizedTest
  @CsvSource({"PLAIN, 2", "PLAIN, 4", "COMPACT, 2", "COMPACT, 4", "QUALITY, 2", "QUALITY, 4"})
  void aResultStaysAsItWasApproved(Tier tier, int scale) throws Exception {
    try (ModelStore models = ModelStore.shipped();
        Rows rows = new Rows(2);
        Picture source = Scene.photograph("astronaut.png", 160);
        Upscaled larger =
            new Upscaler(models, rows)
                .upscale(source, new UpscaleOptions(tier, scale, 0), Progress.SILENT)) {
      GOLDENS.check(tier.model() + "-x" + scale, larger.picture());
    }
  }
}
