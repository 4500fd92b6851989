package dev.pictor.engine.compose;

import dev.pictor.engine.Progress;
import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.cutout.Cutter;
import dev.pictor.engine.face.Faces;
import dev.pictor.engine.plane.Rows;
import dev.pictor.engine.testkit.Goldens;
import dev.pictor.engine.testkit.Scene;
import dev.pictor.engine.type.Fonts;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Thumbnails as they were approved by eye; [ThumbnailSheet] draws them large.
class ThumbnailGoldenTest {
  @ParameterizedTest
  @EnumSource
  void theVariantsOfAVibeStayAsTheyWereApproved(Vibe vibe) throws Exception {
    Goldens goldens = Goldens.of(ThumbnailGoldenTest.class);
    try (Rows rows = new Rows(2);
        Cutter cutter = new Cutter(rows);
        Faces faces = new Faces();
        Picture selfie = Scene.photograph("astronaut.png", 512)) {
      Thumbnails thumbnails = new Thumbnails(faces, cutter, new Fonts(null), rows);
      ThumbnailOrder order =
          ThumbnailOrder.of(Platform.YOUTUBE, "Space 🚀 for שלום", "30 days", vibe.name())
              .withSize(480, 270);
      try (Workbench bench = thumbnails.prepare(order, Material.selfie(selfie), Progress.SILENT)) {
        for (int i = 0; i < ThumbnailOrder.MOST_VARIANTS; i++) {
          try (Picture picture = bench.variant(i)) {
            goldens.check(vibe.name() + " " + i, picture);
          }
        }
      }
    }
  }
}
