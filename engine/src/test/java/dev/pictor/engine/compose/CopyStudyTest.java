package dev.pictor.engine.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pictor.engine.Progress;
import dev.pictor.engine.codec.Picture;
import dev.pictor.engine.cutout.Cutter;
import dev.pictor.engine.face.Faces;
import dev.pictor.engine.paint.Oklab;
import dev.pictor.engine.plane.Rows;
import dev.pictor.engine.testkit.Scene;
import dev.pictor.engine.type.Fonts;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Thumbnails of ours, in known arrangements and colours, are what is copied here.
class CopyStudyTest {
  private static Rows rows;
  private static Cutter cutter;
  private static Faces faces;
  private static Thumbnails thumbnails;
  private static Picture selfie;

  @BeforeAll
  static void open() {
    rows = new Rows(2);
    cutter = new Cutter(rows);
    faces = new Faces();
    thumbnails = new Thumbnails(faces, cutter, new Fonts(null), rows);
    selfie = Scene.photograph("astronaut.png", 512);
  }

  @AfterAll
  static void close() {
    selfie.close();
    faces.close();
    cutter.close();
    rows.close();
  }

  private static Picture target(String vibe, int variant) throws Exception {
    ThumbnailOrder order = ThumbnailOrder.of(Platform.YOUTUBE, "I went to SPACE", "", vibe);
    try (Workbench bench = thumbnails.prepare(order, Material.selfie(selfie), Progress.SILENT)) {
      return bench.variant(variant);
    }
  }

  @ParameterizedTest
  @CsvSource({"bold, 0, true", "bold, 1, false", "tech, 0, true", "gaming, 3, true"})
  void theFaceIsFoundOnTheSideWhereItIs(String vibe, int variant, boolean right) throws Exception {
    try (Picture target = target(vibe, variant)) {
      CopyStudy study = CopyStudy.of(target, faces, cutter);
      assertThat(study.face().orElseThrow().x() > 0.5).isEqualTo(right);
      assertThat(study.face().orElseThrow().height()).isCloseTo(0.43, within(0.12));
    }
  }

  @ParameterizedTest
  @CsvSource({"bold, 0", "bold, 3", "tech, 0", "clean, 3"})
  void theTextIsFoundOppositeToTheFace(String vibe, int variant) throws Exception {
    try (Picture target = target(vibe, variant)) {
      CopyStudy study = CopyStudy.of(target, faces, cutter);
      Platform.Area text = study.text().orElseThrow();
      double centre = text.x() + text.width() / 2;
      assertThat(centre > 0.5).isNotEqualTo(study.face().orElseThrow().x() > 0.5);
    }
  }

  @Test
  void thePanelAndTheBackgroundAreItsColours() throws Exception {
    try (Picture target = target("bold", 1)) {
      Scheme scheme = CopyStudy.of(target, faces, cutter).scheme();
      Oklab blue = Oklab.of(scheme.light());
      Oklab yellow = Oklab.of(scheme.accent());
      assertThat(blue.b()).isLessThan(-0.05f);
      assertThat(yellow.b()).isGreaterThan(0.1f);
    }
  }

  @Test
  void aPictureWithoutFaceAndTextStillGivesItsColours() throws Exception {
    try (Picture mountains = Scene.photograph("mountains.jpg", 900)) {
      CopyStudy study = CopyStudy.of(mountains, faces, cutter);
      assertThat(study.face()).isEmpty();
      Scheme scheme = study.scheme();
      assertThat(Scheme.contrast(scheme.ink(), scheme.edge()))
          .isGreaterThanOrEqualTo(Scheme.READABLE);
    }
  }

  @Test
  void theSecondVariantIsTheMirrorImageOfTheFirst() throws Exception {
    try (Picture target = target("bold", 0)) {
      CopyStudy study = CopyStudy.of(target, faces, cutter);
      Arrangement first = study.arrangement(1280, 720, 0);
      Arrangement second = study.arrangement(1280, 720, 1);
      assertThat(first.person().x() + second.person().x()).isCloseTo(1, within(1e-9));
      assertThat(first.text().x() + second.text().x() + second.text().width())
          .isCloseTo(1, within(1e-9));
    }
  }
}
