package dev.pictor.engine.cutout;

import dev.pictor.engine.Progress;
import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.plane.Rows;
import dev.pictor.engine.testkit.Goldens;
import dev.pictor.engine.testkit.Scene;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Cut-outs on white as they were approved by eye; [CutoutSheet] draws them large.
class CutoutGoldenTest {
  @ParameterizedTest
  @ValueSource(strings = {"astronaut.png", "grace_hopper.jpg", "morph_nobody.png"})
  void aCutOutStaysAsItWasApproved(String name) throws Exception {
    try (Rows rows = new Rows(2);
        Cutter cutter = new Cutter(rows);
        Picture photo = Scene.photograph(name, 400);
        Picture cut = cutter.cut(photo, Progress.SILENT);
        Picture white = cut.onWhite()) {
      Goldens.of(CutoutGoldenTest.class).check(name, white);
    }
  }
}
